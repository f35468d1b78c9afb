"""Ways to reach somebody: what a phone number is compared by, and which field is which kind."""

from __future__ import annotations

import re

from ...domain.spine.kinds import RouteKind

EXTENSION = re.compile(
    r"(?:\s*(?:ext|extn|extension|durchwahl|poste|x)\.?\s*[0-9]+)+\s*$", re.IGNORECASE
)
FIGURES = re.compile("[0-9]+")
PHONES = frozenset((RouteKind.PHONE, RouteKind.MOBILE, RouteKind.FAX))
KINDS = {
    "phone": RouteKind.PHONE,
    "mobile": RouteKind.MOBILE,
    "fax": RouteKind.FAX,
    "e-mail": RouteKind.EMAIL,
}


def phone_digits(number: str) -> str:
    """The digits by which two ways of typing a number are the same one.

    The extension, a ``(0)`` behind a country's code, and the ``+`` or ``00`` before it fall away.
    """
    text = number if number.upper() == number.lower() else EXTENSION.sub("", number)
    if text.lower().startswith("tel:"):
        text = text[4:].partition(";")[0]
    international = text.strip().startswith(("+", "00"))
    if international:
        text = text.replace("(0)", "")
    digits = "".join(FIGURES.findall(text))
    return digits.removeprefix("00") if international else digits
