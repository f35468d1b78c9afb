"""What each kind of row is to the book: its table, its name, its sheet, its lines in a timeline; the one list of them.

Tables and their order, what can be highlighted and removed, the sheets of a CSV export, and a customer's
timeline are read from here; what the search finds stands in the schema's own triggers.
"""

from __future__ import annotations

from typing import NamedTuple


class RowKind(NamedTuple):
    """A kind of row. ``noun`` is what screens and the history call it; none where no row stands by itself.

    ``sheet`` is the headers of its CSV sheet, as ``flat_sheets`` reads them. ``told`` is its part of a
    timeline: a row is told on every day on which something became of it. It gives the day, the noun, the id,
    the step of its story (its number and its word), the words, whom it was with, the state, and what else to
    know, of customer ``:id``.
    """

    table: str
    noun: str = ""
    sheet: str = ""
    told: str = ""


ALL = "id, customer id, customer, person"
"""The headers that nearly every sheet begins with."""

SALES = """
SELECT ordered_on, 'sale', id, 0,
    iif(id = (SELECT id FROM sales WHERE customer_id = :id AND cancelled_on IS NULL
      ORDER BY ordered_on, id LIMIT 1), 'first order', 'order'), title, person_id, kind, ''
  FROM sales WHERE customer_id = :id
UNION ALL SELECT live_on, 'sale', id, 1, 'live', title, person_id, '', ''
  FROM sales WHERE customer_id = :id AND live_on IS NOT NULL"""

TOUCHES = """
SELECT on_day, 'touch', id, 0, kind, note, person_id, reach, ''
  FROM touches WHERE customer_id = :id AND id NOT IN
    (SELECT touch_id FROM letters WHERE customer_id = :id AND touch_id IS NOT NULL)"""
"""A letter stands for its own touch, which says the same."""

CHECKS = """
SELECT on_day, 'check', id, 0, 'check', words, person_id, score, substr(
    iif(change_text = '', '', ' · to change: ' || change_text || ' (' || became || ')')
    || iif(gained = '', '', ' · gained: ' || gained)
    || iif(works_well = '', '', ' · works well: ' || works_well)
    || iif(to_improve = '', '', ' · to improve: ' || to_improve), 4)
  FROM checks WHERE customer_id = :id"""

PROBLEMS = """
SELECT known_on, 'problem', id, 0, severity, text, person_id,
    CASE WHEN confirmed_on IS NOT NULL THEN 'confirmed' WHEN solved_on IS NOT NULL THEN 'solved'
      ELSE 'open' END, ''
  FROM problems WHERE customer_id = :id
UNION ALL SELECT coalesce(date(planned_at, 'localtime'), known_on), 'problem', id, 1, 'planned',
    plan, person_id, '', text
  FROM problems WHERE customer_id = :id AND plan <> ''
UNION ALL SELECT solved_on, 'problem', id, 2, 'solved',
    iif(resolution_kind IN ('', 'fix'), '', resolution_kind || ': ') || resolution
    || iif(cause = '', '', ' · cause: ' || cause), person_id, '', text
  FROM problems WHERE customer_id = :id AND solved_on IS NOT NULL
UNION ALL SELECT confirmed_on, 'problem', id, 3, 'they say', customer_said, person_id, '', text
  FROM problems WHERE customer_id = :id AND confirmed_on IS NOT NULL
UNION ALL SELECT rechecked_on, 'problem', id, 4, 'still solved', text, person_id, '', ''
  FROM problems WHERE customer_id = :id AND rechecked_on IS NOT NULL"""

PROMISES = """
SELECT made_on, 'promise', id, 0, iif(theirs, 'waiting for', 'promise'), text, person_id, state, ''
  FROM promises WHERE customer_id = :id
UNION ALL SELECT closed_on, 'promise', id, 1, state, text, person_id, '', reason
  FROM promises WHERE customer_id = :id AND closed_on IS NOT NULL AND state <> 'open'"""

FOLLOWUPS = """
SELECT done_on, 'followup', id, 0, 'done', what, person_id, source, ''
  FROM followups WHERE customer_id = :id AND state = 'done' AND touch_id IS NULL"""

EXPECTATIONS = """
SELECT on_day, 'expectation', id, 0, 'expects', text, person_id, state, ''
  FROM expectations WHERE customer_id = :id
UNION ALL SELECT asked_on, 'expectation', id, 1, state, text, person_id, '', words
  FROM expectations WHERE customer_id = :id AND asked_on IS NOT NULL AND state <> 'not asked'"""

