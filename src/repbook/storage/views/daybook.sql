-- The touches of a day.

-- LOGGED
-- What an import brought stands on its own days only: it was not logged by hand.
WITH logged AS (
  SELECT j.row_id AS touch, min(o.at) AS instant
  FROM operations o JOIN journal j ON j.operation_id = o.id
  WHERE o.state = 'done' AND o.at >= :begins AND o.at < :ends
    AND j.table_name = 'touches' AND j."before" IS NULL
  GROUP BY j.row_id
  UNION ALL SELECT t.id, o.at
  FROM operations o JOIN journal_runs r ON r.operation_id = o.id AND r.table_name = 'touches'
  JOIN touches t ON t.id BETWEEN r.first_id AND r.last_id AND t.on_day = :day
  WHERE o.state = 'done' AND o.at >= :begins AND o.at < :ends)
SELECT t.id, t.customer_id, c.name, coalesce(p.name, ''), t.on_day, t.at, l.instant, t.kind,
  t.reach, t.incoming, t.note, iif(EXISTS (SELECT 1 FROM checks WHERE customer_id = t.customer_id AND touch_id = t.id), '=', '')
  || iif(EXISTS (SELECT 1 FROM evidence WHERE customer_id = t.customer_id AND touch_id = t.id AND kind <> 'gain'), '*', '')
  || iif(EXISTS (SELECT 1 FROM promises WHERE customer_id = t.customer_id AND touch_id = t.id), '!', '')
  || iif(EXISTS (SELECT 1 FROM problems WHERE customer_id = t.customer_id AND touch_id = t.id), '?', '')
  || iif(EXISTS (SELECT 1 FROM facts WHERE customer_id = t.customer_id AND touch_id = t.id), '@', '')
  || iif(EXISTS (SELECT 1 FROM evidence WHERE customer_id = t.customer_id AND touch_id = t.id AND kind = 'gain'), '+', '')
FROM touches t JOIN customers c ON c.id = t.customer_id
LEFT JOIN people p ON p.id = t.person_id LEFT JOIN logged l ON l.touch = t.id
WHERE t.on_day = :day OR (l.touch IS NOT NULL AND t.on_day < :day
  AND NOT EXISTS (SELECT 1 FROM came_from WHERE customer_id = t.customer_id AND entity = 'touch' AND row_id = t.id))
