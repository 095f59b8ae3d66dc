# SPDX-License-Identifier: EUPL-1.2
# Angaben des Registers im Formular: eintragen und ändern.

records-title = Eintragen und ändern
records-lead = Hier steht, was Sie eintragen dürfen, und was Ihre Organisation ändern kann. Nichts wird öffentlich, bevor Sie gesehen haben, was sich ändert, und zugestimmt haben.
records-state = Neu eintragen
records-ours = Im Namen Ihrer Organisation
records-own = Was Sie ändern können
records-none = Noch ist nichts da, das Sie ändern können.
records-filter = Auswahl
records-change = Ändern: { $name }
records-withdraw = Zurücknehmen: { $name }
record-new = { $noun } eintragen
record-change = { $noun } ändern
record-lead = Leere Felder heißen: nicht angegeben. Steht in der Quelle, dass es etwas nicht gibt, schreiben Sie „keine“. Im nächsten Schritt sehen Sie, was sich ändert.
record-look = Weiter: ansehen, was sich ändert
record-none = keine
record-stated-none = ausdrücklich keine
record-name-hint = Kennung, Nummer oder Titel
record-names-hint = Mehrere durch Strichpunkt trennen
record-version = Fassung des Plans
record-version-hint = Eine neue Fassung öffnen Sie, wenn der Plan selbst geändert wurde.
record-same-version = Berichtigung der jetzigen Fassung
record-new-version = Neue Fassung
record-discard = Verwerfen
record-more = Weitere Angaben
