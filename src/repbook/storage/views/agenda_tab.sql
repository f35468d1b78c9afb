-- What the Agenda tab tells of a customer's after-care.

-- SHOWN
SELECT 'testimonial', posted_on, sale_id FROM letters l
  WHERE customer_id = :id AND posted_on IS NOT NULL AND (kind = 'reassurance'
    OR EXISTS (SELECT 1 FROM citations c JOIN evidence e ON e.id = c.evidence_id
      WHERE c.letter_id = l.id AND e.kind = 'testimonial'))
UNION ALL SELECT 'testimonial', done_on, sale_id FROM followups
  WHERE customer_id = :id AND state = 'done' AND kind = 'reassure'
UNION ALL SELECT 'servicing', posted_on, sale_id FROM letters
  WHERE customer_id = :id AND posted_on IS NOT NULL AND kind = 'evidence'
UNION ALL SELECT 'servicing', on_day, sale_id FROM touches
  WHERE customer_id = :id AND kind = 'visit' AND reach = 'two-way'
UNION ALL SELECT 'servicing', done_on, sale_id FROM followups
  WHERE customer_id = :id AND state = 'done' AND step = 'arrived'
UNION ALL SELECT 'training', on_day, sale_id FROM touches
  WHERE customer_id = :id AND kind = 'training' AND reach = 'two-way'
UNION ALL SELECT 'training', done_on, sale_id FROM followups
  WHERE customer_id = :id AND state = 'done' AND kind = 'training'
UNION ALL SELECT 'contact', on_day, sale_id FROM touches
  WHERE customer_id = :id AND reach = 'two-way'
ORDER BY 2 DESC LIMIT 400

-- DONE
SELECT id, what, done_on, sale_id, delegated_to FROM followups
WHERE customer_id = :id AND state = 'done' AND done_on IS NOT NULL
ORDER BY done_on DESC, id DESC LIMIT 40

-- AREAS
SELECT id, text, done_on, state FROM facts
WHERE customer_id = :id AND kind = 'area affected'
ORDER BY done_on IS NOT NULL, done_on DESC, id
