"""`t`: a letter went out, by hand or by post; what it told is ticked."""

from __future__ import annotations

from ...actions import letters
from ...domain.facts import FollowupFacts
from ...domain.kinds import FollowupKind, LetterKind
from ...domain.pages import CustomerPage
from ..field import Field, Values
from ..forms import Save
from ..target import Target
from .rows import RowForm

OFFERED = (
    LetterKind.THANKS,
    LetterKind.NOTE,
    LetterKind.REASSURANCE,
    LetterKind.EVIDENCE,
    LetterKind.AGENDA,
)
FOR = {
    FollowupKind.THANKS: 1,
    FollowupKind.REASSURE: 3,
    FollowupKind.EVIDENCE: 4,
    FollowupKind.LETTER: 5,
}


class LetterForm(RowForm):
    """Record a letter that was posted today; the successes it told count as told."""

    form_id = "letter"

    def __init__(self, target: Target, page: CustomerPage) -> None:
        super().__init__(target, "Letter", about="Posted today. It carries thanks, never an offer.")
        self.page = page
        self.untold = page.facts.untold[:5]
        self.followup: FollowupFacts | None = next(
            (
                row
                for row in page.facts.followups
                if ("followup", row.id) == (target.kind, target.row_id)
            ),
            None,
        )

    def fields(self) -> tuple[Field, ...]:
        start = 1
        if self.followup is not None:
            start = FOR.get(self.followup.kind, 5)
        elif self.target.kind == "evidence":
            start = 4
        told = str(self.target.row_id) if self.target.kind == "evidence" else ""
        fields = [
            Field("kind", "letter", "choice", tuple(str(kind) for kind in OFFERED), str(start)),
            Field("how", "how", "choice", ("by hand", "printed or e-mail"), "1"),
        ]
        if self.untold:
            options = tuple((str(row.id), row.text) for row in self.untold)
            fields.append(Field("told", "it tells", "ticks", options, told))
        fields.append(Field("words", "what it said", "line"))
        return tuple(fields)

    def saving(self, values: Values) -> Save:
        return self.act(
            letters.posted,
            self.customer_id,
            OFFERED[int(values["kind"] or 1) - 1],
            by_hand=values["how"] == "1",
            words=values["words"],
            followup_id=self.followup.id if self.followup else None,
            evidence_ids=tuple(int(part) for part in values.get("told", "").split(",") if part),
        )
