-- Version 7: a large file makes no larger a book than it must. An origin names its source by number in place of telling
-- program and sort, and its day only where that is not the source's; ids of our own making are the same bits in fewer
-- signs; who is called by nothing but a day to come has no place; and entries of the search have shorter numbers.
CREATE TABLE sources (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    program VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    seen_on DATE NOT NULL,
    CONSTRAINT source_once UNIQUE (program, entity),
    CONSTRAINT seen_on_is_a_day CHECK (seen_on IS NULL OR seen_on IS date(seen_on, '+0 days'))
);
-- What stands, what the history tells of, and what undone imports have packed away.
INSERT INTO sources (program, entity, seen_on)
SELECT program, entity, min(seen_on) FROM (
    SELECT program, entity, seen_on FROM origins
    UNION ALL SELECT "before" ->> '$.program', "before" ->> '$.entity', "before" ->> '$.seen_on' FROM journal
      WHERE table_name = 'origins' AND json_valid("before")
    UNION ALL SELECT "after" ->> '$.program', "after" ->> '$.entity', "after" ->> '$.seen_on' FROM journal
      WHERE table_name = 'origins' AND json_valid("after")
    UNION ALL SELECT e.value ->> '$[0]', e.value ->> '$[1]', e.value ->> '$[2]'
      FROM journal_runs r JOIN json_each(packed_sources(r.packed)) e WHERE r.table_name = 'origins' AND r.packed IS NOT NULL
) WHERE program IS NOT NULL AND entity IS NOT NULL AND seen_on IS date(seen_on, '+0 days')
GROUP BY program, entity ORDER BY program, entity;

CREATE TEMP TABLE origins_6 AS SELECT * FROM origins;
CREATE TEMP TABLE given_6 AS SELECT seq FROM sqlite_sequence WHERE name = 'origins';
DROP TABLE origins;
CREATE TABLE origins (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    external_id VARCHAR NOT NULL,
    seen_on DATE,
    extra VARCHAR NOT NULL,
    said VARCHAR NOT NULL,
    CONSTRAINT known_once UNIQUE (source_id, external_id),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(source_id) REFERENCES sources (id),
    CONSTRAINT seen_on_is_a_day CHECK (seen_on IS NULL OR seen_on IS date(seen_on, '+0 days'))
);
INSERT INTO origins
SELECT o.id, o.customer_id, s.id, o.row_id, short_id(o.external_id), nullif(o.seen_on, s.seen_on), o.extra, o.said
FROM origins_6 o CROSS JOIN sources s ON s.program = o.program AND s.entity = o.entity ORDER BY o.id;
CREATE INDEX ix_origins_customer_id ON origins (customer_id);
-- No id is ever given twice, also not those of origins that were removed.
INSERT INTO sqlite_sequence (name, seq) SELECT 'origins', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'origins');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM given_6), 0)) WHERE name = 'origins';
DELETE FROM sqlite_sequence WHERE name = 'origins' AND NOT EXISTS (SELECT 1 FROM given_6);
DROP TABLE origins_6;
DROP TABLE given_6;

-- Origins as they are asked about: with what their source says.
CREATE VIEW came_from (id, customer_id, entity, row_id, program, external_id, extra, seen_on, said) AS
SELECT o.id, o.customer_id, s.entity, o.row_id, s.program, o.external_id, o.extra, coalesce(o.seen_on, s.seen_on), o.said
FROM origins o JOIN sources s ON s.id = o.source_id;

-- The journal's rows are of the new shape too: undo puts a row back only where it is as it was left, in every column.
CREATE TEMP TABLE told_7 AS SELECT json_group_array(json_array(program, entity, id, seen_on)) AS sources FROM sources;
UPDATE journal SET "before" = origin_7("before", (SELECT sources FROM told_7)) WHERE table_name = 'origins' AND "before" IS NOT NULL;
UPDATE journal SET "after" = origin_7("after", (SELECT sources FROM told_7)) WHERE table_name = 'origins' AND "after" IS NOT NULL;
UPDATE journal_runs SET packed = origins_7(packed, (SELECT sources FROM told_7)) WHERE table_name = 'origins' AND packed IS NOT NULL;
DROP TABLE told_7;

