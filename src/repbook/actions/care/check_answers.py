"""What was answered in a check, as the action takes it: from the fields of a form, on whatever screen it was asked.

The fields bear the names of what ``domain/shown/check_asks`` asks: ``change`` and ``became``, ``assumed``,
``to_improve`` and ``improved``, ``expects7``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...domain.shown.check_asks import BECAME, FINE, GAINED, STATES, CheckAsks
from ...errors import InvalidInput
from ...storage.facts.cancelling import THEY_STAY
from .checks import Besides

Values = Mapping[str, str]
"""What stands in the fields of a form, by name; of a choice the number, of ticks their values with commas."""


def becomes(values: Values, said: str, name: str, promised_for: date | None, due: str) -> str:
    """What the answer in the field ``said`` becomes, "" for no answer; raises ``InvalidInput`` where it is open.

    ``name`` is the field that says so, ``due`` that of the day.
    """
    if not values.get(said, "").strip():
        return ""
    picked = BECAME[int(values[name]) - 1] if values.get(name) else ""
    if not picked:
        raise InvalidInput("a promise, a problem, or only noted? press 1 to 3", field=name)
    if picked == "promise" and promised_for is None:
        raise InvalidInput("promised for when?", field=due)
    return picked


def besides_of(asks: CheckAsks, values: Values, due_on: date | None, due: str) -> Besides:
    """What was answered besides the score; raises ``InvalidInput`` where it is open.

    ``due_on`` is the day of a promise, ``due`` the field that it stands in.
    """
    improved = becomes(values, "to_improve", "improved", due_on, due) if asks.again else ""
    expected = {
        item.id: STATES[int(values[f"expects{item.id}"]) - 1]
        for item in asks.expected
        if values.get(f"expects{item.id}")
    }
    words: dict[str, Any] = {name: values.get(name, "") for name in GAINED}
    return Besides(**_taken(asks, values), **words, improved=improved, expectations=expected)


def _taken(asks: CheckAsks, values: Values) -> dict[str, Any]:
    """Of what is taken for granted: what is fine, what is not, None where nothing was said."""
    ticked = values.get("assumed", "").split(",")
    rest = True if FINE in ticked else None
    if rest and set(asks.assumed) <= set(ticked):
        raise InvalidInput("as agreed, or not? take one tick away", field="assumed")
    return {name: False if name in ticked else rest for name in asks.assumed}


def their_words(values: Values) -> str:
    """Their words; where the rep says that they stay, that first (R63)."""
    stays = (THEY_STAY,) if values.get("stay") == "1" else ()
    return " ".join(filter(None, (*stays, values.get("words", "").strip())))
