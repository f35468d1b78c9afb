-- Version 1: the whole book. A schema that has landed is history: later changes are files of their own.

CREATE TABLE customers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    folded VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    state_reason VARCHAR NOT NULL,
    state_on DATE,
    wake_on DATE,
    industry VARCHAR NOT NULL,
    website VARCHAR NOT NULL,
    street VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    postcode VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    goal VARCHAR NOT NULL,
    wish_aim INTEGER,
    wish_limit INTEGER,
    note VARCHAR NOT NULL,
    created_on DATE NOT NULL,
    followed_from VARCHAR NOT NULL,
    CONSTRAINT name_length CHECK (length(trim(name)) BETWEEN 1 AND 200),
    CONSTRAINT tier_known CHECK (tier IN ('A', 'B', 'C', 'D')),
    CONSTRAINT state_known CHECK (state IN ('active', 'dormant', 'lost', 'moved')),
    CONSTRAINT wish_aim_days CHECK (wish_aim IS NULL OR wish_aim BETWEEN 1 AND 3660),
    CONSTRAINT wish_limit_days CHECK (wish_limit IS NULL OR wish_limit >= wish_aim),
    CONSTRAINT state_on_is_a_day CHECK (state_on IS NULL OR state_on IS date(state_on, '+0 days')),
    CONSTRAINT wake_on_is_a_day CHECK (wake_on IS NULL OR wake_on IS date(wake_on, '+0 days')),
    CONSTRAINT created_on_is_a_day CHECK (created_on IS NULL OR created_on IS date(created_on, '+0 days'))
);
CREATE INDEX customers_name ON customers (folded);

CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    form VARCHAR NOT NULL,
    customer_id INTEGER NOT NULL,
    row_id INTEGER NOT NULL,
    content VARCHAR NOT NULL,
    saved_at VARCHAR NOT NULL,
    CONSTRAINT one_a_form UNIQUE (form, customer_id, row_id)
);

CREATE TABLE operations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    op_id VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    undone_step INTEGER NOT NULL,
    CONSTRAINT state_known CHECK (state IN ('done', 'undone', 'gone')),
    CONSTRAINT op_once UNIQUE (op_id)
);

CREATE TABLE reviews (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    week VARCHAR NOT NULL,
    started_on DATE NOT NULL,
    finished_on DATE,
    card VARCHAR NOT NULL,
    verdicts VARCHAR NOT NULL,
    learned VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    CONSTRAINT one_a_week UNIQUE (week),
    CONSTRAINT started_on_is_a_day CHECK (started_on IS NULL OR started_on IS date(started_on, '+0 days')),
    CONSTRAINT finished_on_is_a_day CHECK (finished_on IS NULL OR finished_on IS date(finished_on, '+0 days'))
);

CREATE TABLE standings (
    customer_id INTEGER NOT NULL,
    facts VARCHAR NOT NULL,
    attention_on DATE,
    vulnerable_until DATE,
    last_two_way_on DATE,
    next_due_on DATE,
    first_sale_month_day VARCHAR NOT NULL,
    PRIMARY KEY (customer_id),
    CONSTRAINT attention_on_is_a_day CHECK (attention_on IS NULL OR attention_on IS date(attention_on, '+0 days')),
    CONSTRAINT vulnerable_until_is_a_day CHECK (vulnerable_until IS NULL OR vulnerable_until IS date(vulnerable_until, '+0 days')),
    CONSTRAINT last_two_way_on_is_a_day CHECK (last_two_way_on IS NULL OR last_two_way_on IS date(last_two_way_on, '+0 days')),
    CONSTRAINT next_due_on_is_a_day CHECK (next_due_on IS NULL OR next_due_on IS date(next_due_on, '+0 days'))
);
CREATE INDEX standings_attention ON standings (attention_on);
CREATE INDEX standings_first_sale ON standings (first_sale_month_day);
CREATE INDEX standings_two_way ON standings (last_two_way_on);
CREATE INDEX standings_vulnerable ON standings (vulnerable_until);

