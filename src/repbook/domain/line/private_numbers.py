"""Numbers that have no business in a book: of cards, of accounts, of persons (R27).

Told by their check digits and their shape, so that telephone numbers, order numbers, and days are let through.
"""

from __future__ import annotations

import re

CARD = re.compile(
    r"(?<![\w+.,/-])(\d{13,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\w/-])"
)
"""A number in one piece, or in the groups that are printed on cards."""
ACCOUNT = re.compile(r"(?<![A-Z0-9])(?=([A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,30}))")
PERSON = re.compile(r"(?<![\w-])\d{3}-\d\d-\d{4}(?![\w-])")
LENGTHS = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 "
    "EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 "
    "IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 "
    "NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 "
    "SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
)
"""How long an account number (IBAN) is in each country that has them."""


REFUSED = ("this looks like a card, account, or identity number", "leave it out of the book")
"""What is said of one, and what to do."""


def holds_private_number(text: str) -> bool:
    """Whether a text holds what looks like the number of a card, an IBAN, or a US social security number."""
    plain = text.translate(_PLAIN)
    return (
        any(_is_card(found[1]) for found in CARD.finditer(plain))
        or any(_is_account(found[1]) for found in ACCOUNT.finditer(plain.upper()))
        or PERSON.search(plain) is not None
    )


_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2013": "-"})


def _is_card(found: str) -> bool:
    """Whether digits are what an issuer gives, and their last one checks the others (Luhn)."""
    digits = [int(sign) for sign in found if sign.isdigit()]
    begins = int("".join(map(str, digits[:4])))
    if not (3000 <= begins <= 6999 or 2221 <= begins <= 2720):
        return False
    doubled = (digit * 2 for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(digit // 10 + digit % 10 for digit in doubled)) % 10 == 0


def _is_account(found: str) -> bool:
    """Whether letters and digits begin with an IBAN: as long as its country has it, and with its remainder of 1."""
    bare = found.replace(" ", "").replace("-", "")
    place = LENGTHS.find(bare[:2])
    if place < 0 or place % 5:
        return False
    number = bare[: int(LENGTHS[place + 2 : place + 4])]
    turned = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
    return len(number) == int(LENGTHS[place + 2 : place + 4]) and int(turned) % 97 == 1
