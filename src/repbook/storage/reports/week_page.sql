-- The queries of a week's page. Their values are begins and ends, the days of the week by today, before and last,
-- the day before each of the two, and today. {NAMED} is a customer's name, told apart from namesakes.

-- EVERYBODY
-- Everybody, with the last day of a young sale, the day on which they left, and the last two-way days by both ends of the week.
SELECT {PACKED}, s.vulnerable_until, CASE WHEN c.state <> 'active' THEN c.state_on END,
  (SELECT on_day FROM touches WHERE customer_id = s.customer_id AND reach = 'two-way'
    AND on_day <= :before ORDER BY on_day DESC, id DESC LIMIT 1),
  (SELECT on_day FROM touches WHERE customer_id = s.customer_id AND reach = 'two-way'
    AND on_day <= :ends ORDER BY on_day DESC, id DESC LIMIT 1)
FROM standings s JOIN customers c ON c.id = s.customer_id

-- CLOSED_SINCE
SELECT customer_id, closed_on, id, text, made_on, due_on FROM promises
WHERE NOT theirs AND made_on <= :ends AND closed_on > :before

-- TOUCHES
SELECT kind, sum(reach = 'two-way'), sum(reach = 'one-way'), sum(reach = 'no answer')
FROM touches WHERE on_day BETWEEN :begins AND :ends GROUP BY kind ORDER BY count(*) DESC, kind

-- TALKS
SELECT customer_id, count(*), sum(coalesce(minutes, 0)) FROM touches
WHERE on_day BETWEEN :begins AND :ends AND reach = 'two-way' GROUP BY customer_id

-- KEPT
SELECT coalesce(sum(state = 'kept'), 0), coalesce(sum(state = 'late'), 0) FROM promises
WHERE NOT theirs AND closed_on BETWEEN :begins AND :ends

-- BROKEN
SELECT {NAMED}, p.text FROM promises p JOIN customers c ON c.id = p.customer_id
WHERE NOT p.theirs AND (c.state = 'active' OR p.state <> 'open')
  AND (p.due_on BETWEEN :before AND :last AND (p.closed_on IS NULL OR p.closed_on > :ends)
    OR p.state = 'broken' AND p.closed_on BETWEEN :begins AND :ends)
ORDER BY p.due_on, p.id

-- STREAK
WITH was AS (SELECT
    CASE WHEN p.closed_on <= :ends THEN p.state
      WHEN p.due_on < :ends AND (c.state = 'active' OR p.state <> 'open') THEN 'broken' END AS state,
    CASE WHEN p.closed_on <= :ends THEN p.closed_on ELSE date(p.due_on, '+1 day') END
      || printf('%020d', p.id) AS at
  FROM promises p JOIN customers c ON c.id = p.customer_id WHERE NOT p.theirs)
SELECT count(*) FROM was WHERE state = 'kept'
  AND at > coalesce((SELECT max(at) FROM was WHERE state IN ('late', 'broken')), '')

-- CHECKS
SELECT {NAMED}, k.score, k.words FROM checks k JOIN customers c ON c.id = k.customer_id
WHERE k.on_day BETWEEN :begins AND :ends ORDER BY k.score, k.on_day, k.id

-- KNOWN
SELECT count(*) FROM problems WHERE known_on BETWEEN :begins AND :ends

-- SOLVED
SELECT {NAMED}, p.text, p.known_at, p.acknowledged_at, p.known_on, p.solved_on
FROM problems p JOIN customers c ON c.id = p.customer_id
WHERE p.solved_on BETWEEN :begins AND :ends ORDER BY p.solved_on, p.id

-- POSTED
SELECT count(*), coalesce(sum(by_hand), 0) FROM letters WHERE posted_on BETWEEN :begins AND :ends

-- NOTES
SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM letters WHERE customer_id = s.customer_id
      AND sale_id = s.id AND kind = 'thank-you' AND posted_on IS NOT NULL)
    OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks' AND state = 'done')), 0)
FROM sales s WHERE NOT s.history AND s.cancelled_on IS NULL AND s.ordered_on BETWEEN :begins AND :ends

-- WINS
SELECT {NAMED}, s.title FROM sales s JOIN customers c ON c.id = s.customer_id
WHERE s.cancelled_on IS NULL AND s.ordered_on BETWEEN :begins AND :ends ORDER BY s.ordered_on, s.id

-- TOLD
SELECT count(*) FROM evidence WHERE told_on BETWEEN :begins AND :ends

-- ASKED
SELECT coalesce(sum(asked_on BETWEEN :begins AND :ends), 0),
  coalesce(sum(answered_on BETWEEN :begins AND :ends), 0),
  coalesce(sum(answered_on BETWEEN :begins AND :ends AND outcome = 'yes'), 0) FROM asks

-- WAS_DUE
-- A customer with several things on one day is one contact.
SELECT count(*) FROM (
  SELECT customer_id, due_on FROM followups WHERE due_on BETWEEN ? AND ? AND state <> 'dropped'
  UNION SELECT customer_id, due_on FROM promises WHERE due_on BETWEEN ? AND ? AND NOT theirs)
