"""The queries of the reports, each over dated rows."""

CARE = """
SELECT s.customer_id,
  EXISTS (SELECT 1 FROM letters WHERE customer_id = s.customer_id AND sale_id = s.id
      AND kind = 'thank-you' AND posted_on IS NOT NULL)
    OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'thanks' AND state = 'done'),
  EXISTS (SELECT 1 FROM letters WHERE customer_id = s.customer_id AND sale_id = s.id
      AND kind = 'reassurance' AND posted_on IS NOT NULL)
    OR EXISTS (SELECT 1 FROM followups WHERE sale_id = s.id AND kind = 'reassure' AND state = 'done'),
  EXISTS (SELECT 1 FROM checks WHERE customer_id = s.customer_id AND on_day >= s.ordered_on
    AND (sale_id = s.id OR sale_id IS NULL)),
  (SELECT count(*) FROM followups WHERE sale_id = s.id AND source = 'agenda' AND state <> 'dropped'
    AND due_on <= :today),
  (SELECT count(*) FROM followups WHERE sale_id = s.id AND source = 'agenda' AND state = 'done'),
  EXISTS (SELECT 1 FROM sales n WHERE n.customer_id = s.customer_id AND n.cancelled_on IS NULL
    AND (n.ordered_on, n.id) > (s.ordered_on, s.id)),
  EXISTS (SELECT 1 FROM asks WHERE customer_id = s.customer_id AND kind = 'referral'
    AND outcome = 'yes' AND asked_on >= s.ordered_on)
FROM sales s WHERE NOT s.history AND s.cancelled_on IS NULL AND s.ordered_on <= :before"""

BOUGHT = """
SELECT c.folded, min(s.ordered_on), count(*) FROM sales s JOIN customers c ON c.id = s.customer_id
WHERE s.cancelled_on IS NULL AND s.ordered_on <= ? AND c.state = 'active' GROUP BY c.id"""

TALKS = """
SELECT t.customer_id, c.name, count(*), sum(coalesce(t.minutes, 0))
FROM touches t JOIN customers c ON c.id = t.customer_id
WHERE t.reach = 'two-way' AND t.on_day > :since AND t.on_day <= :today GROUP BY t.customer_id"""

TROUBLES = """
SELECT arose_on, known_on, solved_on, severity, confirmed_on IS NOT NULL FROM problems
WHERE known_on > :since AND known_on <= :today"""

TOUCHES = """
SELECT kind, reach, count(*) FROM touches
WHERE on_day > :since AND on_day <= :today GROUP BY kind, reach"""

CHECKS = """
SELECT customer_id, sale_id, on_day, score FROM checks
WHERE on_day > :since AND on_day <= :today ORDER BY on_day DESC"""

UNTOLD = """
SELECT c.name, e.text, e.on_day FROM evidence e JOIN customers c ON c.id = e.customer_id
WHERE e.told_on IS NULL AND e.kind <> 'testimonial' AND c.state = 'active'"""

REFERRALS = "SELECT count(*), sum(outcome = 'yes') FROM asks WHERE kind = 'referral'"

IMPROVE = """
SELECT customer_id, to_improve FROM checks WHERE to_improve <> '' AND on_day > :since
UNION ALL SELECT customer_id, change_text FROM checks WHERE change_text <> '' AND on_day > :since
UNION ALL SELECT customer_id, text FROM facts
  WHERE kind = 'to improve' AND NOT confidential AND on_day > :since
UNION ALL SELECT customer_id, cause FROM problems WHERE cause <> '' AND known_on > :since"""

LEFT = """
SELECT name, left_risk, state_reason FROM customers WHERE state = 'lost'
ORDER BY state_on DESC, id DESC LIMIT 12"""

STANDINGS = "SELECT customer_id, vulnerable_until, facts FROM standings"
