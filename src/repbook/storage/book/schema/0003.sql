-- Version 3: files in and out. Addresses of people and further ones of customers, the parts of a name, photos as they
-- came, what a file said last time (so that what changed can be told from what the rep wrote), the columns of a table
-- as the rep mapped them, and who was told apart. What was kept of a file is searched, and a customer's whole address.
ALTER TABLE origins ADD COLUMN said VARCHAR NOT NULL DEFAULT '{}';
ALTER TABLE people ADD COLUMN name_prefix VARCHAR NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN given_name VARCHAR NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN middle_name VARCHAR NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN family_name VARCHAR NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN name_suffix VARCHAR NOT NULL DEFAULT '';

CREATE TABLE addresses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    label VARCHAR NOT NULL,
    street VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    postcode VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    CONSTRAINT address_not_empty CHECK (length(trim(street || city || region || postcode || country)) > 0),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE INDEX ix_addresses_customer_id ON addresses (customer_id);
CREATE INDEX ix_addresses_person_id ON addresses (person_id);

CREATE TABLE photos (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    head VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT value_length CHECK (length(value) BETWEEN 1 AND 4000000),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id)
);
CREATE INDEX ix_photos_customer_id ON photos (customer_id);
CREATE INDEX ix_photos_person_id ON photos (person_id);

CREATE TABLE apart (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    other_id INTEGER NOT NULL,
    other_person_id INTEGER,
    on_day DATE NOT NULL,
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    FOREIGN KEY(other_id) REFERENCES customers (id),
    FOREIGN KEY(other_person_id) REFERENCES people (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days'))
);
CREATE INDEX ix_apart_customer_id ON apart (customer_id);
CREATE INDEX ix_apart_other_id ON apart (other_id);

CREATE TABLE mappings (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    headings VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    fields VARCHAR NOT NULL,
    used_on DATE NOT NULL,
    CONSTRAINT headings_once UNIQUE (headings),
    CONSTRAINT used_on_is_a_day CHECK (used_on IS NULL OR used_on IS date(used_on, '+0 days'))
);

DROP TRIGGER customers_search_add;
DROP TRIGGER customers_search_change;
DROP TRIGGER customers_search_drop;

CREATE TRIGGER customers_search_add AFTER INSERT ON customers BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((15 << 48) + new.id, 'customer', new.id, new.id, new.name, new.folded || ' ' || new.city || ' ' || new.industry || ' ' || new.note || ' ' || new.street || ' ' || new.postcode || ' ' || new.region || ' ' || new.country || ' ' || new.website);
END;
CREATE TRIGGER customers_search_change AFTER UPDATE OF name, folded, city, industry, note, street, postcode, region, country, website ON customers BEGIN
    DELETE FROM search WHERE rowid = (15 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((15 << 48) + new.id, 'customer', new.id, new.id, new.name, new.folded || ' ' || new.city || ' ' || new.industry || ' ' || new.note || ' ' || new.street || ' ' || new.postcode || ' ' || new.region || ' ' || new.country || ' ' || new.website);
END;
CREATE TRIGGER customers_search_drop AFTER DELETE ON customers BEGIN
    DELETE FROM search WHERE rowid = (15 << 48) + old.id;
END;

CREATE TRIGGER addresses_search_add AFTER INSERT ON addresses BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((1 << 48) + new.id, 'address', new.customer_id, new.id, new.street || ' ' || new.postcode || ' ' || new.city, new.region || ' ' || new.country || ' ' || new.label);
END;
CREATE TRIGGER addresses_search_change AFTER UPDATE OF street, city, region, postcode, country, label, customer_id ON addresses BEGIN
    DELETE FROM search WHERE rowid = (1 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((1 << 48) + new.id, 'address', new.customer_id, new.id, new.street || ' ' || new.postcode || ' ' || new.city, new.region || ' ' || new.country || ' ' || new.label);
END;
CREATE TRIGGER addresses_search_drop AFTER DELETE ON addresses BEGIN
    DELETE FROM search WHERE rowid = (1 << 48) + old.id;
END;

-- The columns of a file that nobody mapped, as one entry.
CREATE TRIGGER origins_search_add AFTER INSERT ON origins WHEN new.extra <> '{}' AND json_valid(new.extra) BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((0 << 48) + new.id, 'origin', new.customer_id, new.id, (SELECT coalesce(group_concat(key || ': ' || value, ' · '), '') FROM json_each(new.extra)), '');
END;
CREATE TRIGGER origins_search_change AFTER UPDATE OF extra, customer_id ON origins BEGIN
    DELETE FROM search WHERE rowid = (0 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    SELECT (0 << 48) + new.id, 'origin', new.customer_id, new.id, (SELECT coalesce(group_concat(key || ': ' || value, ' · '), '') FROM json_each(new.extra)), '' WHERE new.extra <> '{}' AND json_valid(new.extra);
END;
CREATE TRIGGER origins_search_drop AFTER DELETE ON origins BEGIN
    DELETE FROM search WHERE rowid = (0 << 48) + old.id;
END;

DELETE FROM search WHERE kind = 'customer';
INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
SELECT (15 << 48) + new.id, 'customer', new.id, new.id, new.name, new.folded || ' ' || new.city || ' ' || new.industry || ' ' || new.note || ' ' || new.street || ' ' || new.postcode || ' ' || new.region || ' ' || new.country || ' ' || new.website FROM customers AS new;
INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
SELECT new.id, 'origin', new.customer_id, new.id, (SELECT coalesce(group_concat(key || ': ' || value, ' · '), '') FROM json_each(new.extra)), '' FROM origins AS new WHERE new.extra <> '{}' AND json_valid(new.extra);

-- The journal's rows get the new columns too: undo puts a row back only where it is as it was left, in every column.
UPDATE journal SET "before" = json_insert("before", '$.said', '{}') WHERE table_name = 'origins' AND json_valid("before");
UPDATE journal SET "after" = json_insert("after", '$.said', '{}') WHERE table_name = 'origins' AND json_valid("after");
UPDATE journal SET "before" = json_insert("before", '$.name_prefix', '', '$.given_name', '', '$.middle_name', '', '$.family_name', '', '$.name_suffix', '') WHERE table_name = 'people' AND json_valid("before");
UPDATE journal SET "after" = json_insert("after", '$.name_prefix', '', '$.given_name', '', '$.middle_name', '', '$.family_name', '', '$.name_suffix', '') WHERE table_name = 'people' AND json_valid("after");
