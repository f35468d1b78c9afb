"""The queries for one customer's facts: one short indexed query a table, by the customer's id."""

SALES = """
SELECT s.id, s.title, s.kind, s.ordered_on, s.promised_on, s.live_on, s.paid_on, s.settled_on,
  s.cancel_until, s.history, s.under_pressure, s.no_expectations,
  min(coalesce((SELECT min(posted_on) FROM letters WHERE sale_id = s.id AND kind = 'thank-you'), '9999-12-31'),
    coalesce(min(f.done_on) FILTER (WHERE f.kind = 'thanks'), '9999-12-31')),
  min(coalesce((SELECT min(posted_on) FROM letters WHERE sale_id = s.id AND kind = 'reassurance'), '9999-12-31'),
    coalesce(min(f.done_on) FILTER (WHERE f.kind = 'reassure'), '9999-12-31')),
  count(f.id) FILTER (WHERE f.source = 'agenda' AND f.state <> 'dropped'),
  count(f.id) FILTER (WHERE f.source = 'agenda' AND f.state = 'done'),
  CASE WHEN NOT EXISTS (SELECT 1 FROM sales n WHERE n.customer_id = s.customer_id
      AND n.cancelled_on IS NULL AND (n.ordered_on, n.id) > (s.ordered_on, s.id))
    THEN coalesce(s.next_cycle_on, date(s.ordered_on, s.cycle_days || ' days')) END,
  s.invoice_due_on, max(f.done_on) FILTER (WHERE f.step IN ('arrived', 'live-said') AND f.state = 'done')
FROM sales s LEFT JOIN followups f ON f.sale_id = s.id
WHERE s.customer_id = ? AND s.cancelled_on IS NULL
GROUP BY s.id ORDER BY s.ordered_on DESC, s.id DESC LIMIT 24"""
PROBLEMS = """
SELECT id, text, severity, known_on, known_at, sale_id, acknowledged_at, planned_at, solved_on,
  confirmed_on, fix_by, CASE WHEN rechecked_on IS NULL THEN recheck_on END
FROM problems WHERE customer_id = ?
ORDER BY confirmed_on IS NOT NULL, known_on DESC, id DESC LIMIT 24"""
PROMISES = """
SELECT p.id, p.text, p.made_on, p.due_on, p.state, n.name, p.theirs
FROM promises p LEFT JOIN people n ON n.id = p.person_id
WHERE p.customer_id = ? AND p.state IN ('open', 'broken') ORDER BY p.due_on, p.id"""
FOLLOWUPS = """
SELECT f.id, f.what, f.kind, f.source, f.due_on, f.at, n.name, f.sale_id, f.step, f.anchor,
  f.delegated_to, f.promise_id, f.problem_id
FROM followups f LEFT JOIN people n ON n.id = f.person_id
WHERE f.customer_id = ? AND f.state = 'open' ORDER BY f.due_on, f.at, f.id"""
UNPOSTED = """
SELECT l.id, l.kind, l.subject, l.made_on, n.name
FROM letters l LEFT JOIN people n ON n.id = l.person_id
WHERE l.customer_id = ? AND l.posted_on IS NULL ORDER BY l.made_on, l.id"""
ASKS = """
SELECT id, kind, text, asked_on, outcome, answered_on, thanked_on, referred
FROM asks WHERE customer_id = ? ORDER BY asked_on DESC, id DESC LIMIT 12"""
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
KNOWN = "SELECT DISTINCT kind FROM facts WHERE customer_id = ? ORDER BY kind"
SINGLE = """
SELECT c.name, c.tier, c.state, c.created_on, c.wake_on, c.wish_aim, c.wish_limit,
  (SELECT min(day) FROM (
    SELECT min(ordered_on) AS day FROM sales WHERE customer_id = c.id AND cancelled_on IS NULL
    UNION ALL SELECT min(since_on) FROM people
      WHERE customer_id = c.id AND main AND left_on IS NULL AND c.followed_from <> '')),
  (SELECT max(on_day) FROM touches WHERE customer_id = c.id AND reach <> 'no answer'),
  (SELECT count(*) FROM expectations WHERE customer_id = c.id),
  (SELECT count(*) FROM expectations WHERE customer_id = c.id AND state = 'unmet'),
  (SELECT max(on_day) FROM facts WHERE customer_id = c.id AND kind = 'rival'),
  (SELECT count(*) FROM facts
    WHERE customer_id = c.id AND kind = 'area affected' AND done_on IS NULL),
  (SELECT max(since_on) FROM people WHERE customer_id = c.id AND main AND left_on IS NULL),
  (SELECT max(left_on) FROM people WHERE customer_id = c.id AND main
    AND NOT EXISTS (SELECT 1 FROM people WHERE customer_id = c.id AND main AND left_on IS NULL)),
  (SELECT max(on_day) FROM touches WHERE customer_id = c.id AND kind = 'survey' AND NOT incoming),
  (SELECT max(on_day) FROM touches WHERE customer_id = c.id AND kind = 'survey' AND incoming),
  c.industry, c.answer_hours, c.fix_days,
  (SELECT count(*) FROM letters WHERE customer_id = c.id AND posted_on IS NOT NULL
      AND kind NOT IN ('agenda', 'announcement'))
    + (SELECT count(*) FROM evidence
      WHERE customer_id = c.id AND told_on IS NOT NULL AND letter_id IS NULL)
    + (SELECT count(*) FROM facts
      WHERE customer_id = c.id AND kind = 'value idea' AND done_on IS NOT NULL)
    + (SELECT count(*) FROM touches WHERE customer_id = c.id AND kind = 'training'),
  (SELECT count(*) FROM asks WHERE customer_id = c.id),
  (SELECT max(day) FROM (
    SELECT max(on_day) AS day FROM evidence WHERE customer_id = c.id AND kind <> 'success'
    UNION ALL SELECT max(on_day) FROM checks WHERE customer_id = c.id AND score > 1)),
  (SELECT max(on_day) FROM facts WHERE customer_id = c.id AND kind = 'value idea'),
  (SELECT max(on_day) FROM facts WHERE customer_id = c.id AND kind = 'plan' AND done_on IS NULL),
  NOT EXISTS (SELECT 1 FROM origins WHERE customer_id = c.id)
FROM customers c WHERE c.id = ?"""
