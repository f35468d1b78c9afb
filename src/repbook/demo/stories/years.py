"""What came of the calls of years: checks in their words, promises, small troubles, small wins."""

from __future__ import annotations

CHECKS = (
    (0, "as expected"),
    (0, "does what it should"),
    (0, "no news, good news"),
    (0, "nothing to say, and that is praise"),
    (0, "fine"),
    (0, "same as ever, thank you"),
    (1, "better than the last one"),
    (1, "better, to be honest"),
    (1, "a pleasure when it just works"),
    (1, "your people pick up the phone"),
    (1, "the training was worth it"),
    (1, "saves us a bucket and a temper"),
    (2, "I would not go back"),
    (2, "the best thing we bought that year"),
)
YOUNG_CHECKS = (
    (0, "too early to say, but no complaints"),
    (0, "as you said it would be"),
    (0, "took a week to get used to"),
    (1, "easier than it looked"),
    (1, "quicker than we thought"),
    (1, "the team likes it"),
    (2, "should have done it years ago"),
)
WORKS_WELL = (
    "the wall chart",
    "delivery before seven",
    "one name for everything",
    "colour coding",
    "refills by the month",
    "the Monday call",
)
GAINED = (
    "half an hour a day",
    "one drum less a month",
    "nobody has to start early any more",
    "a Saturday without scrubbing",
    "a cleaning list that fits on one page",
)
TO_IMPROVE = (
    "drum labels that survive the wet",
    "manual in larger print",
    "a drawer that does not stick",
    "notice before a blend changes",
    "fewer sorts of caps",
    "hotline in the evening",
    "shorter hoses",
    "pictures instead of sentences",
    "smaller boxes, our stairs are steep",
    "the alarm is too shrill",
    "delivery before Christmas, every year",
    "invoices by e-mail",
)
PROMISES = (
    "send the renewed safety sheets",
    "two spare nozzles with the next box",
    "ask the lab about the smell",
    "laminated dilution chart",
    "training list for the audit",
    "price for a longer hose",
    "call back about the seal",
    "loan lance until theirs is back",
    "drawing with the drain",
    "compare last year's water",
    "a quiet word with the haulier",
    "sample of the scent-free one",
    "photos for the wall chart",
    "answer from technical about foam",
)
TROUBLES = (
    ("trivial", "cap hard to open", "softer cap sent", "opens with one hand now"),
    ("trivial", "label upside down on two drums", "new labels", "at least we can read it again"),
    ("trivial", "wrong pen for the wall chart", "right pen", "it wipes off, thanks"),
    ("minor", "one carton short", "carton by courier", "came before lunch"),
    ("minor", "dosing tip blocked", "tip changed, sieve added", "runs like new"),
    ("minor", "invoice without order number", "new invoice", "accounts are happy"),
    ("minor", "hose coupling leaks", "coupling changed on the spot", "dry as a bone"),
    ("minor", "alarm beeps at night", "threshold set", "we sleep again"),
    ("moderate", "foam too weak after the drum change", "pump recalibrated", "foam stands again"),
    ("moderate", "delivery left at the wrong gate", "moved within the hour", "quick, at any rate"),
)
WINS = (
    ("delivered on the day, complete", "", ""),
    ("audit passed without a remark on cleaning", "0", "remarks"),
    ("ten minutes less per clean", "10", "minutes"),
    ("a drum less a month", "1", "drum a month"),
    ("swabs clean in all corners", "12 of 12", "swabs"),
    ("no stop in a quarter", "0", "stops"),
    ("rinse water down by an eighth", "12", "% water"),
    ("new shift trained in one morning", "5", "people"),
    ("first year without a smell complaint", "0", "complaints"),
    ("spare parts bill halved", "50", "% parts"),
)
LETTERS = {
    "thank-you": (
        "Thank you",
        "Dear {who},\n\nthank you for your order and for the trust that comes with it: {title}. I was"
        " glad to hear what you want it to do, and I have written it down, word for word.",
    ),
    "agenda": (
        "What happens when",
        "Dear {who},\n\nhere is what you can expect from us for {title}: when it comes, when we call,"
        " who trains whom, and the one number for everything else.",
    ),
    "reassurance": (
        "How it went for somebody like you",
        "Dear {who},\n\nwhile you wait for {title}: a house of your size started with the same last"
        " year. Week one was strange, week two was quiet, and in week three they stopped counting.",
    ),
    "evidence": (
        "What went well",
        "Dear {who},\n\nI noticed that {title} was received on {live}, and that the first clean was"
        " done before noon. I am delighted, and I thought it should be in writing.",
    ),
    "thirty-day": (
        "Thirty days",
        "Dear {who},\n\nthirty days with {title}. What you expected, what was met, and what we still"
        " owe you is on the second page. Thank you for telling us both the good and the other.",
    ),
}
REVIEWS = (
    (
        21,
        "A quarter of an hour with the daily user tells more than an hour with the owner.",
        "14 promises kept, 1 late. Two loose ends closed, one asked for help.",
    ),
    (
        14,
        "I promise days too lightly on a Monday.",
        "11 promises kept, none late. Told six successes by letter; three people rang back.",
    ),
    (
        7,
        "Ring the quiet ones before the loud ones.",
        "9 promises kept, 1 put off with consent. Hebden Bridge on Thursday, in boots.",
    ),
)
