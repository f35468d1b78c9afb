-- The queries of the series by week.

-- ON_THE_BOOK
SELECT {PACKED}, CASE WHEN c.state <> 'active' THEN c.state_on END, s.vulnerable_until
FROM standings s JOIN customers c ON c.id = s.customer_id
WHERE c.state = 'active' OR c.state_on > :first

-- TALKED
SELECT t.customer_id, t.on_day FROM json_each(:ids) i JOIN touches t ON t.customer_id = i.value
WHERE t.reach = 'two-way' AND t.on_day >= coalesce((SELECT max(on_day) FROM touches
  WHERE customer_id = i.value AND reach = 'two-way' AND on_day <= :first), '')
ORDER BY t.customer_id, t.on_day DESC

-- CLOSED
SELECT coalesce(closed_on, due_on) AS day, state FROM promises
WHERE NOT theirs AND day BETWEEN :since AND :today
  AND (state IN ('kept', 'late', 'broken') OR (state = 'open' AND due_on < :today))

-- STEPS
SELECT f.due_on, f.customer_id FROM followups f JOIN customers c ON c.id = f.customer_id
LEFT JOIN promises p ON p.id = f.promise_id AND p.state = 'open' AND p.due_on = f.due_on
WHERE f.state = 'open' AND f.due_on <= :until AND f.delegated_to = '' AND c.state = 'active' AND p.id IS NULL

-- DUE
SELECT p.due_on FROM promises p JOIN customers c ON c.id = p.customer_id
WHERE p.state = 'open' AND NOT p.theirs AND p.due_on <= :until AND c.state = 'active'

-- STREAK
SELECT count(*) FROM promises WHERE NOT theirs AND state = 'kept' AND closed_on > coalesce((
  SELECT max(coalesce(closed_on, due_on)) FROM promises WHERE NOT theirs
    AND (state IN ('late', 'broken') OR (state = 'open' AND due_on < ?))), '')

-- NOTES
SELECT count(*), sum(EXISTS (SELECT 1 FROM letters
    WHERE customer_id = s.customer_id AND sale_id = s.id AND kind = 'thank-you' AND posted_on IS NOT NULL)
  OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks' AND state = 'done'))
FROM sales s WHERE NOT s.history AND s.cancelled_on IS NULL AND s.ordered_on BETWEEN ? AND ?
