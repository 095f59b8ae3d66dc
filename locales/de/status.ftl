# SPDX-License-Identifier: EUPL-1.2
# Was außerhalb von Berichtsrunden zum Stand gesagt wird.

noun-status = Stand außerhalb von Runden
nouns-status = Stände außerhalb von Runden
kind-status-stated = Stand außerhalb von Runden aufgenommen
kind-status-changed = Stand außerhalb von Runden geändert
kind-status-dropped = Stand außerhalb von Runden herausgenommen
status-say = Stand außerhalb einer Runde sagen
status-title = Außerhalb von Runden gesagt
status-lead = Diese Angaben stammen aus Dokumenten und Tabellen der genannten Organisationen. Niemand wurde danach gefragt, und jede Quelle wählt Tag und Skala selbst. Deshalb stehen sie neben den Berichtsrunden und zählen dort nicht mit.
status-caption = Was Organisationen außerhalb von Runden sagen, das Neueste zuerst
attribute-grade = Note der Quelle
attribute-flag = Besonderheit
attribute-status-organisation = Wer das sagt
attribute-status-dated-on = Stand
attribute-status-text = Was gesagt wird
