"""The letters as they are begun: plain texts that a rep may replace by files of their own.

The first lines are subjects, of which the first that can be filled is taken. A line whose placeholder has
nothing is left out. A line with a placeholder of many is written once for each of them, and a line that ends
in a colon goes when nothing of its list is left. Nobody's templates can invent a claim: what is filled in comes
from rows, and what is claimed beside it is refused before it is posted (R25).
"""

from __future__ import annotations

from ..spine.kinds import LetterKind as L

_DEAR = "Dear {dear},\n\n"
_SIGNED = "\n\nWith kind regards,\n{rep}\n{company}\n"

TEXTS: dict[L, str] = {
    L.THANKS: """Subject: Thank you for your order: {sale}
Subject: Thank you
"""
    + _DEAR
    + """Thank you very much for your order: {sale}.
{remembered}
I remain the person to ask for, and I am only a call away."""
    + _SIGNED,
    L.NOTE: """Subject: Thank you for your time
"""
    + _DEAR
    + """Thank you for taking the time to talk to me, and for your business.
{remembered}
I have written down what we agreed, and I will see to it."""
    + _SIGNED,
    L.AGENDA: """Subject: What happens next: {sale}
Subject: What happens next
"""
    + _DEAR
    + """Thank you again for your order: {sale}.
{remembered}
Delivery is planned for {planned}.

This is what you can expect from us, day by day:
- {step}

Whom to ask for what:
- {contact}

You can ring me on {phone}.
You can write to me at {email}."""
    + _SIGNED,
    L.REASSURANCE: """Subject: Your decision: {sale}
Subject: Your decision
"""
    + _DEAR
    + """I am glad that you decided for us, and I would like you to stay glad as well.
You told us why you chose us: “{why_us}”.
{remembered}

This is what {testimonial_from} says:
“{testimonial}”

What we have seen with you so far:
- {success}

If anything makes you wonder, please ring me before you worry."""
    + _SIGNED,
    L.EVIDENCE: """Subject: What went well: {sale}
Subject: What went well
"""
    + _DEAR
    + """I noticed that your delivery was received on time {on_time} and am delighted that you now have our products in stock.
I noticed that your delivery was received {delivered} and am delighted that you now have our products in stock.
I have written down what went well, so that you have it too:
- {success}
{remembered}
If you see any of it differently, please tell me."""
    + _SIGNED,
    L.COMPLIMENT: """Subject: I read about you
"""
    + _DEAR
    + """I read about you with great pleasure: {clipping}.
My compliments to you and to everybody at {customer}."""
    + _SIGNED,
    L.ANNOUNCEMENT: """Subject: {news}
"""
    + _DEAR
    + """You told us what you need: “{news_need}”.
There is something new with us: {news}.
It is meant for this: {news_for}.
{remembered}
If it is of use to you, tell me and I will bring what you need to know; if it is not, I am glad to know that too."""
    + _SIGNED,
    L.THIRTY_DAY: """Subject: The first thirty days: {sale}
Subject: The first thirty days
"""
    + _DEAR
    + """The first thirty days are behind us, and this is where we stand.
{remembered}

You expected this, and it was met:
- {met}

You expected this, and it was met in part:
- {partly}

You expected this, and we still owe it to you:
- {unmet}

What you have gained:
- {gain}

What works well, in your words:
- {works_well}

What we have noted along the way:
- {success}

If you see any of it differently, please tell me."""
    + _SIGNED,
    L.YEAR: """Subject: {years} together: thank you
Subject: Thank you
"""
    + _DEAR
    + """You have been our customer for {years} now, and I do not take that for granted.
{remembered}
Thank you for your trust; I look forward to what comes."""
    + _SIGNED,
    L.REFERRAL_THANKS: """Subject: Thank you for recommending us
"""
    + _DEAR
    + """Thank you for recommending us.
I will look after {referred} with the care that you know.
{remembered}
It means a lot to me that you would put your name to ours."""
    + _SIGNED,
}
"""The default template of each kind of letter."""

REMEMBERED: dict[str, str] = {
    "important": "You told me what matters most to you: “{}”. I keep it in mind.",
    "need": "You told me what you needed when you first came to us: “{}”.",
    "why_us": "You told me why you chose us: “{}”. Thank you for that trust.",
    "expected": "You told me what you expect: “{}”.",
    "vital": "You told me what we must get right for you: “{}”.",
    "works_well": "You told me what works well: “{}”.",
    "gain": "You told me what you have gained: “{}”.",
    "success": "I remember this with pleasure: “{}”.",
    "word": "I remember what you told me: “{}”.",
    "sale": "I have your order before me: {}.",
}
"""``{remembered}``: one line that only this customer can get (R32), from the first that there is and that the
template does not name itself."""

STEPS: dict[str, str] = {
    "on-track": "I tell you whether we are still on track",
    "questions": "",
    "agenda-letter": "",
    "thanks": "",
    "hand-over": "our inside service takes over your file",
    "reassure": "you hear from me in writing",
    "second-thoughts": "I ring you: is anything unclear?",
    "agreement": "we agree how you want to be looked after",
    "live-day": "I ring you to confirm the day of delivery and to book the training",
    "still-good": "I ring you: does the day still suit you?",
    "arrived": "delivery: I am there or on the phone; has all of it arrived?",
    "evidence": "you hear from me in writing",
    "teething": "I ring you: are there teething troubles?",
    "training-1": "training",
    "check-1": "I ask you: was everything as you had expected?",
    "vital-1": "I ask you how we do in what is vital to you",
    "daily-user": "I talk to somebody who works with it every day",
    "training-2": "second training",
    "check-2": "I ask you: what have you gained, what works well, what should change?",
    "reassure-2": "",
    "vital-2": "I ask you once more how we do in what is vital to you",
    "value": "",
    "expectations": "we go through your expectations, one by one",
    "thirty-day": "you get a summary of the first thirty days",
    "rhythm": "we agree how often you want to hear from me",
    "next-order": "I ring you about your next order: are amounts and day right?",
    "second-order": "I ask you: was the second order as you had expected?",
    "day-45": "I ask you how it is going",
    "day-60": "I ask you how it is going",
    "day-90": "I ask you how it is going",
}
"""An agenda step as the customer may read it, by its key; nothing where it is ours alone."""