CREATE TABLE journal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id INTEGER NOT NULL,
    customer_id INTEGER,
    "before" VARCHAR,
    "after" VARCHAR,
    FOREIGN KEY(operation_id) REFERENCES operations (id)
);
CREATE INDEX ix_journal_operation_id ON journal (operation_id);
CREATE INDEX journal_of_customer ON journal (customer_id, operation_id);

CREATE TABLE origins (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    entity VARCHAR NOT NULL,
    row_id INTEGER NOT NULL,
    program VARCHAR NOT NULL,
    external_id VARCHAR NOT NULL,
    extra VARCHAR NOT NULL,
    seen_on DATE NOT NULL,
    CONSTRAINT known_once UNIQUE (program, entity, external_id),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    CONSTRAINT seen_on_is_a_day CHECK (seen_on IS NULL OR seen_on IS date(seen_on, '+0 days'))
);
CREATE INDEX ix_origins_customer_id ON origins (customer_id);
CREATE INDEX origins_of_row ON origins (entity, row_id);

CREATE TABLE people (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    folded VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    main BOOLEAN NOT NULL,
    since_on DATE,
    left_on DATE,
    newsletter BOOLEAN NOT NULL,
    newsletter_since DATE,
    do_not VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT name_length CHECK (length(trim(name)) BETWEEN 1 AND 200),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    CONSTRAINT since_on_is_a_day CHECK (since_on IS NULL OR since_on IS date(since_on, '+0 days')),
    CONSTRAINT left_on_is_a_day CHECK (left_on IS NULL OR left_on IS date(left_on, '+0 days')),
    CONSTRAINT newsletter_since_is_a_day CHECK (newsletter_since IS NULL OR newsletter_since IS date(newsletter_since, '+0 days'))
);
CREATE INDEX ix_people_customer_id ON people (customer_id);

