"""The query of each ledger: its numbers beside every row, what is open first, then the newest closed.

One query a ledger, so that numbers and rows are of one moment. The numbers are a JSON list in the first column,
how much is open in each of the six one in the second; where nothing is in the ledger, they stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...values import NamedTuple

CLOSED, OPEN, OWED = 0, 1, 2
"""What a row's first column says: closed, open, or an invoice that is not paid."""

NAMED = """c.name || CASE WHEN c.city <> '' AND EXISTS
    (SELECT 1 FROM customers o WHERE o.folded = c.folded AND o.id <> c.id)
  THEN ', ' || c.city ELSE '' END"""
"""A customer's name, told apart from another of the same name by the town (F18)."""

FROM = """{table} x JOIN customers c ON c.id = x.customer_id LEFT JOIN people n ON n.id = x.person_id"""

PART = """SELECT * FROM (SELECT {mark}, x.id, x.customer_id, {named}, c.state, coalesce(n.name, ''),
    {columns} FROM {source} WHERE {where} ORDER BY {order}, x.id LIMIT {most})"""

COUNT = """(SELECT json_array(count(*), count(*) FILTER (WHERE {red}))
    FROM {table} x JOIN customers c ON c.id = x.customer_id WHERE c.state = 'active' AND ({open}) AND ({ours}))"""

WHOLE = """SELECT f.numbers, f.counts, l.* FROM
  (SELECT ({numbers}) AS numbers, json_array({counts}) AS counts) f LEFT JOIN ({parts}) l ON 1"""


class Sql(NamedTuple):
    """What differs between ledgers: the table, its columns and what they are called, what is open, and the two orders."""

    table: str
    names: str
    columns: str
    open: str
    soonest: str
    newest: str
    numbers: str
    more: str = ""
    ours: str = "1"
    """What of it counts on the tab: not what they owe us."""
    red: str = "0"
    """What of that is in alarm, as far as its row alone tells."""


def query(sql: Sql, every: Sequence[Sql]) -> str:
    """The query of a ledger; its values are ``today``, the days that ``numbers`` names, and two limits.

    ``every`` are the ledgers whose open rows are counted.
    """

    def part(mark: int, where: str, order: str, most: str) -> str:
        return PART.format(
            mark=mark,
            named=NAMED,
            columns=sql.columns,
            source=FROM.format(table=sql.table),
            where=where,
            order=order,
            most=most,
        )

    opened = f"c.state = 'active' AND ({sql.open})"
    parts = (
        part(OPEN, opened, sql.soonest, ":open"),
        part(CLOSED, f"({opened}) IS NOT TRUE", f"{sql.newest} DESC", ":closed"),
        *filter(None, (sql.more,)),
    )
    counts = ", ".join(
        f"json({COUNT.format(red=it.red, table=it.table, open=it.open, ours=it.ours)})"
        for it in every
    )
    return WHOLE.format(numbers=sql.numbers, counts=counts, parts=" UNION ALL ".join(parts))


UNPAID = f"""SELECT * FROM (SELECT {OWED}, x.id, x.customer_id, {NAMED}, c.state, coalesce(n.name, ''),
    x.title, x.ordered_on, x.invoice_due_on, 'open', NULL, 1
  FROM {FROM.format(table="sales")}
  WHERE c.state = 'active' AND x.invoice_due_on < :today AND x.cancelled_on IS NULL
    AND (x.paid_on IS NULL OR x.paid_on > :today)
  ORDER BY x.invoice_due_on, x.id LIMIT :open)"""

PROMISES = Sql(
    table="promises",
    names="text made_on due_on state closed_on theirs",
    columns="x.text, x.made_on, x.due_on, x.state, x.closed_on, x.theirs",
    open="x.state IN ('open', 'broken')",
    soonest="x.due_on",
    newest="coalesce(x.closed_on, x.due_on)",
    more=UNPAID,
    ours="NOT x.theirs",
    red="x.state = 'broken' OR x.due_on < :today",
    numbers="""WITH ours AS (
      SELECT p.state, p.due_on, c.state = 'active' AS active,
        p.state = 'broken' OR p.state = 'open' AND p.due_on < :today AS broken,
        CASE p.state WHEN 'open' THEN date(p.due_on, '+1 day') ELSE p.closed_on END AS on_day, p.id
      FROM promises p JOIN customers c ON c.id = p.customer_id
      WHERE NOT p.theirs AND p.state IN ('open', 'kept', 'late', 'broken')
        AND (c.state = 'active' OR p.state <> 'open')),
    judged AS (SELECT * FROM ours WHERE (state <> 'open' OR broken) AND on_day <= :today),
    slip AS (SELECT coalesce(max(on_day || printf('%020d', id)), '') AS at
      FROM judged WHERE state <> 'kept')
    SELECT json_array(
      (SELECT count(*) FROM judged WHERE on_day > :since AND state = 'kept'),
      (SELECT count(*) FROM judged WHERE on_day > :since),
      (SELECT count(*) FROM judged, slip
        WHERE state = 'kept' AND on_day || printf('%020d', id) > slip.at),
      (SELECT count(*) FROM ours WHERE active AND state = 'open' AND due_on = :today),
      (SELECT count(*) FROM ours WHERE active AND broken),
      json((SELECT json_group_array(iif(broken, 'broken', state)) FROM
        (SELECT * FROM judged WHERE on_day > :since ORDER BY on_day DESC, id DESC LIMIT 60))))""",
)

