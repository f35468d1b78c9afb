-- The queries behind letters.

-- EVIDENCE
SELECT e.id, e.text, e.on_day, e.source, e.kind, e.tags, e.permission_on,
  iif(e.customer_id = :customer, '', c.name), e.told_on, trim(e.amount || ' ' || e.unit), c.industry,
  coalesce(p.name, ''),
  (SELECT max(l.posted_on) FROM citations x JOIN letters l ON l.id = x.letter_id
    WHERE x.evidence_id = e.id AND x.customer_id = :customer AND l.id IS NOT :letter),
  (SELECT json_group_array(DISTINCT n.name) FROM citations x JOIN letters l ON l.id = x.letter_id
    JOIN customers n ON n.id = x.customer_id WHERE x.evidence_id = e.id AND l.posted_on IS NOT NULL)
FROM evidence e JOIN customers c ON c.id = e.customer_id LEFT JOIN people p ON p.id = e.person_id
WHERE e.customer_id = :customer OR e.kind = 'testimonial'
ORDER BY e.on_day DESC, e.id DESC

-- SALE
SELECT id, title, number, ordered_on, promised_on, live_on, kind FROM sales
WHERE customer_id = ? AND cancelled_on IS NULL ORDER BY id IS NOT ?, ordered_on DESC, id DESC LIMIT 1

-- STEPS
SELECT due_on, step, what FROM followups
WHERE sale_id = ? AND source = 'agenda' AND state = 'open' AND due_on >= ? ORDER BY due_on, id

-- FACTS
SELECT kind, text FROM facts WHERE customer_id = ? AND NOT confidential ORDER BY on_day DESC, id DESC

-- CHECKS
SELECT words, gained, works_well, to_improve, change_text FROM checks
WHERE customer_id = ? ORDER BY on_day DESC, id DESC LIMIT 12

-- EXPECTED
SELECT text, state FROM expectations WHERE customer_id = :customer AND (sale_id IS NULL OR sale_id = :sale)
ORDER BY id

-- PERSON
SELECT name FROM people WHERE customer_id = :customer AND (id = :person OR left_on IS NULL)
ORDER BY id IS NOT :person, NOT main, id LIMIT 1

-- LETTER
SELECT id, customer_id, kind, subject, body, by_hand, person_id, sale_id, source, need_id, made_on, posted_on
FROM letters WHERE id = ?

-- NEEDS
SELECT f.id, f.customer_id, c.name, f.text, f.on_day FROM facts f JOIN customers c ON c.id = f.customer_id
WHERE f.kind = 'need' AND NOT f.confidential AND c.state = 'active' ORDER BY c.folded, f.on_day DESC, f.id DESC

-- TALKED
SELECT note FROM touches WHERE customer_id = ? AND note <> '' AND reach = 'two-way'
ORDER BY on_day DESC, id DESC LIMIT 5

-- FIRST_SALE
SELECT min(ordered_on) FROM sales WHERE customer_id = ? AND cancelled_on IS NULL

-- STRANGERS
SELECT name FROM customers WHERE id <> ?

-- NEED
SELECT text FROM facts WHERE id = ?

-- REFERRED
SELECT referred FROM asks WHERE id = ?

-- CITES
SELECT evidence_id FROM citations WHERE letter_id = ? ORDER BY id
