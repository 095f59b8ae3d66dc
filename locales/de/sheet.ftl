# SPDX-License-Identifier: EUPL-1.2
# Die Formulare einer Runde als Tabelle: ihre Wörter, ihre Seite, und was an ihr falsch sein kann.

sheet-title-report = Berichte als Tabelle
sheet-title-assessment = Bewertungen als Tabelle
sheet-title-practice = Praxisrückmeldungen als Tabelle
sheet-help = Hilfe
sheet-number = Nr.
sheet-ready = Abgeben
sheet-ready-note = „ja“, wenn die Zeile fertig ist und abgegeben werden soll. Leer: Änderungen bleiben als Entwurf.
sheet-flag-yes = ja
sheet-flag-no = nein
sheet-help-about-fill = Ausfüllen
sheet-help-about-ready = Abgeben
sheet-help-about-back = Hochladen
sheet-help-about-language = Sprache
sheet-help-about-sealed = Bis zum Stichtag
sheet-help-fill = Eine Zeile für jede Maßnahme, ausgefüllt mit dem, was Ihre Organisation zuletzt gesagt hat. Viele Zellen öffnen eine Auswahlliste. Graue Zellen und Überschriften sind nur zum Lesen. Sortieren, Ausblenden und Verbreitern ist möglich; bitte keine Zeilen kopieren und keine Zellen verbinden. Was Sie weglassen, bleibt, wie es ist.
sheet-help-ready = Zeilen mit „ja“ unter „Abgeben“ werden geprüft und im Namen der Organisation abgegeben. Andere geänderte Zeilen werden Entwürfe. Nichts geschieht, bevor Sie es gesehen und zugestimmt haben.
sheet-help-back = Melden Sie sich an, öffnen Sie „Meine Aufgaben“, wählen Sie die Tabelle dieser Runde und laden Sie die Datei hoch. Sie sehen dann Zeile für Zeile, was geschehen würde.
sheet-help-language = Was Sie schreiben, gilt in der Sprache der Seite, auf der Sie die Datei hochladen.
sheet-help-sealed = Diese Datei ist nicht versiegelt: Wer sie hat, kann sie lesen. Bitte bewahren Sie sie auf wie einen Entwurf.
sheet-fetch = Herunterladen
sheet-fetch-lead = Die Datei hat eine Zeile für alles, was Ihre Organisation in dieser Runde sagen kann, ausgefüllt mit dem, was sie zuletzt gesagt hat. Ausfüllen lässt sie sich ohne Verbindung.
sheet-xlsx = XLSX, für Excel und andere
sheet-ods = ODS, für LibreOffice und andere
sheet-bring = Hochladen
sheet-file = Die ausgefüllte Datei
sheet-file-hint = XLSX oder ODS, bis 16 MB. Nichts wird abgegeben, bevor Sie gesehen haben, was die Datei sagt.
sheet-look = Ansehen
sheet-preview = Was „{ $file }“ bewirken würde
sheet-problems-lead = Nichts wurde übernommen. Bitte diese Zellen in Ihrer Datei berichtigen und sie noch einmal hochladen.
sheet-problems = { $n ->
    [one] Eine Zelle braucht einen zweiten Blick
   *[other] { $n } Zellen brauchen einen zweiten Blick
}
sheet-look-in-form = Diese Zeile wird als Entwurf behalten. Ist keine Person gemeint, bestätigen Sie das bitte mit einem Grund im Formular im Browser und geben Sie sie dort frei.
sheet-notes = { $n ->
    [one] Eines bleibt unbeachtet
   *[other] { $n } Dinge bleiben unbeachtet
}
sheet-row = Zeile
sheet-every-row = ganze Datei
sheet-column = Spalte
sheet-every-column = keine bestimmte
sheet-what = Was nicht stimmt
sheet-locked = Diese Zelle ist nur zum Lesen; was dort steht, wird nicht übernommen.
sheet-rows = Zeilen, die etwas bewirken
sheet-no-rows = Nichts in der Datei weicht von dem ab, was vorliegt, und keine Zeile hat „ja“ unter „Abgeben“.
sheet-becomes = Wird
sheet-becomes-said = abgegeben
sheet-becomes-requested = wartet auf Freigabe
sheet-becomes-drafted = Entwurf
sheet-changes = Was sich ändert
sheet-change = { $heading }: { $before } → { $after }
sheet-blank = (leer)
sheet-unchanged = wie zuvor
sheet-count-said = { $n ->
    [one] Eine Zeile wird abgegeben.
   *[other] { $n } Zeilen werden abgegeben.
}
sheet-count-requested = { $n ->
    [one] Eine Zeile wartet auf die Freigabe durch jemanden aus Ihrer Organisation.
   *[other] { $n } Zeilen warten auf die Freigabe durch jemanden aus Ihrer Organisation.
}
sheet-count-drafted = { $n ->
    [one] Eine Zeile bleibt als Entwurf.
   *[other] { $n } Zeilen bleiben als Entwürfe.
}
sheet-count-nothing = { $n ->
    [one] Eine Zeile bewirkt nichts.
   *[other] { $n } Zeilen bewirken nichts.
}
sheet-conflict = inzwischen geändert
sheet-conflicts = Geändert, seit Sie die Datei heruntergeladen haben
sheet-conflicts-lead = Diese Zeilen werden ausgelassen. Kreuzen Sie an, wo Ihre Datei trotzdem gelten soll.
sheet-take = Übernehmen
sheet-too-much = Das passt nicht in eine Tabelle: { $why }. Bitte dafür das Formular im Browser verwenden.
receipts-title = Quittung
receipts-lead = Diese Einträge stehen im Protokoll. Die Fingerabdrücke beweisen, was Sie gesagt haben, auch solange es versiegelt ist. Bitte diese Seite drucken oder aufbewahren.
receipts-caption = { $n ->
    [one] Ein Eintrag
   *[other] { $n } Einträge
}
receipts-entry = Eintrag
receipts-at = Eingetragen
receipts-hashes = Fingerabdrücke
receipts-body = Des Gesagten:
receipts-leaf = Des Eintrags:
receipts-salt = Salz, nur für Sie: Damit lässt sich das Gesagte noch einmal einreichen, sollte es beschädigt werden
receipts-drafts = { $n ->
    [one] Ein Entwurf ist gespeichert.
   *[other] { $n } Entwürfe sind gespeichert.
}

