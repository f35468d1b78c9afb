"""What is typed for money and for lengths of time in forms."""

from __future__ import annotations

import re

from ...errors import InvalidInput
from ..spine.rules import Pace


def cents(value: str) -> int | None:
    """An amount in cents from ``1200``, ``1 200.50`` or ``1200,50``; refuses what can be read two ways."""
    bare = value.replace(" ", "").replace("\u00a0", "")
    if not bare:
        return None
    whole, mark, rest = bare.partition("." if "." in bare else ",")
    if (
        not whole.isascii()
        or not whole.isdigit()
        or (mark and not (rest.isdigit() and len(rest) <= 2))
    ):
        raise InvalidInput("an amount such as 1200 or 1200.50", field="amount")
    return int(whole) * 100 + int((rest + "00")[:2])


def days(value: str) -> int | None:
    """A number of days from ``30`` or ``30 days``."""
    if not value.strip():
        return None
    found = re.fullmatch(r"(\d{1,4}) ?(?:d|days?)?", value.strip())
    if found is None or not 1 <= int(found[1]) <= 3660:
        raise InvalidInput("a number of days such as 30", field="cycle")
    return int(found[1])


def minutes(value: str) -> int | None:
    """A number of minutes from ``12`` or ``12m``; None for none."""
    typed = value.strip().removesuffix("m").strip()
    if typed and not typed.isdecimal():
        raise InvalidInput("how many minutes?", "a number", field="minutes")
    return int(typed) if typed else None


def rhythm(value: str) -> Pace | None:
    """Aim and limit in days from ``75/90``, ``75 to 90`` or the limit alone; None for empty and for ``-``."""
    if value.strip() in ("", "-"):
        return None
    found = re.fullmatch(r"(\d{1,4})(?: ?(?:/|-|to| ) ?(\d{1,4}))? ?(?:d|days?)?", value.strip())
    if found is None:
        raise InvalidInput("days such as 75/90", field="rhythm")
    limit = int(found[2] or found[1])
    aim = int(found[1]) if found[2] else max(1, round(limit / 1.2))
    if not 1 <= aim <= limit <= 3660:
        raise InvalidInput("the aim comes first: 75/90", field="rhythm")
    return Pace(aim, limit)