-- The search anew: 28 bits are a row's id, those above them its kind.
DROP VIEW searched;
DROP VIEW searched_origins;
DROP VIEW searched_addresses;
DROP VIEW searched_touches;
DROP VIEW searched_asks;
DROP VIEW searched_letters;
DROP VIEW searched_followups;
DROP VIEW searched_checks;
DROP VIEW searched_expectations;
DROP VIEW searched_evidence;
DROP VIEW searched_problems;
DROP VIEW searched_promises;
DROP VIEW searched_facts;
DROP VIEW searched_sales;
DROP VIEW searched_routes;
DROP VIEW searched_people;
DROP VIEW searched_customers;

CREATE VIEW searched_origins (place, kind, customer_id, row_id, title, body) AS
SELECT (0 << 28) + id, 'origin', customer_id, id, replace(replace(replace(replace(extra, '\\', ' '), '\n', ' '), '\r', ' '), '\t', ' '),
  '' FROM origins WHERE extra <> '{}' AND json_valid(extra);
CREATE VIEW searched_addresses (place, kind, customer_id, row_id, title, body) AS
SELECT (1 << 28) + id, 'address', customer_id, id, street || ' ' || postcode || ' ' || city,
  region || ' ' || country || ' ' || label FROM addresses;
CREATE VIEW searched_touches (place, kind, customer_id, row_id, title, body) AS
SELECT (2 << 28) + id, 'touch', customer_id, id, note,
  '' FROM touches WHERE note <> '';
CREATE VIEW searched_asks (place, kind, customer_id, row_id, title, body) AS
SELECT (3 << 28) + id, 'ask', customer_id, id, text,
  answer || ' ' || outcome FROM asks;
CREATE VIEW searched_letters (place, kind, customer_id, row_id, title, body) AS
SELECT (4 << 28) + id, 'letter', customer_id, id, subject,
  body FROM letters;
CREATE VIEW searched_followups (place, kind, customer_id, row_id, title, body) AS
SELECT (5 << 28) + id, 'followup', customer_id, id, what,
  reason FROM followups;
CREATE VIEW searched_checks (place, kind, customer_id, row_id, title, body) AS
SELECT (6 << 28) + id, 'check', customer_id, id, words,
  change_text || ' ' || gained || ' ' || works_well || ' ' || to_improve FROM checks WHERE words || change_text || gained || works_well || to_improve <> '';
CREATE VIEW searched_expectations (place, kind, customer_id, row_id, title, body) AS
SELECT (7 << 28) + id, 'expectation', customer_id, id, text,
  words FROM expectations;
CREATE VIEW searched_evidence (place, kind, customer_id, row_id, title, body) AS
SELECT (8 << 28) + id, 'evidence', customer_id, id, text,
  source || ' ' || tags FROM evidence;
CREATE VIEW searched_problems (place, kind, customer_id, row_id, title, body) AS
SELECT (9 << 28) + id, 'problem', customer_id, id, text,
  resolution || ' ' || customer_said FROM problems;
CREATE VIEW searched_promises (place, kind, customer_id, row_id, title, body) AS
SELECT (10 << 28) + id, 'promise', customer_id, id, text,
  reason FROM promises;
CREATE VIEW searched_facts (place, kind, customer_id, row_id, title, body) AS
SELECT (11 << 28) + id, 'fact', customer_id, id, text,
  said_by FROM facts;
CREATE VIEW searched_sales (place, kind, customer_id, row_id, title, body) AS
SELECT (12 << 28) + id, 'sale', customer_id, id, title,
  number || ' ' || note FROM sales;
CREATE VIEW searched_routes (place, kind, customer_id, row_id, title, body) AS
SELECT (13 << 28) + id, 'route', customer_id, id, value,
  digits || ' ' || label || ' ' || situation FROM routes;
