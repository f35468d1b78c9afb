"""The queries for one customer's facts: one short indexed query a table, by the customer's id.

Each names the fields of its value once, with the SQL of each: what is read of them stands in ``fields``. A sign before a
column keeps SQLite from taking that column's index: it would go through what everybody has of that kind.
"""

from __future__ import annotations

import re
from functools import cache

from ...domain.spine import facts as f
from .fields import query

READ = re.compile(r"\bFROM (\w+)")
"""The tables that a column looks into."""

SALES = query(
    f.SaleFacts,
    {
        "id": "s.id",
        "title": "s.title",
        "kind": "s.kind",
        "ordered_on": "s.ordered_on",
        "promised_on": "s.promised_on",
        "live_on": "s.live_on",
        "paid_on": "s.paid_on",
        "settled_on": "s.settled_on",
        "cancel_until": "s.cancel_until",
        "history": "s.history",
        "under_pressure": "s.under_pressure",
        "no_expectations": "s.no_expectations",
        "thanked_on": """nullif(min(coalesce((SELECT min(posted_on) FROM letters
    WHERE customer_id = s.customer_id AND sale_id = s.id AND kind = 'thank-you'), '9999-12-31'),
  coalesce(min(f.done_on) FILTER (WHERE f.kind = 'thanks'), '9999-12-31')), '9999-12-31')""",
        "reassured_on": """nullif(min(coalesce((SELECT min(posted_on) FROM letters
    WHERE customer_id = s.customer_id AND sale_id = s.id AND kind = 'reassurance'), '9999-12-31'),
  coalesce(min(f.done_on) FILTER (WHERE f.kind = 'reassure'), '9999-12-31')), '9999-12-31')""",
        "agenda_total": "count(f.id) FILTER (WHERE f.source = 'agenda' AND f.state <> 'dropped')",
        "agenda_done": "count(f.id) FILTER (WHERE f.source = 'agenda' AND f.state = 'done')",
        "expected_on": """CASE WHEN NOT EXISTS (SELECT 1 FROM sales n WHERE n.customer_id = s.customer_id
      AND n.cancelled_on IS NULL AND (n.ordered_on, n.id) > (s.ordered_on, s.id))
    THEN coalesce(s.next_cycle_on, date(s.ordered_on, s.cycle_days || ' days')) END""",
        "invoice_due_on": "s.invoice_due_on",
        "arrived_on": """max(f.done_on) FILTER
    (WHERE f.step IN ('arrived', 'live-said') AND f.state = 'done')""",
    },
    """FROM sales s LEFT JOIN followups f ON f.sale_id = s.id
WHERE s.customer_id BETWEEN ? AND ? AND s.cancelled_on IS NULL
GROUP BY s.customer_id, s.id ORDER BY s.ordered_on DESC, s.id DESC""",
)
MOST_SALES = 24
SALES_OF_MANY = SALES.sql.replace("SELECT ", "SELECT s.customer_id, ", 1)
CHECKS = query(
    f.CheckFacts,
    {"on": "on_day", "score": "score", "sale_id": "sale_id"},
    "FROM checks WHERE customer_id = ? ORDER BY on_day DESC, id DESC LIMIT 12",
)
PROBLEMS = query(
    f.ProblemFacts,
    {
        **{name: name for name in ("id", "text", "severity", "known_on", "known_at", "sale_id")},
        **{name: name for name in ("acknowledged_at", "planned_at", "solved_on", "confirmed_on")},
        "fix_by": "fix_by",
        "recheck_on": "CASE WHEN rechecked_on IS NULL THEN recheck_on END",
    },
    """FROM problems WHERE customer_id = ?
ORDER BY confirmed_on IS NOT NULL, known_on DESC, id DESC LIMIT 24""",
)
PROMISES = query(
    f.PromiseFacts,
    {
        "id": "p.id",
        "text": "p.text",
        "made_on": "p.made_on",
        "due_on": "p.due_on",
        "state": "p.state",
        "person": "coalesce(n.name, '')",
        "theirs": "p.theirs",
    },
    """FROM promises p LEFT JOIN people n ON n.id = p.person_id
WHERE p.customer_id = ? AND p.state IN ('open', 'broken') ORDER BY p.due_on, p.id""",
)
FOLLOWUPS = query(
    f.FollowupFacts,
    {
        **{name: f"f.{name}" for name in ("id", "what", "kind", "source", "due_on", "at")},
        "person": "coalesce(n.name, '')",
        **{name: f"f.{name}" for name in ("sale_id", "step", "anchor", "delegated_to")},
        **{name: f"f.{name}" for name in ("promise_id", "problem_id")},
    },
    """FROM followups f LEFT JOIN people n ON n.id = f.person_id
WHERE f.customer_id = ? AND +f.state = 'open' ORDER BY f.due_on, f.at, f.id""",
)
UNTOLD = query(
    f.EvidenceFacts,
    {"id": "id", "text": "text", "on": "on_day"},
    """FROM evidence
WHERE customer_id = ? AND told_on IS NULL AND kind <> 'testimonial' ORDER BY on_day, id""",
)
UNPOSTED = query(
    f.LetterFacts,
    {
        "id": "l.id",
        "kind": "l.kind",
        "subject": "l.subject",
        "made_on": "l.made_on",
        "person": "coalesce(n.name, '')",
    },
    """FROM letters l LEFT JOIN people n ON n.id = l.person_id
WHERE l.customer_id = ? AND l.posted_on IS NULL ORDER BY l.made_on, l.id""",
)
ASKS = query(
    f.AskFacts,
    {name: name for name in f.AskFacts._fields},
    "FROM asks WHERE customer_id = ? ORDER BY asked_on DESC, id DESC LIMIT 12",
)
DATES = query(
    f.DateFacts,
    {
        **{name: f"d.{name}" for name in ("id", "label", "kind", "month", "day", "year")},
        "person": "coalesce(n.name, '')",
    },
    """FROM dates d LEFT JOIN people n ON n.id = d.person_id
WHERE d.customer_id = ? ORDER BY d.id""",
)
SAID = """
SELECT 'check', on_day, words || '. ' || works_well || '. ' || change_text || '. ' || to_improve,
    coalesce(touch_id, 1 << 60) AS place FROM checks
  WHERE customer_id = ?1 AND words || works_well || change_text || to_improve <> ''
UNION ALL SELECT 'touch', on_day, note, id FROM touches WHERE customer_id = ?1 AND reach = 'two-way'
  AND (note LIKE '%cancel%' OR note LIKE '%refund%' OR note LIKE '%back%' OR note LIKE '%return%'
    OR note LIKE '%stay%' OR note LIKE '%after all%' OR note LIKE '%recommend%')
UNION ALL SELECT 'problem', known_on, text, coalesce(touch_id, 0) FROM problems
  WHERE customer_id = ?1 AND confirmed_on IS NULL
UNION ALL SELECT 'evidence', on_day, text, id FROM evidence
  WHERE customer_id = ?1 AND text LIKE '%recommend%'
ORDER BY on_day DESC, place DESC LIMIT 60"""
"""What may speak of cancelling, or recommend us: ``cancelling`` and ``praise`` read it."""
TOUCHES = """
SELECT on_day, reach FROM touches WHERE customer_id = ? ORDER BY on_day DESC, id DESC LIMIT 64"""
ENDED = """
SELECT state FROM promises WHERE customer_id = ? AND NOT theirs
  AND state NOT IN ('open', 'renegotiated', 'released') ORDER BY closed_on DESC, id DESC LIMIT 20"""