refused-sheet-other-organisation = Diese Datei wurde für eine andere Organisation gemacht.
refused-sheet-other-round = Diese Datei wurde für eine andere Berichtsrunde gemacht.
refused-sheet-other-form = Diese Datei wurde für ein anderes Formular gemacht oder für eine ältere Ausgabe davon. Bitte laden Sie sie noch einmal herunter.
refused-sheet-too-large = Die Datei ist zu groß. Möglich sind bis zu 16 MB.
refused-sheet-empty = Es ist keine Datei da, oder sie ist leer. Bitte wählen Sie die ausgefüllte Datei.
refused-sheet-no-form = Das ist keine Tabelle, die hier heruntergeladen wurde ({ $why }). Bitte laden Sie sie noch einmal herunter und übertragen Sie Ihre Texte.
refused-sheet-unreadable = Die Datei lässt sich nicht lesen ({ $why }). Bitte als XLSX oder ODS speichern und noch einmal hochladen.
refused-sheet-gone = Was Sie angesehen haben, ist schon geschehen, oder es ist mehr als eine Stunde her. Bitte laden Sie die Datei noch einmal hoch.

trouble-row-without-id = Diese Zeile wurde hinzugefügt oder kopiert: „{ $given }“. Zeilen können nicht hinzukommen; bitte in eine Zeile schreiben, die schon da war.
trouble-unknown-id = Diese Zeile gehört zu etwas, wonach hier nicht gefragt ist: „{ $given }“.
trouble-double-id = Diese Zeile ist zweimal da. Bitte eine davon behalten.
trouble-missing-column = Diese Spalte fehlt; was vorliegt, bleibt.
trouble-double-column = Diese Spalte ist zweimal da. Bitte eine davon behalten.
trouble-unknown-column = Diese Spalte kam hinzu: „{ $given }“. Sie wird nicht gelesen.
trouble-second-sheet = Es gibt ein zweites Blatt dieser Art: „{ $given }“. Nur das erste wird gelesen.
trouble-formula = Hier steht eine Formel: „{ $given }“. Bitte den Wert hinschreiben.
trouble-merged = Zellen wurden verbunden: { $given }. Bitte rückgängig machen.
trouble-error-value = Die Tabelle zeigt hier einen Fehler: „{ $given }“.
trouble-not-a-choice = „{ $given }“ steht nicht zur Wahl. Bitte aus der Liste wählen.
trouble-not-a-day = „{ $given }“ lässt sich nicht sicher als Datum lesen. Bitte so schreiben: 31.12.2026.
trouble-day-too-early = Das ergibt einen Tag in ferner Vergangenheit: „{ $given }“. Bitte das ganze Datum schreiben.
trouble-not-a-number = „{ $given }“ ist keine Zahl.
trouble-unclear-number = „{ $given }“ könnte tausendmal größer oder kleiner sein. Bitte ohne Zeichen zwischen den Tausendern schreiben.
trouble-not-whole = „{ $given }“ ist keine ganze Zahl.
trouble-more-problems = Es gibt noch mehr; sie erscheinen, wenn diese berichtigt sind.
