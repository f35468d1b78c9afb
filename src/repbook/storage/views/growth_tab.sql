-- What the Growth tab of one customer reads when it is opened.

-- GROWTH
-- What counts as given is what ``customer_facts`` counts as gives.
SELECT c.follow_consent_on,
  (SELECT json_array(count(*) FILTER (WHERE state = 'kept'), count(*) FILTER (WHERE state = 'late'),
      count(*) FILTER (WHERE state = 'broken' OR state = 'open' AND due_on < :today))
    FROM promises WHERE customer_id = c.id AND NOT theirs),
  (SELECT count(*) FROM problems WHERE customer_id = c.id AND confirmed_on IS NOT NULL),
  (SELECT count(*) FROM facts WHERE customer_id = c.id AND kind = 'limit told'),
  (SELECT json_group_array(json_array(kind, id, day, text)) FROM (
    SELECT 'letter' AS kind, id, posted_on AS day,
      kind || iif(subject = '', '', ': ' || subject) AS text FROM letters
      WHERE customer_id = c.id AND posted_on IS NOT NULL
        AND kind NOT IN ('agenda', 'announcement')
    UNION ALL SELECT 'evidence', id, told_on, 'told: ' || text FROM evidence
      WHERE customer_id = c.id AND told_on IS NOT NULL AND letter_id IS NULL
    UNION ALL SELECT 'fact', id, done_on, 'idea: ' || text FROM facts
      WHERE customer_id = c.id AND kind = 'value idea' AND done_on IS NOT NULL
    UNION ALL SELECT 'touch', id, on_day, 'training' || iif(note = '', '', ': ' || note)
      FROM touches WHERE customer_id = c.id AND kind = 'training'
    ORDER BY day DESC, id DESC)),
  (SELECT json_group_array(json_array(id, kind, text, on_day, trim(amount || ' ' || unit)))
    FROM (SELECT * FROM evidence WHERE customer_id = c.id ORDER BY on_day DESC, id DESC)),
  (SELECT json_group_array(json_array(coalesce(answered_on, asked_on), referred)) FROM (
    SELECT * FROM asks WHERE customer_id = c.id AND kind = 'referral' AND outcome = 'yes'
    ORDER BY asked_on DESC, id DESC)),
  (SELECT json_group_array(json_array(title, ordered_on)) FROM (
    SELECT * FROM sales WHERE customer_id = c.id AND cancelled_on IS NULL
    ORDER BY ordered_on DESC, id DESC))
FROM customers c WHERE c.id = :id

-- STORIES
SELECT e.id, e.text, c.name, c.industry, e.permission_on
FROM evidence e JOIN customers c ON c.id = e.customer_id WHERE e.customer_id <> :id
ORDER BY coalesce(e.permission_on <= :today, 0) DESC, e.on_day DESC, e.id DESC LIMIT :most
