-- Version 4: room for large files. What an import brings in is kept in the history as runs of rows, not as their words.
CREATE TABLE journal_runs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    owners VARCHAR NOT NULL,
    packed VARCHAR,
    CONSTRAINT ids_in_order CHECK (first_id BETWEEN 1 AND last_id),
    FOREIGN KEY(operation_id) REFERENCES operations (id)
);
CREATE INDEX ix_journal_runs_operation_id ON journal_runs (operation_id);

-- An index holds what is looked for: no customer without such a day, no way or place that is the customer's own. Where a
-- row came from is looked for among its customer's.
DROP INDEX standings_attention;
DROP INDEX standings_vulnerable;
DROP INDEX standings_two_way;
DROP INDEX standings_first_sale;
DROP INDEX ix_routes_person_id;
DROP INDEX ix_addresses_person_id;
DROP INDEX ix_photos_person_id;
DROP INDEX origins_of_row;
CREATE INDEX standings_attention ON standings (attention_on) WHERE attention_on IS NOT NULL;
CREATE INDEX standings_vulnerable ON standings (vulnerable_until) WHERE vulnerable_until IS NOT NULL;
CREATE INDEX standings_two_way ON standings (last_two_way_on) WHERE last_two_way_on IS NOT NULL;
CREATE INDEX standings_first_sale ON standings (first_sale_month_day) WHERE first_sale_month_day <> '';
CREATE INDEX ix_routes_person_id ON routes (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ix_addresses_person_id ON addresses (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX ix_photos_person_id ON photos (person_id) WHERE person_id IS NOT NULL;

-- What is searched: an entry's number is its kind and its row's id, so that customers come first and newer notes before
-- older ones when read backwards. The words stand in their rows only: the index keeps which words are where. Columns that
-- were kept of a file are JSON, whose signs part words but for what is spelled with a letter; FTS5 reads no json_each here.
CREATE VIEW searched_origins (place, kind, customer_id, row_id, title, body) AS
SELECT (0 << 48) + id, 'origin', customer_id, id, replace(replace(replace(replace(extra, '\\', ' '), '\n', ' '), '\r', ' '), '\t', ' '),
  '' FROM origins WHERE extra <> '{}' AND json_valid(extra);
CREATE VIEW searched_addresses (place, kind, customer_id, row_id, title, body) AS
SELECT (1 << 48) + id, 'address', customer_id, id, street || ' ' || postcode || ' ' || city,
  region || ' ' || country || ' ' || label FROM addresses;
CREATE VIEW searched_touches (place, kind, customer_id, row_id, title, body) AS
SELECT (2 << 48) + id, 'touch', customer_id, id, note,
  '' FROM touches WHERE note <> '';
CREATE VIEW searched_asks (place, kind, customer_id, row_id, title, body) AS
SELECT (3 << 48) + id, 'ask', customer_id, id, text,
  answer || ' ' || outcome FROM asks;
CREATE VIEW searched_letters (place, kind, customer_id, row_id, title, body) AS
SELECT (4 << 48) + id, 'letter', customer_id, id, subject,
  body FROM letters;
CREATE VIEW searched_followups (place, kind, customer_id, row_id, title, body) AS
SELECT (5 << 48) + id, 'followup', customer_id, id, what,
  reason FROM followups;
CREATE VIEW searched_checks (place, kind, customer_id, row_id, title, body) AS
SELECT (6 << 48) + id, 'check', customer_id, id, words,
  change_text || ' ' || gained || ' ' || works_well || ' ' || to_improve FROM checks WHERE words || change_text || gained || works_well || to_improve <> '';
CREATE VIEW searched_expectations (place, kind, customer_id, row_id, title, body) AS
SELECT (7 << 48) + id, 'expectation', customer_id, id, text,
  words FROM expectations;
CREATE VIEW searched_evidence (place, kind, customer_id, row_id, title, body) AS
SELECT (8 << 48) + id, 'evidence', customer_id, id, text,
  source || ' ' || tags FROM evidence;
CREATE VIEW searched_problems (place, kind, customer_id, row_id, title, body) AS
SELECT (9 << 48) + id, 'problem', customer_id, id, text,
  resolution || ' ' || customer_said FROM problems;
CREATE VIEW searched_promises (place, kind, customer_id, row_id, title, body) AS
SELECT (10 << 48) + id, 'promise', customer_id, id, text,
  reason FROM promises;
CREATE VIEW searched_facts (place, kind, customer_id, row_id, title, body) AS
SELECT (11 << 48) + id, 'fact', customer_id, id, text,
  said_by FROM facts;
CREATE VIEW searched_sales (place, kind, customer_id, row_id, title, body) AS
SELECT (12 << 48) + id, 'sale', customer_id, id, title,
  number || ' ' || note FROM sales;
CREATE VIEW searched_routes (place, kind, customer_id, row_id, title, body) AS
SELECT (13 << 48) + id, 'route', customer_id, id, value,
  digits || ' ' || label || ' ' || situation FROM routes;
CREATE VIEW searched_people (place, kind, customer_id, row_id, title, body) AS
SELECT (14 << 48) + id, 'person', customer_id, id, name,
  folded || ' ' || role || ' ' || note FROM people;
CREATE VIEW searched_customers (place, kind, customer_id, row_id, title, body) AS
SELECT (15 << 48) + id, 'customer', id, id, name,
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

-- While it holds a row, what is added is put into the index afterwards, all at once (`rows/searched`).
CREATE TABLE search_later (id INTEGER PRIMARY KEY);

DROP TRIGGER addresses_search_add;
DROP TRIGGER addresses_search_change;
DROP TRIGGER addresses_search_drop;
DROP TRIGGER asks_search_add;
DROP TRIGGER asks_search_change;
DROP TRIGGER asks_search_drop;
DROP TRIGGER checks_search_add;
DROP TRIGGER checks_search_change;
DROP TRIGGER checks_search_drop;
DROP TRIGGER customers_search_add;
DROP TRIGGER customers_search_change;
DROP TRIGGER customers_search_drop;
DROP TRIGGER evidence_search_add;
DROP TRIGGER evidence_search_change;
DROP TRIGGER evidence_search_drop;
DROP TRIGGER expectations_search_add;
DROP TRIGGER expectations_search_change;
DROP TRIGGER expectations_search_drop;
DROP TRIGGER facts_search_add;
DROP TRIGGER facts_search_change;
DROP TRIGGER facts_search_drop;
DROP TRIGGER followups_search_add;
DROP TRIGGER followups_search_change;
DROP TRIGGER followups_search_drop;
DROP TRIGGER letters_search_add;
DROP TRIGGER letters_search_change;
DROP TRIGGER letters_search_drop;
DROP TRIGGER origins_search_add;
DROP TRIGGER origins_search_change;
DROP TRIGGER origins_search_drop;
DROP TRIGGER people_search_add;
DROP TRIGGER people_search_change;
DROP TRIGGER people_search_drop;
DROP TRIGGER problems_search_add;
DROP TRIGGER problems_search_change;
DROP TRIGGER problems_search_drop;
DROP TRIGGER promises_search_add;
DROP TRIGGER promises_search_change;
DROP TRIGGER promises_search_drop;
DROP TRIGGER routes_search_add;
DROP TRIGGER routes_search_change;
DROP TRIGGER routes_search_drop;
DROP TRIGGER sales_search_add;
DROP TRIGGER sales_search_change;
DROP TRIGGER sales_search_drop;
DROP TRIGGER touches_search_add;
DROP TRIGGER touches_search_change;
DROP TRIGGER touches_search_drop;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(
    title, body, content = 'searched', content_rowid = 'place', columnsize = 0, detail = none,
    tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched;

CREATE TRIGGER customers_search_add AFTER INSERT ON customers WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_customers WHERE row_id = new.id;
END;
CREATE TRIGGER customers_search_leave BEFORE UPDATE ON customers BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_customers WHERE row_id = old.id;
END;
CREATE TRIGGER customers_search_change AFTER UPDATE ON customers BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_customers WHERE row_id = new.id;
END;
CREATE TRIGGER customers_search_drop BEFORE DELETE ON customers BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_customers WHERE row_id = old.id;
END;

CREATE TRIGGER people_search_add AFTER INSERT ON people WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_people WHERE row_id = new.id;
END;
CREATE TRIGGER people_search_leave BEFORE UPDATE ON people BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_people WHERE row_id = old.id;
END;
CREATE TRIGGER people_search_change AFTER UPDATE ON people BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_people WHERE row_id = new.id;
END;
CREATE TRIGGER people_search_drop BEFORE DELETE ON people BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_people WHERE row_id = old.id;
END;

CREATE TRIGGER routes_search_add AFTER INSERT ON routes WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_routes WHERE row_id = new.id;
END;
CREATE TRIGGER routes_search_leave BEFORE UPDATE ON routes BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_routes WHERE row_id = old.id;
END;
CREATE TRIGGER routes_search_change AFTER UPDATE ON routes BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_routes WHERE row_id = new.id;
END;
CREATE TRIGGER routes_search_drop BEFORE DELETE ON routes BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_routes WHERE row_id = old.id;
END;

CREATE TRIGGER sales_search_add AFTER INSERT ON sales WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_sales WHERE row_id = new.id;
END;
CREATE TRIGGER sales_search_leave BEFORE UPDATE ON sales BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_sales WHERE row_id = old.id;
END;
CREATE TRIGGER sales_search_change AFTER UPDATE ON sales BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_sales WHERE row_id = new.id;
END;
CREATE TRIGGER sales_search_drop BEFORE DELETE ON sales BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_sales WHERE row_id = old.id;
END;

CREATE TRIGGER facts_search_add AFTER INSERT ON facts WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_facts WHERE row_id = new.id;
END;
CREATE TRIGGER facts_search_leave BEFORE UPDATE ON facts BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_facts WHERE row_id = old.id;
END;
CREATE TRIGGER facts_search_change AFTER UPDATE ON facts BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_facts WHERE row_id = new.id;
END;
CREATE TRIGGER facts_search_drop BEFORE DELETE ON facts BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_facts WHERE row_id = old.id;
END;

CREATE TRIGGER promises_search_add AFTER INSERT ON promises WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_promises WHERE row_id = new.id;
END;
CREATE TRIGGER promises_search_leave BEFORE UPDATE ON promises BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_promises WHERE row_id = old.id;
END;
CREATE TRIGGER promises_search_change AFTER UPDATE ON promises BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_promises WHERE row_id = new.id;
END;
CREATE TRIGGER promises_search_drop BEFORE DELETE ON promises BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_promises WHERE row_id = old.id;
END;

CREATE TRIGGER problems_search_add AFTER INSERT ON problems WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_problems WHERE row_id = new.id;
END;
CREATE TRIGGER problems_search_leave BEFORE UPDATE ON problems BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_problems WHERE row_id = old.id;
END;
CREATE TRIGGER problems_search_change AFTER UPDATE ON problems BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_problems WHERE row_id = new.id;
END;
CREATE TRIGGER problems_search_drop BEFORE DELETE ON problems BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_problems WHERE row_id = old.id;
END;

CREATE TRIGGER evidence_search_add AFTER INSERT ON evidence WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_evidence WHERE row_id = new.id;
END;
CREATE TRIGGER evidence_search_leave BEFORE UPDATE ON evidence BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_evidence WHERE row_id = old.id;
END;
CREATE TRIGGER evidence_search_change AFTER UPDATE ON evidence BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_evidence WHERE row_id = new.id;
END;
CREATE TRIGGER evidence_search_drop BEFORE DELETE ON evidence BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_evidence WHERE row_id = old.id;
END;

CREATE TRIGGER expectations_search_add AFTER INSERT ON expectations WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_expectations WHERE row_id = new.id;
END;
CREATE TRIGGER expectations_search_leave BEFORE UPDATE ON expectations BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_expectations WHERE row_id = old.id;
END;
CREATE TRIGGER expectations_search_change AFTER UPDATE ON expectations BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_expectations WHERE row_id = new.id;
END;
CREATE TRIGGER expectations_search_drop BEFORE DELETE ON expectations BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_expectations WHERE row_id = old.id;
END;

CREATE TRIGGER checks_search_add AFTER INSERT ON checks WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_checks WHERE row_id = new.id;
END;
CREATE TRIGGER checks_search_leave BEFORE UPDATE ON checks BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_checks WHERE row_id = old.id;
END;
CREATE TRIGGER checks_search_change AFTER UPDATE ON checks BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_checks WHERE row_id = new.id;
END;
CREATE TRIGGER checks_search_drop BEFORE DELETE ON checks BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_checks WHERE row_id = old.id;
END;

CREATE TRIGGER followups_search_add AFTER INSERT ON followups WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_followups WHERE row_id = new.id;
END;
CREATE TRIGGER followups_search_leave BEFORE UPDATE ON followups BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_followups WHERE row_id = old.id;
END;
CREATE TRIGGER followups_search_change AFTER UPDATE ON followups BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_followups WHERE row_id = new.id;
END;
CREATE TRIGGER followups_search_drop BEFORE DELETE ON followups BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_followups WHERE row_id = old.id;
END;

CREATE TRIGGER letters_search_add AFTER INSERT ON letters WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_letters WHERE row_id = new.id;
END;
CREATE TRIGGER letters_search_leave BEFORE UPDATE ON letters BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_letters WHERE row_id = old.id;
END;
CREATE TRIGGER letters_search_change AFTER UPDATE ON letters BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_letters WHERE row_id = new.id;
END;
CREATE TRIGGER letters_search_drop BEFORE DELETE ON letters BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_letters WHERE row_id = old.id;
END;

CREATE TRIGGER asks_search_add AFTER INSERT ON asks WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_asks WHERE row_id = new.id;
END;
CREATE TRIGGER asks_search_leave BEFORE UPDATE ON asks BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_asks WHERE row_id = old.id;
END;
CREATE TRIGGER asks_search_change AFTER UPDATE ON asks BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_asks WHERE row_id = new.id;
END;
CREATE TRIGGER asks_search_drop BEFORE DELETE ON asks BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_asks WHERE row_id = old.id;
END;

CREATE TRIGGER touches_search_add AFTER INSERT ON touches WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_touches WHERE row_id = new.id;
END;
CREATE TRIGGER touches_search_leave BEFORE UPDATE ON touches BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_touches WHERE row_id = old.id;
END;
CREATE TRIGGER touches_search_change AFTER UPDATE ON touches BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_touches WHERE row_id = new.id;
END;
CREATE TRIGGER touches_search_drop BEFORE DELETE ON touches BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_touches WHERE row_id = old.id;
END;

CREATE TRIGGER addresses_search_add AFTER INSERT ON addresses WHEN NOT EXISTS (SELECT 1 FROM search_later) BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_addresses WHERE row_id = new.id;
END;
CREATE TRIGGER addresses_search_leave BEFORE UPDATE ON addresses BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_addresses WHERE row_id = old.id;
END;
CREATE TRIGGER addresses_search_change AFTER UPDATE ON addresses BEGIN
    INSERT INTO search (rowid, title, body) SELECT place, title, body FROM searched_addresses WHERE row_id = new.id;
END;
CREATE TRIGGER addresses_search_drop BEFORE DELETE ON addresses BEGIN
    INSERT INTO search (search, rowid, title, body) SELECT 'delete', place, title, body FROM searched_addresses WHERE row_id = old.id;
END;

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