LETTERS = """
SELECT coalesce(posted_on, made_on), 'letter', id, 0, 'letter',
  coalesce(nullif(subject, ''), kind) || iif(body = '', '', ': ' || body), person_id,
  iif(posted_on IS NULL, 'not posted', ''),
  substr(iif(subject = '', '', ' · ' || kind) || iif(by_hand, ' · by hand', ''), 4)
  FROM letters WHERE customer_id = :id"""

SUCCESSES = """
SELECT on_day, 'evidence', id, 0, kind, text, person_id, iif(told_on IS NULL, 'untold', 'told'),
    iif(source IN ('', 'check'), '', 'says ' || source)
  FROM evidence WHERE customer_id = :id
UNION ALL SELECT told_on, 'evidence', id, 1, 'told', text, person_id, '',
    iif(told_by = '', '', 'by ' || told_by)
  FROM evidence WHERE customer_id = :id AND told_on IS NOT NULL"""

FACTS = """
SELECT on_day, 'fact', id, 0, kind, text, person_id, state, ''
  FROM facts WHERE customer_id = :id"""

ASKS = """
SELECT asked_on, 'ask', id, 0, 'asked', text, person_id, iif(answered_on IS NULL, 'open', ''), kind
  FROM asks WHERE customer_id = :id
UNION ALL SELECT answered_on, 'ask', id, 1, 'answer', coalesce(nullif(answer, ''), outcome),
    person_id, '', text
  FROM asks WHERE customer_id = :id AND answered_on IS NOT NULL"""

ROW_KINDS = (
    RowKind(
        "customers",
        "customer",
        "customer id, customer, tier, state, state_reason, industry, website, street, postcode, city, region, country,"
        " phone, e-mail, goal, note, created, off the book since, wake_on, wish_aim, wish_limit, answer_hours,"
        " fix_days, left_risk, followed_from, follow_consent_on",
    ),
    RowKind(
        "people",
        "person",
        "person id, name, customer id, customer, role, main contact, phone, mobile, e-mail, fax, birthday, newsletter,"
        " do_not, since_on, left_on, note",
    ),
    RowKind("routes", "route", f"{ALL}, kind, value, label, situation"),
    RowKind(
        "sales",
        "sale",
        "sale id, title, order number, customer id, customer, person, ordered_on, promised_on, live_on, paid_on, amount,"
        " currency, kind, settled_on, cancelled_on, invoice_due_on, note",
        SALES,
    ),
    RowKind(
        "touches",
        "touch",
        "touch id, customer id, customer, person, day, at, kind, reach, topic, they called, minutes, note",
        TOUCHES,
    ),
    RowKind(
        "checks",
        "check",
        f"{ALL}, sale id, day, score, words, change_text, became, gained, works_well, to_improve",
        CHECKS,
    ),
    RowKind(
        "problems",
        "problem",
        f"{ALL}, sale id, text, severity, arose_on, known_on, plan, fix_by, solved_on, resolution, confirmed_on,"
        " customer_said, recheck_on, cause",
        PROBLEMS,
    ),
    RowKind(
        "promises",
        "promise",
        f"{ALL}, sale id, text, made_on, due_on, state, closed_on, reason, theirs",
        PROMISES,
    ),
    RowKind(
        "followups",
        "followup",
        f"{ALL}, sale id, due_on, at, what, kind, source, state, reason, done_on, delegated_to, every_days",
        FOLLOWUPS,
    ),
    RowKind(
        "expectations",
        "expectation",
        f"{ALL}, sale id, day, text, due_on, state, asked_on, words",
        EXPECTATIONS,
    ),
    RowKind(
        "letters",
        "letter",
        f"{ALL}, sale id, kind, subject, body, made_on, posted_on, source, need id",
        LETTERS,
    ),
    RowKind(
        "evidence",
        "evidence",
        f"{ALL}, sale id, day, kind, text, amount, unit, source, tags, told_on, told_by",
        SUCCESSES,
    ),
    RowKind("facts", "fact", f"{ALL}, sale id, day, kind, text, said_by, state", FACTS),
    RowKind(
        "asks",
        "ask",
        f"{ALL}, kind, text, asked_on, answer, answered_on, outcome, thanked_on, need id, no need known,"
        " override_reason, referred",
        ASKS,
    ),
    RowKind("citations", sheet="id, customer id, customer, letter id, evidence id"),
    RowKind("dates", "date", f"{ALL}, kind, label, month, day, year"),
    RowKind("reviews"),
    RowKind("origins"),
)
"""Parents before children: in this order they are copied, sent out, and taken in."""

TABLES: dict[str, str] = {kind.noun: kind.table for kind in ROW_KINDS if kind.noun}
"""The table of a row by what it is called."""
NOUNS: dict[str, str] = {table: noun for noun, table in TABLES.items()}
"""What a row is called, by its table."""