PROBLEMS = Sql(
    table="problems",
    names="text severity known_on known_at acknowledged_at planned_at solved_on confirmed_on fix_by recheck_on answer_hours fix_days",
    columns="""x.text, x.severity, x.known_on, x.known_at, x.acknowledged_at, x.planned_at,
    x.solved_on, x.confirmed_on, x.fix_by, CASE WHEN x.rechecked_on IS NULL THEN x.recheck_on END,
    c.answer_hours, c.fix_days""",
    open="""x.known_on <= :today AND (x.confirmed_on IS NULL OR x.confirmed_on > :today
    OR x.rechecked_on IS NULL AND x.recheck_on <= :today)""",
    soonest="x.confirmed_on IS NOT NULL, x.known_on",
    newest="coalesce(x.confirmed_on, x.known_on)",
    numbers="""SELECT json_array(
      json((SELECT json_group_array(CAST(julianday(known_on) - julianday(arose_on) AS INTEGER)) FROM problems
        WHERE arose_on <= known_on AND known_on BETWEEN :since AND :today)),
      json((SELECT json_group_array(CAST(julianday(solved_on) - julianday(known_on) AS INTEGER)) FROM problems
        WHERE known_on <= solved_on AND solved_on BETWEEN :since AND :today)))""",
)

EXPECTATIONS = Sql(
    table="expectations",
    names="text state on_day due_on asked_on",
    columns="x.text, x.state, x.on_day, x.due_on, x.asked_on",
    open="x.state <> 'met'",
    soonest="x.state <> 'unmet', coalesce(x.due_on, '9999'), x.on_day",
    newest="coalesce(x.asked_on, x.on_day)",
    numbers="""SELECT json_array(
      count(*) FILTER (WHERE x.state = 'met'), count(*) FILTER (WHERE x.state = 'partly'),
      count(*) FILTER (WHERE x.state = 'unmet'), count(*) FILTER (WHERE x.state = 'not asked'))
      FROM expectations x JOIN customers c ON c.id = x.customer_id WHERE c.state = 'active'""",
)

EVIDENCE = Sql(
    table="evidence",
    names="text kind on_day told_on told_by permission_on",
    columns="x.text, x.kind, x.on_day, x.told_on, x.told_by, x.permission_on",
    open="x.told_on IS NULL AND x.kind <> 'testimonial'",
    soonest="x.on_day",
    newest="coalesce(x.told_on, x.on_day)",
    numbers="""SELECT json_array(
      count(*) FILTER (WHERE x.told_on IS NOT NULL AND x.kind <> 'testimonial'),
      count(*) FILTER (WHERE x.told_on IS NULL AND x.kind <> 'testimonial' AND c.state = 'active'),
      min(x.on_day) FILTER (WHERE x.told_on IS NULL AND x.kind <> 'testimonial' AND c.state = 'active'),
      count(*) FILTER (WHERE x.kind = 'testimonial'),
      count(*) FILTER (WHERE x.kind = 'testimonial' AND x.permission_on <= :today))
      FROM evidence x JOIN customers c ON c.id = x.customer_id""",
)

LETTERS = Sql(
    table="letters",
    names="text kind made_on posted_on by_hand",
    columns="""coalesce(nullif(x.subject, ''), nullif(substr(x.body, 1, 300), ''), x.kind), x.kind,
    x.made_on, x.posted_on, x.by_hand""",
    open="x.posted_on IS NULL",
    soonest="x.made_on",
    newest="coalesce(x.posted_on, x.made_on)",
    numbers="""SELECT json_array(
      (SELECT count(*) FROM letters WHERE posted_on BETWEEN :month AND :today),
      count(*) FILTER (WHERE s.id IN (
          SELECT sale_id FROM letters WHERE kind = 'thank-you' AND posted_on IS NOT NULL)
        OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks' AND state = 'done')),
      count(*)) FROM sales s
    WHERE s.ordered_on BETWEEN :since AND :today AND s.cancelled_on IS NULL AND NOT s.history""",
)

ASKS = Sql(
    table="asks",
    names="text kind asked_on outcome answered_on thanked_on",
    columns="x.text, x.kind, x.asked_on, x.outcome, x.answered_on, x.thanked_on",
    open="""x.outcome IN ('', 'later')
    OR x.kind = 'referral' AND x.outcome = 'yes' AND x.thanked_on IS NULL""",
    soonest="x.asked_on",
    newest="coalesce(x.answered_on, x.asked_on)",
    numbers="""SELECT json_array(
      count(*) FILTER (WHERE x.outcome IN ('', 'later') AND c.state = 'active'),
      count(*) FILTER (WHERE x.outcome = 'yes'), count(*) FILTER (WHERE x.outcome = 'no'),
      (SELECT count(*) FROM letters WHERE posted_on IS NOT NULL AND kind NOT IN ('agenda', 'announcement'))
        + (SELECT count(*) FROM evidence WHERE told_on IS NOT NULL AND letter_id IS NULL)
        + (SELECT count(*) FROM facts WHERE kind = 'value idea' AND done_on IS NOT NULL)
        + (SELECT count(*) FROM touches WHERE kind = 'training'),
      count(*), count(*) FILTER (WHERE x.asked_on BETWEEN :since AND :today),
      count(*) FILTER (WHERE x.kind = 'referral' AND x.outcome = 'yes'),
      count(*) FILTER (WHERE x.kind = 'referral' AND x.outcome = 'yes' AND x.thanked_on IS NOT NULL))
      FROM asks x JOIN customers c ON c.id = x.customer_id""",
)
"""What was given is counted as ``customer_facts`` counts it of one customer."""
