"""What a newer file says otherwise than the book: the values that an import tells and asks about (§7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

LABELS = {
    "city": "town",
    "ordered_on": "ordered",
    "promised_on": "promised for",
    "live_on": "live",
    "paid_on": "paid",
    "invoice_due_on": "invoice due",
    "due_on": "due",
    "on_day": "day",
    "what": "words",
    "email": "e-mail",
}
"""What a rep calls a field whose column has another name."""


class Update(StrEnum):
    """What becomes of a value that the file has changed and the rep has not (``--update``)."""

    ASK = "ask"
    NEWER = "newer"
    NEVER = "never"


class Came(StrEnum):
    """What became of a difference.

    ``FILLED`` lacked in the book, a further way to reach somebody among them. ``TAKEN`` and ``KEPT`` say
    whose value stands now, ``OPEN`` that nobody has said. ``YOURS`` was written by the rep since, and
    ``TOLD`` is nothing that an import does by itself (a person with another firm, a sale that is lost).
    """

    FILLED = "filled"
    TAKEN = "taken"
    KEPT = "kept"
    OPEN = "open"
    YOURS = "yours"
    TOLD = "told"


Key = tuple[str, int, str, str]
"""A difference's entity, row, field, and new value: the same at each reading of the same file."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one row that the file and the book tell differently.

    ``entity`` is the row's sort ("customer", "person", "sale", "date", "touch", "followup") and
    ``name`` the person or the sale, "" for the customer itself; ``field`` is a column, "route" kinds
    among them, ``before`` and ``after`` are the values as a person reads them. ``line`` is that of the file.
    """

    entity: str
    row_id: int
    customer_id: int
    customer: str
    name: str
    field: str
    before: str
    after: str
    came: Came
    line: int

    @property
    def key(self) -> Key:
        """By which an answer finds its difference."""
        return self.entity, self.row_id, self.field, self.after

    @property
    def label(self) -> str:
        """The field in the rep's words."""
        return LABELS.get(self.field, self.field.replace("_", " "))

    @property
    def asked(self) -> bool:
        """Whether an answer would change the book."""
        return self.came in (Came.OPEN, Came.TAKEN, Came.KEPT, Came.YOURS)


Answers = Mapping[Key, bool] | Callable[[Difference], bool | None]
"""What the rep said of single differences: True takes the file's value, also over their own; False keeps
the book's; None, or no answer, leaves it to ``Update``. What was kept is not asked again while the file
says the same."""


def answer(answers: Answers | None, difference: Difference) -> bool | None:
    """What was said of a difference, if anything."""
    if answers is None:
        return None
    return answers.get(difference.key) if isinstance(answers, Mapping) else answers(difference)
