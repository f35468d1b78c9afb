-- Version 3: gifts. What was given to a customer, for whom, when, and since when they have thanked for it.
CREATE TABLE gifts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    person_id INTEGER,
    text VARCHAR NOT NULL,
    whom VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    thanked_on DATE,
    CONSTRAINT text_length CHECK (length(trim(text)) BETWEEN 1 AND 500),
    FOREIGN KEY(customer_id) REFERENCES customers (id),
    FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days')),
    CONSTRAINT thanked_on_is_a_day CHECK (thanked_on IS NULL OR thanked_on IS date(thanked_on, '+0 days'))
);
CREATE INDEX ix_gifts_customer_id ON gifts (customer_id);

CREATE TRIGGER gifts_search_add AFTER INSERT ON gifts BEGIN
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((1 << 48) + new.id, 'gift', new.customer_id, new.id, new.text, new.whom);
END;
CREATE TRIGGER gifts_search_change AFTER UPDATE OF text, whom, customer_id ON gifts BEGIN
    DELETE FROM search WHERE rowid = (1 << 48) + old.id;
    INSERT INTO search (rowid, kind, customer_id, row_id, title, body)
    VALUES ((1 << 48) + new.id, 'gift', new.customer_id, new.id, new.text, new.whom);
END;
CREATE TRIGGER gifts_search_drop AFTER DELETE ON gifts BEGIN
    DELETE FROM search WHERE rowid = (1 << 48) + old.id;
END;