CREATE TABLE dates (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    kind VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    year INTEGER,
    CONSTRAINT kind_known CHECK (kind IN ('birthday', 'anniversary', 'other')),
    CONSTRAINT day_of_year CHECK (month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE INDEX dates_of_year ON dates (month, day);
CREATE INDEX ix_dates_customer_id ON dates (customer_id);

CREATE TABLE routes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    digits VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    situation VARCHAR NOT NULL,
    CONSTRAINT value_length CHECK (length(trim(value)) BETWEEN 1 AND 500),
    CONSTRAINT kind_known CHECK (kind IN ('phone', 'mobile', 'email', 'fax', 'web', 'other')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE INDEX ix_routes_customer_id ON routes (customer_id);
CREATE INDEX ix_routes_person_id ON routes (person_id);

CREATE TABLE sales (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    title VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    ordered_on DATE NOT NULL,
    promised_on DATE,
    live_on DATE,
    invoice_due_on DATE,
    paid_on DATE,
    settled_on DATE,
    cancel_until DATE,
    cancelled_on DATE,
    next_cycle_on DATE,
    cycle_days INTEGER,
    amount INTEGER,
    currency VARCHAR NOT NULL,
    under_pressure BOOLEAN NOT NULL,
    no_expectations BOOLEAN NOT NULL,
    history BOOLEAN NOT NULL,
    agenda VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    CONSTRAINT title_length CHECK (length(trim(title)) BETWEEN 1 AND 300),
    CONSTRAINT kind_known CHECK (kind IN ('one-off', 'catalogue', 'recurring')),
    CONSTRAINT amount_cents CHECK (amount IS NULL OR typeof(amount) = 'integer'),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT ordered_on_is_a_day CHECK (ordered_on IS NULL OR ordered_on IS date(ordered_on, '+0 days')),
    CONSTRAINT promised_on_is_a_day CHECK (promised_on IS NULL OR promised_on IS date(promised_on, '+0 days')),
    CONSTRAINT live_on_is_a_day CHECK (live_on IS NULL OR live_on IS date(live_on, '+0 days')),
    CONSTRAINT invoice_due_on_is_a_day CHECK (invoice_due_on IS NULL OR invoice_due_on IS date(invoice_due_on, '+0 days')),
    CONSTRAINT paid_on_is_a_day CHECK (paid_on IS NULL OR paid_on IS date(paid_on, '+0 days')),
    CONSTRAINT settled_on_is_a_day CHECK (settled_on IS NULL OR settled_on IS date(settled_on, '+0 days')),
    CONSTRAINT cancel_until_is_a_day CHECK (cancel_until IS NULL OR cancel_until IS date(cancel_until, '+0 days')),
    CONSTRAINT cancelled_on_is_a_day CHECK (cancelled_on IS NULL OR cancelled_on IS date(cancelled_on, '+0 days')),
    CONSTRAINT next_cycle_on_is_a_day CHECK (next_cycle_on IS NULL OR next_cycle_on IS date(next_cycle_on, '+0 days'))
);
CREATE INDEX ix_sales_customer_id ON sales (customer_id);

CREATE TABLE expectations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    text VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    due_on DATE,
    state VARCHAR NOT NULL,
    asked_on DATE,
    words VARCHAR NOT NULL,
    CONSTRAINT text_length CHECK (length(trim(text)) BETWEEN 1 AND 1000),
    CONSTRAINT state_known CHECK (state IN ('not asked', 'met', 'partly', 'unmet')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days')),
    CONSTRAINT due_on_is_a_day CHECK (due_on IS NULL OR due_on IS date(due_on, '+0 days')),
    CONSTRAINT asked_on_is_a_day CHECK (asked_on IS NULL OR asked_on IS date(asked_on, '+0 days'))
);
CREATE INDEX ix_expectations_customer_id ON expectations (customer_id);

CREATE TABLE touches (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    on_day DATE NOT NULL,
    at VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    reach VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    incoming BOOLEAN NOT NULL,
    minutes INTEGER,
    note VARCHAR NOT NULL,
    CONSTRAINT kind_known CHECK (kind IN ('call', 'visit', 'email', 'message', 'letter', 'note', 'training', 'survey', 'newsletter')),
    CONSTRAINT reach_known CHECK (reach IN ('two-way', 'one-way', 'no answer')),
    CONSTRAINT topic_known CHECK (topic IN ('business', 'personal', 'both')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days'))
);
CREATE INDEX touches_of_customer ON touches (customer_id, on_day, id);

CREATE TABLE checks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    touch_id INTEGER,
    on_day DATE NOT NULL,
    score INTEGER NOT NULL,
    words VARCHAR NOT NULL,
    change_text VARCHAR NOT NULL,
    became VARCHAR NOT NULL,
    quality_ok BOOLEAN,
    delivery_ok BOOLEAN,
    price_ok BOOLEAN,
    gained VARCHAR NOT NULL,
    works_well VARCHAR NOT NULL,
    to_improve VARCHAR NOT NULL,
    CONSTRAINT score_range CHECK (score BETWEEN -2 AND 2),
    CONSTRAINT change_answered CHECK (became IN ('', 'promise', 'problem', 'noted') AND (change_text = '') = (became = '')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days'))
);
CREATE INDEX ix_checks_customer_id ON checks (customer_id);

CREATE TABLE facts (
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
    CONSTRAINT kind_known CHECK (kind IN ('important', 'need', 'why us', 'worry', 'vital area', 'preference', 'problem rule', 'personal', 'rival', 'value idea', 'plan', 'area affected', 'works well', 'to improve')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days')),
    CONSTRAINT state_on_is_a_day CHECK (state_on IS NULL OR state_on IS date(state_on, '+0 days')),
    CONSTRAINT last_asked_on_is_a_day CHECK (last_asked_on IS NULL OR last_asked_on IS date(last_asked_on, '+0 days')),
    CONSTRAINT done_on_is_a_day CHECK (done_on IS NULL OR done_on IS date(done_on, '+0 days'))
);
CREATE INDEX ix_facts_customer_id ON facts (customer_id);

CREATE TABLE letters (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    touch_id INTEGER,
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    by_hand BOOLEAN NOT NULL,
    made_on DATE NOT NULL,
    posted_on DATE,
    CONSTRAINT kind_known CHECK (kind IN ('thank-you', 'note after a call', 'agenda', 'reassurance', 'evidence', 'compliment', 'announcement', 'thirty-day', 'a year with us', 'referral thanks')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    CONSTRAINT made_on_is_a_day CHECK (made_on IS NULL OR made_on IS date(made_on, '+0 days')),
    CONSTRAINT posted_on_is_a_day CHECK (posted_on IS NULL OR posted_on IS date(posted_on, '+0 days'))
);
CREATE INDEX ix_letters_customer_id ON letters (customer_id);

CREATE TABLE problems (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    touch_id INTEGER,
    text VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    arose_on DATE,
    known_on DATE NOT NULL,
    known_at VARCHAR NOT NULL,
    acknowledged_at VARCHAR,
    planned_at VARCHAR,
    "plan" VARCHAR NOT NULL,
    fix_by DATE,
    solved_on DATE,
    resolution_kind VARCHAR NOT NULL,
    resolution VARCHAR NOT NULL,
    confirmed_on DATE,
    customer_said VARCHAR NOT NULL,
    recheck_on DATE,
    rechecked_on DATE,
    cause VARCHAR NOT NULL,
    CONSTRAINT text_length CHECK (length(trim(text)) BETWEEN 1 AND 1000),
    CONSTRAINT severity_known CHECK (severity IN ('trivial', 'minor', 'moderate', 'major')),
    CONSTRAINT resolution_known CHECK (resolution_kind IN ('', 'fix', 'compromise', 'credit')),
    CONSTRAINT confirmed_in_words CHECK (confirmed_on IS NULL OR length(trim(customer_said)) > 0),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    CONSTRAINT arose_on_is_a_day CHECK (arose_on IS NULL OR arose_on IS date(arose_on, '+0 days')),
    CONSTRAINT known_on_is_a_day CHECK (known_on IS NULL OR known_on IS date(known_on, '+0 days')),
    CONSTRAINT fix_by_is_a_day CHECK (fix_by IS NULL OR fix_by IS date(fix_by, '+0 days')),
    CONSTRAINT solved_on_is_a_day CHECK (solved_on IS NULL OR solved_on IS date(solved_on, '+0 days')),
    CONSTRAINT confirmed_on_is_a_day CHECK (confirmed_on IS NULL OR confirmed_on IS date(confirmed_on, '+0 days')),
    CONSTRAINT recheck_on_is_a_day CHECK (recheck_on IS NULL OR recheck_on IS date(recheck_on, '+0 days')),
    CONSTRAINT rechecked_on_is_a_day CHECK (rechecked_on IS NULL OR rechecked_on IS date(rechecked_on, '+0 days'))
);
CREATE INDEX ix_problems_customer_id ON problems (customer_id);

CREATE TABLE asks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    need_id INTEGER,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    asked_on DATE NOT NULL,
    answer VARCHAR NOT NULL,
    answered_on DATE,
    outcome VARCHAR NOT NULL,
    thanked_on DATE,
    override_reason VARCHAR NOT NULL,
    CONSTRAINT text_length CHECK (length(trim(text)) BETWEEN 1 AND 1000),
    CONSTRAINT kind_known CHECK (kind IN ('opportunity', 'referral', 'testimonial')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(need_id) REFERENCES facts (id),
    CONSTRAINT asked_on_is_a_day CHECK (asked_on IS NULL OR asked_on IS date(asked_on, '+0 days')),
    CONSTRAINT answered_on_is_a_day CHECK (answered_on IS NULL OR answered_on IS date(answered_on, '+0 days')),
    CONSTRAINT thanked_on_is_a_day CHECK (thanked_on IS NULL OR thanked_on IS date(thanked_on, '+0 days'))
);
CREATE INDEX ix_asks_customer_id ON asks (customer_id);

CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    touch_id INTEGER,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    amount VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    tags VARCHAR NOT NULL,
    permission_on DATE,
    told_on DATE,
    told_by VARCHAR NOT NULL,
    letter_id INTEGER,
    CONSTRAINT text_length CHECK (length(trim(text)) BETWEEN 1 AND 2000),
    CONSTRAINT kind_known CHECK (kind IN ('success', 'gain', 'testimonial')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    FOREIGN KEY(letter_id) REFERENCES letters (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days')),
    CONSTRAINT permission_on_is_a_day CHECK (permission_on IS NULL OR permission_on IS date(permission_on, '+0 days')),
    CONSTRAINT told_on_is_a_day CHECK (told_on IS NULL OR told_on IS date(told_on, '+0 days'))
);
CREATE INDEX ix_evidence_customer_id ON evidence (customer_id);

CREATE TABLE promises (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    touch_id INTEGER,
    problem_id INTEGER,
    text VARCHAR NOT NULL,
    made_on DATE NOT NULL,
    due_on DATE NOT NULL,
    state VARCHAR NOT NULL,
    closed_on DATE,
    reason VARCHAR NOT NULL,
    theirs BOOLEAN NOT NULL,
    CONSTRAINT text_length CHECK (length(trim(text)) BETWEEN 1 AND 1000),
    CONSTRAINT state_known CHECK (state IN ('open', 'kept', 'late', 'renegotiated', 'released', 'broken')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    FOREIGN KEY(problem_id) REFERENCES problems (id),
    CONSTRAINT made_on_is_a_day CHECK (made_on IS NULL OR made_on IS date(made_on, '+0 days')),
    CONSTRAINT due_on_is_a_day CHECK (due_on IS NULL OR due_on IS date(due_on, '+0 days')),
    CONSTRAINT closed_on_is_a_day CHECK (closed_on IS NULL OR closed_on IS date(closed_on, '+0 days'))
);
CREATE INDEX ix_promises_customer_id ON promises (customer_id);

CREATE TABLE followups (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    sale_id INTEGER,
    due_on DATE NOT NULL,
    at VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    done_on DATE,
    touch_id INTEGER,
    promise_id INTEGER,
    problem_id INTEGER,
    step VARCHAR NOT NULL,
    anchor VARCHAR NOT NULL,
    "offset" INTEGER,
    unit VARCHAR NOT NULL,
    delegated_to VARCHAR NOT NULL,
    snoozes INTEGER NOT NULL,
    CONSTRAINT what_length CHECK (length(trim(what)) BETWEEN 1 AND 500),
    CONSTRAINT kind_known CHECK (kind IN ('call', 'visit', 'check', 'letter', 'thanks', 'reassure', 'evidence', 'training', 'facts', 'catch up', 'task')),
    CONSTRAINT source_known CHECK (source IN ('rep', 'agenda', 'rhythm', 'promise', 'problem', 'expectation', 'letter', 'import')),
    CONSTRAINT state_known CHECK (state IN ('open', 'done', 'dropped')),
    CONSTRAINT anchor_known CHECK (anchor IN ('order', 'live', '')),
    CONSTRAINT unit_known CHECK (unit IN ('', 'd', 'bd')),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(sale_id) REFERENCES sales (id),
    FOREIGN KEY(touch_id) REFERENCES touches (id),
    FOREIGN KEY(promise_id) REFERENCES promises (id),
    FOREIGN KEY(problem_id) REFERENCES problems (id),
    CONSTRAINT due_on_is_a_day CHECK (due_on IS NULL OR due_on IS date(due_on, '+0 days')),
    CONSTRAINT done_on_is_a_day CHECK (done_on IS NULL OR done_on IS date(done_on, '+0 days'))
);
CREATE INDEX followups_due ON followups (state, due_on);
CREATE INDEX ix_followups_customer_id ON followups (customer_id);
CREATE INDEX ix_followups_sale_id ON followups (sale_id);

-- Full-text search. The row id of an entry is its kind and its row's id, so that customers come first and
-- newer notes before older ones when read backwards.
CREATE VIRTUAL TABLE search USING fts5(
    kind UNINDEXED, customer_id UNINDEXED, row_id UNINDEXED, title, body,
    tokenize = "unicode61 remove_diacritics 2"
);

CREATE TRIGGER customers_search_add AFTER INSERT ON customers BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((15 << 48) + new.id, 'customer', new.id, new.id, new.name, new.folded || ' ' || new.city || ' ' || new.industry || ' ' || new.note);
END;
CREATE TRIGGER customers_search_change AFTER UPDATE OF name, folded, city, industry, note ON customers BEGIN
    DELETE FROM search WHERE rowid = (15 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((15 << 48) + new.id, 'customer', new.id, new.id, new.name, new.folded || ' ' || new.city || ' ' || new.industry || ' ' || new.note);
END;
CREATE TRIGGER customers_search_drop AFTER DELETE ON customers BEGIN
    DELETE FROM search WHERE rowid = (15 << 48) + old.id;
END;

CREATE TRIGGER people_search_add AFTER INSERT ON people BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((14 << 48) + new.id, 'person', new.customer_id, new.id, new.name, new.folded || ' ' || new.role || ' ' || new.note);
END;
CREATE TRIGGER people_search_change AFTER UPDATE OF name, folded, role, note, customer_id ON people BEGIN
    DELETE FROM search WHERE rowid = (14 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((14 << 48) + new.id, 'person', new.customer_id, new.id, new.name, new.folded || ' ' || new.role || ' ' || new.note);
END;
CREATE TRIGGER people_search_drop AFTER DELETE ON people BEGIN
    DELETE FROM search WHERE rowid = (14 << 48) + old.id;
END;

CREATE TRIGGER routes_search_add AFTER INSERT ON routes BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((13 << 48) + new.id, 'route', new.customer_id, new.id, new.value, new.digits || ' ' || new.label || ' ' || new.situation);
END;
CREATE TRIGGER routes_search_change AFTER UPDATE OF value, digits, label, situation, customer_id ON routes BEGIN
    DELETE FROM search WHERE rowid = (13 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((13 << 48) + new.id, 'route', new.customer_id, new.id, new.value, new.digits || ' ' || new.label || ' ' || new.situation);
END;
CREATE TRIGGER routes_search_drop AFTER DELETE ON routes BEGIN
    DELETE FROM search WHERE rowid = (13 << 48) + old.id;
END;

CREATE TRIGGER sales_search_add AFTER INSERT ON sales BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((12 << 48) + new.id, 'sale', new.customer_id, new.id, new.title, new.number || ' ' || new.note);
END;
CREATE TRIGGER sales_search_change AFTER UPDATE OF title, number, note, customer_id ON sales BEGIN
    DELETE FROM search WHERE rowid = (12 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((12 << 48) + new.id, 'sale', new.customer_id, new.id, new.title, new.number || ' ' || new.note);
END;
CREATE TRIGGER sales_search_drop AFTER DELETE ON sales BEGIN
    DELETE FROM search WHERE rowid = (12 << 48) + old.id;
END;

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

CREATE TRIGGER promises_search_add AFTER INSERT ON promises BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((10 << 48) + new.id, 'promise', new.customer_id, new.id, new.text, new.reason);
END;
CREATE TRIGGER promises_search_change AFTER UPDATE OF text, reason, customer_id ON promises BEGIN
    DELETE FROM search WHERE rowid = (10 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((10 << 48) + new.id, 'promise', new.customer_id, new.id, new.text, new.reason);
END;
CREATE TRIGGER promises_search_drop AFTER DELETE ON promises BEGIN
    DELETE FROM search WHERE rowid = (10 << 48) + old.id;
END;

CREATE TRIGGER problems_search_add AFTER INSERT ON problems BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((9 << 48) + new.id, 'problem', new.customer_id, new.id, new.text, new.resolution || ' ' || new.customer_said);
END;
CREATE TRIGGER problems_search_change AFTER UPDATE OF text, resolution, customer_said, customer_id ON problems BEGIN
    DELETE FROM search WHERE rowid = (9 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((9 << 48) + new.id, 'problem', new.customer_id, new.id, new.text, new.resolution || ' ' || new.customer_said);
END;
CREATE TRIGGER problems_search_drop AFTER DELETE ON problems BEGIN
    DELETE FROM search WHERE rowid = (9 << 48) + old.id;
END;

CREATE TRIGGER evidence_search_add AFTER INSERT ON evidence BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((8 << 48) + new.id, 'evidence', new.customer_id, new.id, new.text, new.source || ' ' || new.tags);
END;
CREATE TRIGGER evidence_search_change AFTER UPDATE OF text, source, tags, customer_id ON evidence BEGIN
    DELETE FROM search WHERE rowid = (8 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((8 << 48) + new.id, 'evidence', new.customer_id, new.id, new.text, new.source || ' ' || new.tags);
END;
CREATE TRIGGER evidence_search_drop AFTER DELETE ON evidence BEGIN
    DELETE FROM search WHERE rowid = (8 << 48) + old.id;
END;

CREATE TRIGGER expectations_search_add AFTER INSERT ON expectations BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((7 << 48) + new.id, 'expectation', new.customer_id, new.id, new.text, new.words);
END;
CREATE TRIGGER expectations_search_change AFTER UPDATE OF text, words, customer_id ON expectations BEGIN
    DELETE FROM search WHERE rowid = (7 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((7 << 48) + new.id, 'expectation', new.customer_id, new.id, new.text, new.words);
END;
CREATE TRIGGER expectations_search_drop AFTER DELETE ON expectations BEGIN
    DELETE FROM search WHERE rowid = (7 << 48) + old.id;
END;

CREATE TRIGGER checks_search_add AFTER INSERT ON checks
WHEN new.words || new.change_text || new.gained || new.works_well || new.to_improve <> '' BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((6 << 48) + new.id, 'check', new.customer_id, new.id, new.words, new.change_text || ' ' || new.gained || ' ' || new.works_well || ' ' || new.to_improve);
END;
CREATE TRIGGER checks_search_change AFTER UPDATE OF words, change_text, gained, works_well, to_improve, customer_id ON checks BEGIN
    DELETE FROM search WHERE rowid = (6 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((6 << 48) + new.id, 'check', new.customer_id, new.id, new.words, new.change_text || ' ' || new.gained || ' ' || new.works_well || ' ' || new.to_improve);
END;
CREATE TRIGGER checks_search_drop AFTER DELETE ON checks BEGIN
    DELETE FROM search WHERE rowid = (6 << 48) + old.id;
END;

CREATE TRIGGER followups_search_add AFTER INSERT ON followups BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((5 << 48) + new.id, 'followup', new.customer_id, new.id, new.what, new.reason);
END;
CREATE TRIGGER followups_search_change AFTER UPDATE OF what, reason, customer_id ON followups BEGIN
    DELETE FROM search WHERE rowid = (5 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((5 << 48) + new.id, 'followup', new.customer_id, new.id, new.what, new.reason);
END;
CREATE TRIGGER followups_search_drop AFTER DELETE ON followups BEGIN
    DELETE FROM search WHERE rowid = (5 << 48) + old.id;
END;

CREATE TRIGGER letters_search_add AFTER INSERT ON letters BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((4 << 48) + new.id, 'letter', new.customer_id, new.id, new.subject, new.body);
END;
CREATE TRIGGER letters_search_change AFTER UPDATE OF subject, body, customer_id ON letters BEGIN
    DELETE FROM search WHERE rowid = (4 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((4 << 48) + new.id, 'letter', new.customer_id, new.id, new.subject, new.body);
END;
CREATE TRIGGER letters_search_drop AFTER DELETE ON letters BEGIN
    DELETE FROM search WHERE rowid = (4 << 48) + old.id;
END;

CREATE TRIGGER asks_search_add AFTER INSERT ON asks BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((3 << 48) + new.id, 'ask', new.customer_id, new.id, new.text, new.answer || ' ' || new.outcome);
END;
CREATE TRIGGER asks_search_change AFTER UPDATE OF text, answer, outcome, customer_id ON asks BEGIN
    DELETE FROM search WHERE rowid = (3 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((3 << 48) + new.id, 'ask', new.customer_id, new.id, new.text, new.answer || ' ' || new.outcome);
END;
CREATE TRIGGER asks_search_drop AFTER DELETE ON asks BEGIN
    DELETE FROM search WHERE rowid = (3 << 48) + old.id;
END;

CREATE TRIGGER touches_search_add AFTER INSERT ON touches
WHEN new.note <> '' BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((2 << 48) + new.id, 'touch', new.customer_id, new.id, new.note, '');
END;
CREATE TRIGGER touches_search_change AFTER UPDATE OF note, customer_id ON touches BEGIN
    DELETE FROM search WHERE rowid = (2 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    SELECT (2 << 48) + new.id, 'touch', new.customer_id, new.id, new.note, '' WHERE new.note <> '';
END;
CREATE TRIGGER touches_search_drop AFTER DELETE ON touches BEGIN
    DELETE FROM search WHERE rowid = (2 << 48) + old.id;
END;