CREATE VIEW searched_people (place, kind, customer_id, row_id, title, body) AS
SELECT (14 << 28) + id, 'person', customer_id, id, name,
  folded || ' ' || role || ' ' || note FROM people;
CREATE VIEW searched_customers (place, kind, customer_id, row_id, title, body) AS
SELECT (15 << 28) + id, 'customer', id, id, name,
  folded || ' ' || city || ' ' || industry || ' ' || note || ' ' || street || ' ' || postcode || ' ' || region || ' ' || country || ' ' || website FROM customers;
CREATE VIEW searched AS
SELECT * FROM searched_origins
UNION ALL SELECT * FROM searched_addresses
UNION ALL SELECT * FROM searched_touches
UNION ALL SELECT * FROM searched_asks
UNION ALL SELECT * FROM searched_letters
UNION ALL SELECT * FROM searched_followups
UNION ALL SELECT * FROM searched_checks
UNION ALL SELECT * FROM searched_expectations
UNION ALL SELECT * FROM searched_evidence
UNION ALL SELECT * FROM searched_problems
UNION ALL SELECT * FROM searched_promises
UNION ALL SELECT * FROM searched_facts
UNION ALL SELECT * FROM searched_sales
UNION ALL SELECT * FROM searched_routes
UNION ALL SELECT * FROM searched_people
UNION ALL SELECT * FROM searched_customers;


DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(
    title, body, content = 'searched', content_rowid = 'place', columnsize = 0, detail = none,
    tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched;
CREATE TRIGGER origins_search_add AFTER INSERT ON origins WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_origins WHERE row_id = new.id;
END;
CREATE TRIGGER origins_search_leave BEFORE UPDATE ON origins BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_origins WHERE row_id = old.id;
END;
CREATE TRIGGER origins_search_change AFTER UPDATE ON origins BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_origins WHERE row_id = new.id;
END;
CREATE TRIGGER origins_search_drop BEFORE DELETE ON origins BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_origins WHERE row_id = old.id;
END;

-- Quiet is who has no sale, no talk, and no day of the year, but only a day from which they are to be asked about. They
-- have no place until somebody asks about them; all others have one, if only one to be reckoned.
DROP INDEX standings_attention;
DROP INDEX standings_vulnerable;
DROP INDEX standings_two_way;
DROP INDEX standings_first_sale;
CREATE INDEX standings_quiet ON standings (attention_on)
WHERE vulnerable_until IS NULL AND last_two_way_on IS NULL AND first_sale_month_day = '' AND attention_on IS NOT NULL;
DROP TRIGGER standings_place_add;
DROP TRIGGER standings_place_change;
CREATE TRIGGER standings_place_add AFTER INSERT ON standings BEGIN
    DELETE FROM places WHERE customer_id = new.customer_id;
    INSERT INTO places SELECT new.customer_id, 0, 0, -1, 0, '', 0, '', '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, ''
    WHERE new.vulnerable_until IS NOT NULL OR new.last_two_way_on IS NOT NULL OR new.first_sale_month_day <> '' OR new.facts = ''
      OR EXISTS (SELECT 1 FROM dates WHERE customer_id = new.customer_id);
END;
CREATE TRIGGER standings_place_change AFTER UPDATE ON standings BEGIN
    DELETE FROM places WHERE customer_id = new.customer_id;
    INSERT INTO places SELECT new.customer_id, 0, 0, -1, 0, '', 0, '', '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, ''
    WHERE new.vulnerable_until IS NOT NULL OR new.last_two_way_on IS NOT NULL OR new.first_sale_month_day <> '' OR new.facts = ''
      OR EXISTS (SELECT 1 FROM dates WHERE customer_id = new.customer_id);
END;
DELETE FROM places WHERE phase = '' AND customer_id IN (
    SELECT customer_id FROM standings WHERE vulnerable_until IS NULL AND last_two_way_on IS NULL AND first_sale_month_day = ''
      AND facts <> '' AND customer_id NOT IN (SELECT customer_id FROM dates));
