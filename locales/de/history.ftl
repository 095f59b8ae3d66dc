# SPDX-License-Identifier: EUPL-1.2
# The history of the register.

history-title = Verlauf
history-description = Alle Einträge des Registers, die neuesten zuerst.
history-lead = Jede Aussage ist ein Eintrag. Einträge werden angefügt und nie geändert; eine Berichtigung ist ein neuer Eintrag.
history-caption = Einträge, die neuesten zuerst
history-newest = Was sich zuletzt geändert hat
history-filter = Einträge filtern
history-empty = Es gibt noch keinen Eintrag.
history-of-this = Verlauf
history-of-plan = Alle Einträge zu diesem Plan
history-of-organisation = Alle Einträge, die diese Organisation betreffen
feed-all = Alle Änderungen
feed-plan = Änderungen: { $plan }
feed-followed = Änderungen: { $name }
feed-organisation = Änderungen: { $organisation }
