-- Version 5: forgotten means forgotten. A step about somebody who was erased says so; who was erased is kept as marks that
-- name nobody, so that a later import or an older backup brings none of them back; and where files went that left the book.
ALTER TABLE operations ADD COLUMN erased_on DATE CONSTRAINT erased_on_is_a_day CHECK (erased_on IS NULL OR erased_on IS date(erased_on, '+0 days'));

CREATE TABLE forgotten (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    mark VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    salt VARCHAR NOT NULL,
    told VARCHAR NOT NULL,
    CONSTRAINT forgotten_once UNIQUE (mark),
    CONSTRAINT kind_known CHECK (kind IN ('customer', 'person')),
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days'))
);

CREATE TABLE sent_out (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    on_day DATE NOT NULL,
    kind VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    customer_id INTEGER,
    CONSTRAINT on_day_is_a_day CHECK (on_day IS NULL OR on_day IS date(on_day, '+0 days'))
);
