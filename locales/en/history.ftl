# SPDX-License-Identifier: EUPL-1.2
# The history of the register.

history-title = History
history-description = All entries of the register, newest first.
history-lead = Every statement is an entry. Entries are added and never changed; a correction is a new entry.
history-caption = Entries, newest first
history-newest = What changed last
history-filter = Filter entries
history-empty = There is no entry yet.
history-of-this = History
history-of-plan = All entries about this plan
history-of-organisation = All entries that concern this organisation
feed-all = All changes
feed-plan = Changes: { $plan }
feed-followed = Changes: { $name }
feed-organisation = Changes: { $organisation }
