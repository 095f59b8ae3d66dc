-- SPDX-License-Identifier: EUPL-1.2
-- What an organisation signed of an entry, as the envelope names it by its hash. It stays when the body is
-- erased.
ALTER TABLE entry ADD COLUMN signature BYTEA;
