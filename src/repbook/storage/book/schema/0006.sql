-- Version 6: a customer's place on a day is kept, with the minutes between which it holds: from `since` up to `until`, both
-- with it, counted from the first day there is. It follows from the facts and the rules, so it is a cache: not journalled,
-- not exported, reckoned anew where it no longer holds. Numbers that grow by the day have their rise beside them.
CREATE TABLE places (
    customer_id INTEGER NOT NULL,
    rules INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    active BOOLEAN NOT NULL,
    phase VARCHAR NOT NULL,
    phase_note VARCHAR NOT NULL,
    score INTEGER NOT NULL,
    band VARCHAR NOT NULL,
    known BOOLEAN NOT NULL,
    debt FLOAT NOT NULL,
    debt_rise FLOAT NOT NULL,
    before FLOAT NOT NULL,
    before_rise FLOAT NOT NULL,
    overdue BOOLEAN NOT NULL,
    red BOOLEAN NOT NULL,
    day INTEGER NOT NULL,
    day_rise INTEGER NOT NULL,
    proposed INTEGER NOT NULL,
    next_on VARCHAR,
    due INTEGER NOT NULL,
    broken INTEGER NOT NULL,
    row_at INTEGER,
    row_group INTEGER,
    row_weight FLOAT,
    row_rise FLOAT,
    row_red BOOLEAN,
    calm_at INTEGER,
    calm_group INTEGER,
    calm_weight FLOAT,
    calm_rise FLOAT,
    timed BOOLEAN NOT NULL,
    said VARCHAR NOT NULL,
    PRIMARY KEY (customer_id)
);
CREATE INDEX places_hold ON places (until, since, rules, kept);

-- Whoever's facts change has no place until it is reckoned anew; nothing that was said of them stays.
CREATE TRIGGER standings_place_add AFTER INSERT ON standings BEGIN
    INSERT OR REPLACE INTO places VALUES (new.customer_id, 0, 0, -1, 0, '', 0, '', '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '');
END;
CREATE TRIGGER standings_place_change AFTER UPDATE ON standings BEGIN
    INSERT OR REPLACE INTO places VALUES (new.customer_id, 0, 0, -1, 0, '', 0, '', '', 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '');
END;
CREATE TRIGGER standings_place_drop AFTER DELETE ON standings BEGIN
    DELETE FROM places WHERE customer_id = old.customer_id;
END;
CREATE TRIGGER customers_place_change AFTER UPDATE OF name, tier, state, industry, created_on, wake_on, wish_aim, wish_limit, answer_hours, fix_days ON customers BEGIN
    UPDATE places SET until = -1 WHERE customer_id = new.id;
END;
