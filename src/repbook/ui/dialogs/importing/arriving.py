"""A file on its way in: what it was taken for, what it says, and what filing it would do. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ....actions.imports.filing import ImportReport
from ....errors import InvalidInput, RepbookError
from ....interchange.choosing.laying import Remembered, Told
from ....interchange.filing.import_plan import ImportPlan, plan
from ....interchange.filing.read_file import OwnSheet, Progress, read
from ....interchange.reading.records import Parsed


@dataclass(slots=True)
class Arriving:
    """One of the chosen files. ``refused`` says why it can't come in, with the next step; "" where it can."""

    path: Path
    plan: ImportPlan | None = None
    parsed: Parsed | None = None
    report: ImportReport | None = None
    refused: str = ""

    @property
    def open(self) -> bool:
        """Whether the rep must say something first."""
        return self.plan is not None and self.plan.open is not None

    def look(
        self, today: date, remembered: Remembered, day_first: bool | None, currency: str = ""
    ) -> None:
        """Look into the file; what is wrong with it is kept in words. ``currency`` is the rep's own."""
        self.refused = ""
        try:
            self.plan = plan(
                self.path,
                today=today,
                told=Told(strict=False, currency=currency),
                remembered=remembered,
                day_first=day_first,
            )
        except OwnSheet as sheet:
            self.refused = f"{sheet.message}: {sheet.hint}"
        except RepbookError as error:
            self.refused = str(error)

    def read(self, progress: Progress) -> None:
        """Read the whole file as the plan has it."""
        self.parsed = self.report = None
        if self.plan is None or self.open or self.refused:
            return
        try:
            self.parsed = read(
                self.path,
                today=self.plan.today,
                day_first=self.plan.day_first,
                encoding=self.plan.asked_encoding,
                told=self.plan.told,
                remembered=self.plan.remembered or {},
                progress=progress,
            )
        except OwnSheet as sheet:
            self.refused = f"{sheet.message}: {sheet.hint}"
        except InvalidInput as error:
            self.refused = str(error)

    def planned(self, changed: ImportPlan) -> None:
        """Take another plan; what was read by the old one counts no more."""
        self.plan, self.parsed, self.report, self.refused = changed, None, None, ""
