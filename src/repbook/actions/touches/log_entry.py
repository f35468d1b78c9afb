"""The log form, as it is filed."""

from __future__ import annotations

from datetime import date

from ...values import NamedTuple
from ..care.checks import NOTHING_BESIDES, Besides


class LogEntry(NamedTuple):
    """The log form. ``line`` is a capture line (§4): a note, and markers for what came out of it.

    ``on_day`` None is today; ``minutes`` may be unknown. ``also_done`` names the follow-ups and
    ``kept`` the promises that this touch settled; ``score`` (−2 … +2) answers "Was everything as expected?" in
    the customer's ``words``. ``day_first`` says how 3/4 is meant, None that it has to be asked.
    ``change`` is what has to change, and ``became`` what that becomes, a promise by ``change_due``, a problem,
    or "noted" (R83). ``fine`` and ``not_fine`` name vital areas by what they said of them (R78), ``asked`` the
    personal facts that were asked after (R20), ``trained`` the areas that it went through (R68). ``besides`` is what
    a check asks besides its score (R35, R41, R47-R49). ``solved`` and ``confirmed`` name problems (R86, R87),
    ``answered`` the asks for a referral that are answered by the name in the line (R95). ``thank`` begins a note to be written by hand (R75). An empty
    ``topic`` follows from the line. ``new_person`` is the name of somebody there whom the book does not know.
    """

    customer_id: int
    kind: str = "call"
    reach: str = "two-way"
    incoming: bool = False
    line: str = ""
    person_id: int | None = None
    new_person: str = ""
    sale_id: int | None = None
    topic: str = ""
    minutes: int | None = None
    on_day: date | None = None
    also_done: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    score: int | None = None
    words: str = ""
    change: str = ""
    became: str = ""
    change_due: date | None = None
    fine: tuple[int, ...] = ()
    not_fine: tuple[int, ...] = ()
    asked: tuple[int, ...] = ()
    solved: tuple[int, ...] = ()
    confirmed: tuple[int, ...] = ()
    answered: tuple[int, ...] = ()
    trained: tuple[int, ...] = ()
    besides: Besides = NOTHING_BESIDES
    thank: bool = False
    next_on: date | None = None
    next_at: str = ""
    next_what: str = ""
    day_first: bool | None = None