"""The promises that have come to an end, the latest first."""
TOLD = """
SELECT told_on FROM evidence WHERE customer_id = ? AND told_on IS NOT NULL
ORDER BY told_on DESC LIMIT 12"""
KNOWN = "SELECT DISTINCT kind FROM facts WHERE customer_id = ? ORDER BY kind"
SINGLE = query(
    f.CustomerFacts,
    {
        **{name: f"c.{name}" for name in ("id", "name", "tier", "state", "created_on", "wake_on")},
        **{name: f"c.{name}" for name in ("wish_aim", "wish_limit", "industry")},
        **{name: f"c.{name}" for name in ("answer_hours", "fix_days")},
        "first_sale_on": """(SELECT min(day) FROM (
    SELECT min(ordered_on) AS day FROM sales WHERE customer_id = c.id AND cancelled_on IS NULL
    UNION ALL SELECT min(since_on) FROM people
      WHERE customer_id = c.id AND main AND left_on IS NULL AND c.followed_from <> ''))""",
        "last_touch_on": """(SELECT max(on_day) FROM touches
    WHERE customer_id = c.id AND reach <> 'no answer')""",
        "expectations": "(SELECT count(*) FROM expectations WHERE customer_id = c.id)",
        "unmet": """(SELECT count(*) FROM expectations
    WHERE customer_id = c.id AND state = 'unmet')""",
        "rival_on": "(SELECT max(on_day) FROM facts WHERE customer_id = c.id AND kind = 'rival')",
        "untrained_areas": """(SELECT count(*) FROM facts
    WHERE customer_id = c.id AND kind = 'area affected' AND done_on IS NULL)""",
        "main_since": """(SELECT max(since_on) FROM people
    WHERE customer_id = c.id AND main AND left_on IS NULL)""",
        "main_gone_on": """(SELECT max(left_on) FROM people WHERE customer_id = c.id AND main
    AND NOT EXISTS (SELECT 1 FROM people WHERE customer_id = c.id AND main AND left_on IS NULL))""",
        "survey_sent_on": """(SELECT max(on_day) FROM touches
    WHERE customer_id = c.id AND kind = 'survey' AND NOT incoming)""",
        "survey_back_on": """(SELECT max(on_day) FROM touches
    WHERE customer_id = c.id AND kind = 'survey' AND incoming)""",
        "gives": """(SELECT count(*) FROM letters WHERE customer_id = c.id AND posted_on IS NOT NULL
      AND kind NOT IN ('agenda', 'announcement'))
    + (SELECT count(*) FROM evidence
      WHERE customer_id = c.id AND told_on IS NOT NULL AND letter_id IS NULL)
    + (SELECT count(*) FROM facts
      WHERE customer_id = c.id AND kind = 'value idea' AND done_on IS NOT NULL)
    + (SELECT count(*) FROM touches WHERE customer_id = c.id AND kind = 'training')""",
        "asked": "(SELECT count(*) FROM asks WHERE customer_id = c.id)",
        "praise_on": """(SELECT max(day) FROM (
    SELECT max(on_day) AS day FROM evidence WHERE customer_id = c.id AND kind <> 'success'
    UNION ALL SELECT max(on_day) FROM checks WHERE customer_id = c.id AND score > 1))""",
        "value_idea_on": """(SELECT max(on_day) FROM facts
    WHERE customer_id = c.id AND kind = 'value idea')""",
        "plan_on": """(SELECT max(on_day) FROM facts
    WHERE customer_id = c.id AND kind = 'plan' AND done_on IS NULL)""",
        "by_hand": "NOT EXISTS (SELECT 1 FROM origins WHERE customer_id = c.id)",
    },
    "FROM customers c WHERE c.id BETWEEN ? AND ?",
)


@cache
def single(empty: frozenset[str]) -> str:
    """The query of what a customer has one of, where none of them has a row in these tables: it need not look there."""
    rest = SINGLE.sql.removeprefix(f"SELECT {', '.join(SINGLE.columns)}\n")
    columns = [
        _without(column) if (found := READ.findall(column)) and empty.issuperset(found) else column
        for column in SINGLE.columns
    ]
    return f"SELECT {', '.join(columns)}\n{rest}"


def _without(column: str) -> str:
    return "0" if "count(" in column else "NULL"
