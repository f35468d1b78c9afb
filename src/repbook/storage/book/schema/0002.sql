-- Version 2: what a sale deserves. Clocks and rhythms agreed with a customer, follow-ups that come round, what a
-- letter cites, where a clipping is from, what an ask answers and whom a referral named, and what we told a
-- customer that we can not do (a kind of fact: its table is made anew, as SQLite can't widen a constraint).
ALTER TABLE customers ADD COLUMN answer_hours INTEGER CONSTRAINT answer_hours_range CHECK (answer_hours IS NULL OR answer_hours BETWEEN 1 AND 80);
ALTER TABLE customers ADD COLUMN fix_days INTEGER CONSTRAINT fix_days_range CHECK (fix_days IS NULL OR fix_days BETWEEN 1 AND 60);
ALTER TABLE customers ADD COLUMN follow_consent_on DATE CONSTRAINT follow_consent_on_is_a_day CHECK (follow_consent_on IS NULL OR follow_consent_on IS date(follow_consent_on, '+0 days'));
ALTER TABLE customers ADD COLUMN left_risk INTEGER CONSTRAINT left_risk_range CHECK (left_risk IS NULL OR left_risk BETWEEN 0 AND 100);
ALTER TABLE followups ADD COLUMN every_days INTEGER CONSTRAINT every_days_range CHECK (every_days IS NULL OR every_days BETWEEN 1 AND 3660);
ALTER TABLE letters ADD COLUMN source VARCHAR NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN need_id INTEGER REFERENCES facts (id);
ALTER TABLE asks ADD COLUMN no_need BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE asks ADD COLUMN referred VARCHAR NOT NULL DEFAULT '';

CREATE TABLE citations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    letter_id INTEGER NOT NULL,
    evidence_id INTEGER NOT NULL,
    CONSTRAINT cited_once UNIQUE (letter_id, evidence_id),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(letter_id) REFERENCES letters (id),
    FOREIGN KEY(evidence_id) REFERENCES evidence (id)
);
CREATE INDEX ix_citations_customer_id ON citations (customer_id);
CREATE INDEX ix_citations_evidence_id ON citations (evidence_id);

CREATE TABLE facts_2 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    touch_id INTEGER,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    said_by VARCHAR NOT NULL,
    confidential BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    state_on DATE,
    last_asked_on DATE,
    done_on DATE,
    CONSTRAINT text_length CHECK (length(trim(text)) BETWEEN 1 AND 2000),
    CONSTRAINT kind_known CHECK (kind IN ('important', 'need', 'why us', 'worry', 'vital area', 'preference', 'problem rule', 'personal', 'rival', 'value idea', 'plan', 'area affected', 'works well', 'to improve', 'limit told')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days')),
    CONSTRAINT state_on_is_a_day CHECK (state_on IS NULL OR state_on IS date(state_on, '+0 days')),
    CONSTRAINT last_asked_on_is_a_day CHECK (last_asked_on IS NULL OR last_asked_on IS date(last_asked_on, '+0 days')),
    CONSTRAINT done_on_is_a_day CHECK (done_on IS NULL OR done_on IS date(done_on, '+0 days'))
);
INSERT INTO facts_2 SELECT id, customer_id, person_id, sale_id, touch_id, kind, text, on_day, said_by, confidential, state, state_on, last_asked_on, done_on FROM facts;
-- No id is ever given twice, also not those of facts that were removed.
INSERT INTO sqlite_sequence (name, seq) SELECT 'facts_2', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'facts_2');
UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'facts'), 0)) WHERE name = 'facts_2';
DROP TABLE facts;
ALTER TABLE facts_2 RENAME TO facts;
CREATE INDEX ix_facts_customer_id ON facts (customer_id);
CREATE TRIGGER facts_search_add AFTER INSERT ON facts BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((11 << 48) + new.id, 'fact', new.customer_id, new.id, new.text, new.said_by);
END;
CREATE TRIGGER facts_search_change AFTER UPDATE OF text, said_by, customer_id ON facts BEGIN
    DELETE FROM search WHERE rowid = (11 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((11 << 48) + new.id, 'fact', new.customer_id, new.id, new.text, new.said_by);
END;
CREATE TRIGGER facts_search_drop AFTER DELETE ON facts BEGIN
    DELETE FROM search WHERE rowid = (11 << 48) + old.id;
END;

-- The journal's rows get the new columns too: undo puts a row back only where it is as it was left, in every column.
UPDATE journal SET "before" = json_insert("before", '$.answer_hours', NULL, '$.fix_days', NULL, '$.follow_consent_on', NULL, '$.left_risk', NULL) WHERE table_name = 'customers' AND json_valid("before");
UPDATE journal SET "after" = json_insert("after", '$.answer_hours', NULL, '$.fix_days', NULL, '$.follow_consent_on', NULL, '$.left_risk', NULL) WHERE table_name = 'customers' AND json_valid("after");
UPDATE journal SET "before" = json_insert("before", '$.every_days', NULL) WHERE table_name = 'followups' AND json_valid("before");
UPDATE journal SET "after" = json_insert("after", '$.every_days', NULL) WHERE table_name = 'followups' AND json_valid("after");
UPDATE journal SET "before" = json_insert("before", '$.source', '', '$.need_id', NULL) WHERE table_name = 'letters' AND json_valid("before");
UPDATE journal SET "after" = json_insert("after", '$.source', '', '$.need_id', NULL) WHERE table_name = 'letters' AND json_valid("after");
UPDATE journal SET "before" = json_insert("before", '$.no_need', 0, '$.referred', '') WHERE table_name = 'asks' AND json_valid("before");
UPDATE journal SET "after" = json_insert("after", '$.no_need', 0, '$.referred', '') WHERE table_name = 'asks' AND json_valid("after");

-- A sale that is not history has expectations or says that none are recorded; before this, it could say neither.
UPDATE sales SET no_expectations = 1 WHERE NOT history AND NOT EXISTS (SELECT 1 FROM expectations WHERE customer_id = sales.customer_id);
UPDATE journal SET "before" = json_set("before", '$.no_expectations', 1) WHERE table_name = 'sales' AND json_valid("before") AND row_id IN (SELECT id FROM sales WHERE no_expectations);
UPDATE journal SET "after" = json_set("after", '$.no_expectations', 1) WHERE table_name = 'sales' AND json_valid("after") AND row_id IN (SELECT id FROM sales WHERE no_expectations);
