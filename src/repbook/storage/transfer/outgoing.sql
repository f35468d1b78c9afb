-- What goes out of the book for other programs. Facts are never read here (R27).

-- CALENDAR
SELECT 'followup', f.id, f.due_on, f.at, c.name,
    f.what || iif(f.delegated_to = '', '', ' (' || f.delegated_to || ')'), coalesce(n.name, '')
  FROM followups f JOIN customers c ON c.id = f.customer_id LEFT JOIN people n ON n.id = f.person_id
  WHERE f.state = 'open' AND c.state = 'active' AND f.due_on >= :today
UNION ALL SELECT 'promise', p.id, p.due_on, '', c.name,
    iif(p.theirs, 'waiting for: ', 'promised: ') || p.text, coalesce(n.name, '')
  FROM promises p JOIN customers c ON c.id = p.customer_id LEFT JOIN people n ON n.id = p.person_id
  WHERE p.state = 'open' AND c.state = 'active' AND p.due_on >= :today
UNION ALL SELECT 'sale', s.id, coalesce(s.live_on, s.promised_on), '', c.name,
    iif(s.live_on IS NULL, 'promised for today: ', 'live: ') || s.title, ''
  FROM sales s JOIN customers c ON c.id = s.customer_id
  WHERE s.cancelled_on IS NULL AND c.state = 'active'
    AND coalesce(s.live_on, s.promised_on) >= :today
ORDER BY 3, 4, 1, 2

-- DATES
SELECT d.id, d.month, d.day, c.name, coalesce(nullif(d.label, ''), d.kind), coalesce(n.name, '')
FROM dates d JOIN customers c ON c.id = d.customer_id LEFT JOIN people n ON n.id = d.person_id
WHERE c.state = 'active' AND n.left_on IS NULL ORDER BY d.id

-- READERS
SELECT n.name, (SELECT value FROM routes WHERE person_id = n.id AND kind = 'email' ORDER BY id LIMIT 1),
  c.name, coalesce(n.newsletter_since, ''), n.newsletter
FROM people n JOIN customers c ON c.id = n.customer_id
WHERE n.left_on IS NULL AND c.state IN ('active', 'dormant')
ORDER BY c.folded, c.id, n.main DESC, n.id
