-- The query behind a customer's timeline; that of the page is made of its fields.

-- TIMELINE
-- The query behind a customer's timeline: a row is told on every day on which something became of it.
--
-- Each part gives: the day, the kind of row, its id, the step of its story (its number and its word), the
-- words, whom it was with, the state, what else to know, and whether a touch came from them. Newest first; of one
-- day, calls before what came of them, and later steps before earlier ones.
SELECT on_day, kind, id, what, text, person, state, more,
  kind = 'touch' AND (SELECT incoming FROM touches WHERE id = e.id) FROM (
-- A letter stands for its own touch, which says the same.
SELECT t.on_day AS on_day, 'touch' AS kind, t.id AS id, 0 AS step, t.kind AS what, t.note AS text,
  t.person_id AS person_id, t.reach AS state, '' AS more
FROM touches t WHERE t.customer_id = :id AND t.id NOT IN
  (SELECT touch_id FROM letters WHERE customer_id = :id AND touch_id IS NOT NULL)
UNION ALL SELECT coalesce(posted_on, made_on), 'letter', id, 0, 'letter',
  coalesce(nullif(subject, ''), kind) || iif(body = '', '', ': ' || body), person_id,
  iif(posted_on IS NULL, 'not posted', ''),
  substr(iif(subject = '', '', ' · ' || kind) || iif(by_hand, ' · by hand', ''), 4)
  FROM letters WHERE customer_id = :id

UNION ALL
SELECT on_day, 'check', id, 0, 'check', words, person_id, score, substr(
    iif(change_text = '', '', ' · to change: ' || change_text || ' (' || became || ')')
    || iif(gained = '', '', ' · gained: ' || gained)
    || iif(works_well = '', '', ' · works well: ' || works_well)
    || iif(to_improve = '', '', ' · to improve: ' || to_improve), 4)
  FROM checks WHERE customer_id = :id

UNION ALL
SELECT made_on, 'promise', id, 0, iif(theirs, 'waiting for', 'promise'), text, person_id, state, ''
  FROM promises WHERE customer_id = :id
UNION ALL SELECT closed_on, 'promise', id, 1, state, text, person_id, '', reason
  FROM promises WHERE customer_id = :id AND closed_on IS NOT NULL AND state <> 'open'

UNION ALL
SELECT known_on, 'problem', id, 0, severity, text, person_id,
    CASE WHEN confirmed_on IS NOT NULL THEN 'confirmed' WHEN solved_on IS NOT NULL THEN 'solved'
      ELSE 'open' END, ''
  FROM problems WHERE customer_id = :id
UNION ALL SELECT coalesce(date(planned_at, 'localtime'), known_on), 'problem', id, 1, 'planned',
    plan, person_id, '', text
  FROM problems WHERE customer_id = :id AND plan <> ''
UNION ALL SELECT solved_on, 'problem', id, 2, 'solved',
    iif(resolution_kind IN ('', 'fix'), '', resolution_kind || ': ') || resolution
    || iif(cause = '', '', ' · cause: ' || cause), person_id, '', text
  FROM problems WHERE customer_id = :id AND solved_on IS NOT NULL
UNION ALL SELECT confirmed_on, 'problem', id, 3, 'they say', customer_said, person_id, '', text
  FROM problems WHERE customer_id = :id AND confirmed_on IS NOT NULL
UNION ALL SELECT rechecked_on, 'problem', id, 4, 'still solved', text, person_id, '', ''
  FROM problems WHERE customer_id = :id AND rechecked_on IS NOT NULL

UNION ALL
SELECT on_day, 'expectation', id, 0, 'expects', text, person_id, state, ''
  FROM expectations WHERE customer_id = :id
UNION ALL SELECT asked_on, 'expectation', id, 1, state, text, person_id, '', words
  FROM expectations WHERE customer_id = :id AND asked_on IS NOT NULL AND state <> 'not asked'

UNION ALL
SELECT on_day, 'evidence', id, 0, kind, text, person_id, iif(told_on IS NULL, 'untold', 'told'),
    iif(source IN ('', 'check'), '', 'says ' || source)
  FROM evidence WHERE customer_id = :id
UNION ALL SELECT told_on, 'evidence', id, 1, 'told', text, person_id, '',
    iif(told_by = '', '', 'by ' || told_by)
  FROM evidence WHERE customer_id = :id AND told_on IS NOT NULL

UNION ALL
SELECT asked_on, 'ask', id, 0, 'asked', text, person_id, iif(answered_on IS NULL, 'open', ''), kind
  FROM asks WHERE customer_id = :id
UNION ALL SELECT answered_on, 'ask', id, 1, 'answer', coalesce(nullif(answer, ''), outcome),
    person_id, '', text
  FROM asks WHERE customer_id = :id AND answered_on IS NOT NULL

UNION ALL
SELECT on_day, 'fact', id, 0, kind, text, person_id, state, '' FROM facts WHERE customer_id = :id
UNION ALL SELECT ordered_on, 'sale', id, 0,
    iif(id = (SELECT id FROM sales WHERE customer_id = :id AND cancelled_on IS NULL
      ORDER BY ordered_on, id LIMIT 1), 'first order', 'order'), title, person_id, kind, ''
  FROM sales WHERE customer_id = :id
UNION ALL SELECT live_on, 'sale', id, 1, 'live', title, person_id, '', ''
  FROM sales WHERE customer_id = :id AND live_on IS NOT NULL
UNION ALL SELECT done_on, 'followup', id, 0, 'done', what, person_id, source, ''
  FROM followups WHERE customer_id = :id AND state = 'done' AND touch_id IS NULL
) e
LEFT JOIN (SELECT id AS pid, name AS person FROM people WHERE customer_id = :id) ON pid = person_id
ORDER BY on_day DESC, kind = 'touch' DESC, step DESC, id DESC LIMIT :limit
