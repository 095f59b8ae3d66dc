-- SPDX-License-Identifier: EUPL-1.2
-- Private things that change: accounts, sessions, drafts. The values are encrypted before they come
-- here. Times are seconds since 1970.
CREATE TABLE document (
    kind       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    value      BLOB    NOT NULL,
    revision   INTEGER NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (kind, id)
) STRICT;

CREATE INDEX document_owner ON document (kind, owner);
CREATE INDEX document_expiry ON document (expires_at) WHERE expires_at IS NOT NULL;
