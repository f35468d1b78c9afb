"""What every sign and every short word of the screens means: the end of help."""

from __future__ import annotations

SIGNS = (
    ("✦", "Excitement: ordered, not yet in use"),
    ("◐", "Learning curve: in use, still vulnerable; of an expectation: met in part"),
    ("●", "Settled"),
    ("○", "no sale yet, or a step of the journey still to come"),
    ("▲", "save: red, today"),
    ("!", "a promise"),
    ("?", "a problem; of an expectation: not asked yet"),
    ("*", "a success"),
    ("@", "something personal"),
    ("~", "an expectation"),
    (">", "a follow-up"),
    ("»", "an ask"),
    ("=", "a check, with what they answered"),
    ("✎", "a letter or a note"),
    ("☎ ⌂ ✉ ◫ ≡", "call, visit, e-mail or message, training, survey or newsletter"),
    ("✓ ✗", "kept, met, or solved; broken or unmet"),
    ("◆", "went live"),
    ("■ ◪ ▲", "of promises that came due: kept, kept late, broken"),
    ("●●○○", "conditions of the gate to Settled: met, not yet met"),
    ("▂ ▄ ▆ █", "a day ahead: half a usual day, a usual one, more, a full one"),
    ("◇", "a birthday or an anniversary"),
    ("¤", "an invoice"),
    ("◷", "has an hour today"),
    ("•", "beside Review: this week's waits, or one was begun"),
    ("▼", "of a number: it fell; with ▲ it rose"),
)
SHORT = (
    ("day 6", "six days since the order, not live yet"),
    ("live+18", "in use for 18 days; live? until somebody said so"),
    ("18 d", "under phase: days since it went live, or with ✦ since the order"),
    ("back+9", "back on the learning curve for 9 days, after a setback"),
    ("A B C D", "the tier of a settled customer: how much care, not how much money"),
    ("0 to 100", "the risk of losing them; ? where nobody can know"),
    ("184/90 d", "184 days since the last word, of 90 that it may be"),
    ("bd", "business days: weekends and holidays do not count"),
    ("+2", "two reasons more for the same customer"),
    (
        "debt 5.0",
        "how far over their limits the silent customers are, all together: 1 is one limit",
    ),
)
LINE = (
    ("*", "a success"),
    ("!", "a promise, with a day"),
    ("?", "a problem"),
    ("@", "something personal"),
    ("+", "praise or a gain"),
    (">", "the next follow-up, with a day"),
)
