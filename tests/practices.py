"""The ninety-nine practices that repbook carries, and which tests show each: ``pytest --practices``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

TESTS = Path(__file__).parent
MARK = re.compile(r"practice\(((?:\s*\"R\d\d\",?)+)\s*\)")

PRACTICES: Mapping[str, str] = {
    "R01": "Close opens a relationship",
    "R02": "Each close is an open door",
    "R03": "Beginning of the next cycle",
    "R04": "After-sale work decides next sale/referral",
    "R05": "Goals and product type matter",
    "R06": "Keep building even on a one-off",
    "R07": "You never know about the future",
    "R08": "Celebrate the win",
    "R09": "Order, then paid",
    "R10": "Will it grow?",
    "R11": "Do not throw it away",
    "R12": "Bigger picture incl. after the sale",
    "R13": "See it from the customer's side",
    "R14": "Follow-up is the rep's job",
    "R15": "First-purchase trust threshold",
    "R16": "Keep that trust",
    "R17": "Invest and they invest",
    "R18": "Look for ways to add value",
    "R19": "Treat as friends from the start",
    "R20": "Wife, kids, personal details",
    "R21": "Calls need not be business",
    "R22": "Tenure of 20 years",
    "R23": "Customers who follow the rep",
    "R24": "They chose me",
    "R25": "Honest and straightforward",
    "R26": "Not a paycheck",
    "R27": "Guard their data",
    "R28": "Attention is the demand",
    "R29": "Neglect is worse than error",
    "R30": "Forgetting = kiss of death",
    "R31": "Rival is courting",
    "R32": "Individualised effort",
    "R33": "Varies by industry",
    "R34": "Time must be invested",
    "R35": "Quality, delivery, price assumed",
    "R36": "Never forget them",
    "R37": "What is important",
    "R38": "What did they need first",
    "R39": "Never sell what is not needed",
    "R40": "Expectations they left with",
    "R41": "Did you meet them",
    "R42": "Said follow up — did you",
    "R43": "Pick up the phone",
    "R44": "Room to improve",
    "R45": "Game plan",
    "R46": "Listen; best for both",
    "R47": "What was gained",
    "R48": "What works well",
    "R49": "What can be improved",
    "R50": "Next sale so much easier",
    "R51": "Ask at the right time",
    "R52": "Do not push",
    "R53": "Follow-up, not hunting",
    "R54": "Phase 1 excitement",
    "R55": "Phase 2 learning curve",
    "R56": "Phase 3 settled value",
    "R57": "Phase 2 is vulnerable",
    "R58": "Minor problems count",
    "R59": "Track record lowers risk",
    "R60": "Four buying steps",
    "R61": "Order = step 2",
    "R62": "Reassurance prevents cancelling",
    "R63": "Buyer's remorse",
    "R64": "Tangible demonstrations",
    "R65": "Testimonials",
    "R66": "Higher initial servicing",
    "R67": "Regular contact",
    "R68": "Training sessions",
    "R69": "30-day service agenda",
    "R70": "Customer knows the agenda",
    "R71": "Visits/calls at delivery",
    "R72": "Contact when teething",
    "R73": "Account preferences",
    "R74": "Contacts for every eventuality",
    "R75": "Note after the call",
    "R76": "Thank-you after the order",
    "R77": "Thanks makes you remembered",
    "R78": "Vital areas",
    "R79": "How problems will be handled",
    "R80": "Document successes in writing",
    "R81": "The example letter",
    "R82": "Was everything as expected",
    "R83": "Anything to change",
    "R84": "Flush out, manage expectations",
    "R85": "Earlier known, sooner fixed",
    "R86": "Resolve complaints quickly",
    "R87": "…to the customer's satisfaction",
    "R88": "Compromise is allowed",
    "R89": "Newsletter list for every contact",
    "R90": "Check-in call by inside staff",
    "R91": "Annual survey",
    "R92": "Product announcements",
    "R93": "News clippings",
    "R94": "Complimenting note",
    "R95": "Keep asking to be of service",
    "R96": "Referrals",
    "R97": "Catalogue potential",
    "R98": "Monthly buyers",
    "R99": "Profitable, growing, long-term",
}


def shown_in_source() -> set[str]:
    """The practices that a marker in any test file names."""
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for match in MARK.finditer(path.read_text("utf-8")):
            found |= set(re.findall(r"R\d\d", match[1]))
    return found


def report(shown: Mapping[str, Iterable[str]]) -> list[str]:
    """A line for each practice: its number, its name, and how many tests show it."""
    lines = []
    for number, name in PRACTICES.items():
        tests = sorted(shown.get(number, ()))
        said = f"{len(tests)} tests" if len(tests) != 1 else "1 test"
        lines.append(f"{number}  {name:<58} {said if tests else 'MISSING'}")
    missing = [number for number in PRACTICES if not shown.get(number)]
    lines.append("")
    lines.append(f"missing: {', '.join(missing)}" if missing else "all 99 practices are shown")
    return lines
