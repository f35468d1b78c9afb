"""The closed vocabularies of the book (§2). Their values are what the file stores."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """How much of the rep's attention a customer is owed."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class CustomerState(StrEnum):
    """Active, or off the book with a reason."""

    ACTIVE = "active"
    DORMANT = "dormant"
    LOST = "lost"
    MOVED = "moved"


class Phase(StrEnum):
    """Where a sale stands. ``NONE`` is a customer without a sale: nothing is known yet."""

    EXCITEMENT = "excitement"
    LEARNING = "learning"
    SETTLED = "settled"
    NONE = "none"


class SaleKind(StrEnum):
    """What sort of sale it is; it picks agenda and rhythm."""

    ONE_OFF = "one-off"
    CATALOGUE = "catalogue"
    RECURRING = "recurring"


class TouchKind(StrEnum):
    """What happened between rep and customer."""

    CALL = "call"
    VISIT = "visit"
    EMAIL = "email"
    MESSAGE = "message"
    LETTER = "letter"
    NOTE = "note"
    TRAINING = "training"
    SURVEY = "survey"
    NEWSLETTER = "newsletter"


class Reach(StrEnum):
    """Whether a touch reached the customer: they answered, it was left with them, or nobody answered."""

    TWO_WAY = "two-way"
    ONE_WAY = "one-way"
    NO_ANSWER = "no answer"


class Topic(StrEnum):
    """What a touch was about; both kinds clear silence alike (R21)."""

    BUSINESS = "business"
    PERSONAL = "personal"
    BOTH = "both"


class PromiseState(StrEnum):
    """What became of a promise. An open one past its day counts as broken; that is never stored."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    RENEGOTIATED = "renegotiated"
    RELEASED = "released"
    BROKEN = "broken"


class Severity(StrEnum):
    """How bad a problem is; no problem is too minor to record (R58)."""

    TRIVIAL = "trivial"
    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"


class ExpectationState(StrEnum):
    """Whether an expectation was met."""

    NOT_ASKED = "not asked"
    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"


class FollowupState(StrEnum):
    """A follow-up is open until it is done or dropped with a reason."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class FollowupKind(StrEnum):
    """What a follow-up asks the rep to do. One verb each, so that a key can answer it."""

    CALL = "call"
    VISIT = "visit"
    CHECK = "check"
    LETTER = "letter"
    THANKS = "thanks"
    REASSURE = "reassure"
    EVIDENCE = "evidence"
    TRAINING = "training"
    FACTS = "facts"
    CATCH_UP = "catch up"
    TASK = "task"


class FollowupSource(StrEnum):
    """Where a follow-up came from."""

    REP = "rep"
    AGENDA = "agenda"
    RHYTHM = "rhythm"
    PROMISE = "promise"
    PROBLEM = "problem"
    EXPECTATION = "expectation"
    LETTER = "letter"
    IMPORT = "import"


class Anchor(StrEnum):
    """The day an agenda step hangs on."""

    ORDER = "order"
    LIVE = "live"


class FactKind(StrEnum):
    """What sort of remark a fact is."""

    IMPORTANT = "important"
    NEED = "need"
    WHY_US = "why us"
    WORRY = "worry"
    VITAL = "vital area"
    PREFERENCE = "preference"
    PROBLEM_RULE = "problem rule"
    PERSONAL = "personal"
    RIVAL = "rival"
    VALUE_IDEA = "value idea"
    PLAN = "plan"
    AREA = "area affected"
    WORKS_WELL = "works well"
    IMPROVE = "to improve"
    LIMIT = "limit told"


class EvidenceKind(StrEnum):
    """What sort of success is written down."""

    SUCCESS = "success"
    GAIN = "gain"
    TESTIMONIAL = "testimonial"


class LetterKind(StrEnum):
    """The letters a customer may get."""

    THANKS = "thank-you"
    NOTE = "note after a call"
    AGENDA = "agenda"
    REASSURANCE = "reassurance"
    EVIDENCE = "evidence"
    COMPLIMENT = "compliment"
    ANNOUNCEMENT = "announcement"
    THIRTY_DAY = "thirty-day"
    YEAR = "a year with us"
    REFERRAL_THANKS = "referral thanks"


class AskKind(StrEnum):
    """What the customer is asked for."""

    OPPORTUNITY = "opportunity"
    REFERRAL = "referral"
    TESTIMONIAL = "testimonial"


class AskOutcome(StrEnum):
    """What the customer said to an ask."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class RouteKind(StrEnum):
    """A way to reach somebody."""

    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"
    FAX = "fax"
    WEB = "web"
    OTHER = "other"


class DateKind(StrEnum):
    """Days of the year worth a word."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    OTHER = "other"


class Band(StrEnum):
    """What a risk comes to, by the bands of the rules. ``UNKNOWN`` is never calm, and never an alarm."""

    CALM = "calm"
    WATCH = "watch"
    AT_RISK = "at risk"
    SAVE = "save today"
    UNKNOWN = "unknown"


WARNING = (Band.AT_RISK, Band.SAVE)
"""The bands of whoever is at risk, or to be saved today."""


class Group(StrEnum):
    """The six groups of Today, in their order."""

    SAVE = "save"
    PROMISED = "promised"
    LEARNING = "learning curve"
    DUE = "due"
    LETTERS = "letters & thanks"
    DATES = "dates"


REASSURING, COME, CYCLE = "reassurance", "live", "cycle"
"""What a row is about that asks for a reassurance of a sale, whether a sale has come, or how often they order; its
id is the sale's.
"""
