"""What spreadsheets and programs put around a cell that is none of its text: ``="01040"``, ``'0170 1``, ``#REF!`` (§7)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .table_lines import Line, listed

ODD = frozenset("=#'\u2019E")
AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""What programs write so that a spreadsheet keeps the noughts of a number."""
APOSTROPHE = re.compile(r"['\u2019](?=[A-Z0-9+(][A-Z0-9 ()./-]*[0-9][A-Z0-9 ()./-]*$)")
"""The sign of a text before a number or a code; a name may begin with one ("'t Hoen")."""
FAULTS = frozenset(
    (
        *("#REF!", "#BEZUG!", "#RIF!", "#VERW!", "#¡REF!", "#NAME?", "#NOM?", "#NOME?", "#NAAM?"),
        *("#¿NOMBRE?", "#N/A", "#NV", "#N/D", "#N/B", "#VALUE!", "#WERT!", "#VALEUR!", "#¡VALOR!"),
        *("#VALOR!", "#VALORE!", "#WAARDE!", "#DIV/0!", "#¡DIV/0!", "#DEEL/0!", "#NULL!", "#NUL!"),
        *("#¡NULO!", "#NULO!", "#NULLO!", "#LEEG!", "#NUM!", "#ZAHL!", "#NOMBRE!", "#¡NUM!"),
        *("#NÚM!", "#GETAL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#GETTING_DATA"),
        *("#ÜBERLAUF!", "#ERROR!", "#FEHLER!"),
    )
)
"""What spreadsheets show instead of a value, in the languages that they speak."""
NUMBERED_FAULT = re.compile(r"(?:Err|Fehler|Erreur):[0-9]{3}|#{3,}")


@dataclass(slots=True)
class Mender:
    """Mends the rows of a table of ``header``, and remembers which cells hold a fault."""

    header: Sequence[str]
    faults: defaultdict[tuple[int, str], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def mend(self, line: Line) -> None:
        """Take off what is none of the text of a row's cells."""
        cells = line.cells
        if not ODD.isdisjoint([cell[:1] for cell in cells]):
            line.cells = [
                self._mended(cell, place, line.number) if cell[:1] in ODD else cell
                for place, cell in enumerate(cells)
            ]

    def _mended(self, cell: str, place: int, number: int) -> str:
        text = cell.strip()
        if found := AS_TEXT.fullmatch(text):
            return found[1].replace('""', '"')
        if text in FAULTS or NUMBERED_FAULT.fullmatch(text):
            self.faults[place, text].append(number)
            return ""
        return APOSTROPHE.sub("", cell, count=1) if APOSTROPHE.match(cell) else cell

    def told(self) -> Iterator[str]:
        """Which cells a spreadsheet has damaged."""
        for (place, text), lines in sorted(self.faults.items()):
            yield f'"{self.header[place]}" is {text}, a fault of a spreadsheet, in {listed(lines, "row")}: read as empty'
