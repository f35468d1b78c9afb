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
