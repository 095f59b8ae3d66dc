-- SPDX-License-Identifier: EUPL-1.2
-- The ledger: entries are appended and never updated, but that a body may be erased by law.
CREATE TABLE entry (
    seq      INTEGER PRIMARY KEY,
    envelope BLOB    NOT NULL,
    salt     BLOB,
    body     BLOB,
    state    INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
    CHECK ((state = 2) = (body IS NULL) AND (state = 2) = (salt IS NULL))
) STRICT;

-- One row: how many entries there are, and the signed checkpoint that says so.
CREATE TABLE head (
    id         INTEGER PRIMARY KEY CHECK (id = 0),
    size       INTEGER NOT NULL,
    checkpoint BLOB    NOT NULL
) STRICT;

INSERT INTO head (id, size, checkpoint) VALUES (0, 0, x'');
