"""The letter to write, before any widget stands for it: what it is made of, begins with, and may cite."""

from __future__ import annotations

from ....domain.letters.letter import compose, quoted
from ....domain.letters.letter_material import Draft, Evidence, Material, may_show
from ....domain.spine.kinds import LetterKind
from ....domain.spine.reason_phrases import short
from ....storage.views.letters import LetterRow
from ....values import NamedTuple

OWN, OTHERS = 4, 2
"""How many of their successes, and of others' testimonials, are offered at once."""


class Job(NamedTuple):
    """The letter to write: what it is made of, and what it answers when it is posted.

    ``letter`` is one that is kept already; ``needs`` are (id, text) of the needs that news may answer.
    """

    kind: LetterKind
    material: Material
    template: str | None = None
    letter: LetterRow | None = None
    followup_id: int | None = None
    ask_id: int | None = None
    sale_id: int | None = None
    needs: tuple[tuple[int, str], ...] = ()
    to: str = ""
    about: str = ""

    @property
    def key(self) -> int:
        """Which draft of a form this is: the letter's id, or a number below zero for each kind."""
        return self.letter.id if self.letter else -1 - tuple(LetterKind).index(self.kind)

    @property
    def begun(self) -> Draft:
        """What the composer begins with: what was kept, else the letter from rows."""
        if self.letter is not None and self.letter.body:
            return Draft(self.kind, self.letter.subject, self.letter.body)
        return compose(self.kind, self.material, self.template)


def offered(job: Job, begun: Draft) -> tuple[Evidence, ...]:
    """What a letter may cite: what it quotes first, then their newest; others' words where it reassures (R65)."""
    made, letter = job.material, job.letter
    begins = set(letter.cites if letter else quoted(begun, made))
    own = sorted(made.evidence, key=lambda row: (row.id not in begins, row.told_on is not None))
    shown = [
        row
        for row in made.testimonials
        if may_show(row.permission_on, made.today) and row.seen_on is None
    ]
    others = [row for row in shown if row.id in begins or job.kind is LetterKind.REASSURANCE]
    return (*own[: max(OWN, len(begins))], *others[:OTHERS])


def unsigned(job: Job) -> str:
    """What the settings leave out of an agenda letter: who signs it, and whom the customer rings (R74)."""
    if job.kind is not LetterKind.AGENDA:
        return ""
    missing = {
        "unsigned": "" if job.material.rep.get("name") else "[rep]",
        "nobody to ring": "" if job.material.contacts else "[contacts]",
    }
    words = [word for word, table in missing.items() if table]
    tables = ", ".join(filter(None, missing.values()))
    return f"{', and '.join(words)}: settings {tables}" if words else ""


def listed(row: Evidence, industry: str) -> str:
    """A success to tick: others' words say whose they are, and who has seen them."""
    if not row.customer:
        return f"{short(row.text, 42)} · told" if row.told_on else short(row.text, 50)
    alike = " · same trade" if industry and row.industry == industry else ""
    seen = f" · seen by {_who(row.seen_by)}" if row.seen_by else ""
    whose = f"{short(row.customer, 22)}{alike}{seen}"
    return f"{whose}: “{short(row.text, max(10, 46 - len(whose)))}”"


def _who(names: tuple[str, ...]) -> str:
    return short(names[0], 14) if len(names) == 1 else str(len(names))
