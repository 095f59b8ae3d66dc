-- SPDX-License-Identifier: EUPL-1.2
-- The ledger: entries are appended and never updated, but that a body may be erased by law.
CREATE TABLE entry (
    seq      BIGINT   PRIMARY KEY,
    envelope BYTEA    NOT NULL,
    salt     BYTEA,
    body     BYTEA,
    state    SMALLINT NOT NULL CHECK (state IN (0, 1, 2)),
    CHECK ((state = 2) = (body IS NULL) AND (state = 2) = (salt IS NULL))
);

-- One row: how many entries there are, the signed checkpoint that says so, and how many bodies
-- were erased: what was shown before an erasure must not be shown again.
CREATE TABLE head (
    id         SMALLINT PRIMARY KEY CHECK (id = 0),
    size       BIGINT   NOT NULL,
    erasures   BIGINT   NOT NULL,
    checkpoint BYTEA    NOT NULL
);

INSERT INTO head (id, size, erasures, checkpoint) VALUES (0, 0, 0, '');
