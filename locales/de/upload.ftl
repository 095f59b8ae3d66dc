# SPDX-License-Identifier: EUPL-1.2
# Eine Tabelle im Browser bringen.

upload-title = Tabelle hochladen
upload-lead = Laden Sie eine Liste als Datei hoch. Sie sehen, was darin steht, sagen einmal, was die Spalten bedeuten, und sehen, was eingetragen würde. Eingetragen wird nichts, bevor Sie zustimmen.
upload-choose = Die Datei
upload-file-hint = CSV, TSV, XLSX, XLS, ODS, JSON, oder PDF, DOCX, ODT mit Tabellen, bis { $most }. Die Datei bleibt verschlüsselt bei Ihrer Organisation und wird eine Woche nach Ihrem letzten Schritt gelöscht.
upload-bring = Hochladen
upload-may = Was Sie mit einer Datei eintragen können
upload-may-own = Was Ihre Organisation im eigenen Namen sagt: ihre Empfehlungen, Antworten, Einschätzungen, Belege und Werte. Und einen neuen Plan, den Ihre Organisation federführend verantwortet oder koordiniert.
upload-may-plans = Was in diesen Plänen steht: Handlungsfelder, Ziele, Maßnahmen, Meilensteine und Angaben.
upload-file = Datei
upload-touched = Zuletzt geändert
upload-kept-until = Aufbewahrt bis
upload-waiting = Noch nicht eingetragen
upload-written = Eingetragen
upload-entries = Einträge
upload-receipt = Quittung
upload-go-on = Mit „{ $file }“ weitermachen
upload-receipt-of = Quittung für „{ $file }“
upload-profiles = Wie Ihre Organisation ihre Dateien zugeordnet hat
upload-profiles-lead = Eine Zuordnung wird mit dem aufbewahrt, was aus ihr eingetragen wurde, und für die nächste Datei angeboten. Als Profil kann sie auch die Kommandozeile lesen.
upload-profile = Zuordnung
upload-profile-used = Zuletzt benutzt
upload-profile-fetch = Als Datei
upload-profile-toml = { $name }.toml
upload-kib = { $n } kB
upload-mib = { $n } MB
upload-steps = Schritte
upload-step-file = Datei
upload-step-columns = Spalten
upload-step-words = Wörter
upload-step-check = Prüfen und eintragen
upload-step-review = Nachsehen
upload-review-title = „{ $file }“ nachsehen
upload-review-lead = { $tables ->
    [one] Eine Tabelle mit { $rows } Zeilen wurde gefunden.
   *[other] { $tables } Tabellen mit zusammen { $rows } Zeilen wurden gefunden.
} Sehen Sie neben dem Bild der Seite nach, ob alles richtig gelesen wurde. Erst danach wird eine Tabelle daraus, die Sie zuordnen.
upload-review-open = { $n ->
    [0] Alles ist nachgesehen.
    [one] Eine Stelle ist noch nachzusehen.
   *[other] { $n } Stellen sind noch nachzusehen.
}
upload-review-go-on = Weiter mit: { $leaf }
upload-review-page = Seite { $n }
upload-review-part = Teil { $n }
upload-review-pages = Seite { $pages }
upload-review-where = Seite
upload-review-rows = Zeilen
upload-review-left = Nachzusehen
upload-review-dropped = Weggelassen
upload-review-leaves = Die Seiten mit Zeilen
upload-review-whole = Zum ganzen Dokument
upload-review-whole-lead = Haken Sie ab, was Sie im Dokument nachgesehen haben.
upload-review-seen = Das habe ich nachgesehen
upload-review-end = Weiter zu den Spalten
upload-review-fetch = Das Gelesene mit allen Fundstellen herunterladen (JSON)
upload-leaf-title = { $leaf } von „{ $file }“ nachsehen
upload-leaf-open = { $n ->
    [0] Auf dieser Seite ist alles nachgesehen.
    [one] Eine Zeile dieser Seite ist nachzusehen.
   *[other] { $n } Zeilen dieser Seite sind nachzusehen.
}
upload-leaf-lead = Was Sie in einem Feld ändern, gilt als nachgesehen.
upload-leaf-next = Nachgesehen, weiter zur nächsten
upload-leaf-keep = Behalten und hier bleiben
upload-leaf-whole = Seite { $n } als Ganzes, mit den gefundenen Zeilen
upload-leaf-piece = Bild von Seite { $n }, Zeile { $row }: { $words }
upload-leaf-row = Zeile { $n }
upload-leaf-row-at = Zeile ohne Nummer, die { $n }. der Tabelle
upload-leaf-column = Spalte { $n }
upload-leaf-raw = In der Datei:
upload-leaf-more = Mehr mit dieser Zeile tun
upload-leaf-do = Diese Zeile
upload-leaf-do-stays = bleibt eine Zeile
upload-leaf-do-join = gehört zur Zeile darüber
upload-leaf-do-split = sind zwei Zeilen
upload-leaf-do-drop = weglassen
upload-leaf-split-hint = Zum Teilen: Lassen Sie in den Feldern eine Zeile frei; was darunter steht, wird die zweite Zeile.
upload-leaf-why = Warum weglassen?
upload-leaf-why-missing = Bitte sagen Sie, warum diese Zeile wegbleibt.
upload-leaf-nothing-above = Darüber steht keine Zeile.
upload-leaf-no-blank-line = In keinem Feld ist eine Zeile frei, an der geteilt werden kann.
upload-leaf-right = Nachgesehen: Es ist richtig so.
upload-leaf-stopped = Bei den rot gekennzeichneten Zeilen braucht es Sie: Ändern Sie ein Feld, lassen Sie die Zeile weg, oder haken Sie an, dass es so richtig ist.
upload-leaf-dropped = weggelassen
upload-leaf-looked = nachgesehen
upload-leaf-stops = bitte entscheiden
upload-leaf-look = bitte nachsehen
upload-leaf-clean = ohne Befund
upload-leaf-before = Seite davor
upload-leaf-behind = Seite danach
upload-columns-title = Was die Spalten von „{ $file }“ bedeuten
upload-columns-lead = { $n ->
    [one] Die Tabelle hat eine Zeile. Ein Vorschlag ist eingetragen; bitte sehen Sie jede Spalte an.
   *[other] Die Tabelle hat { $n } Zeilen. Ein Vorschlag ist eingetragen; bitte sehen Sie jede Spalte an.
}
upload-kept = Sie können weggehen und wiederkommen: All dies bleibt bis { $until } aufbewahrt.
upload-picture = Die ersten Zeilen der Datei
upload-no-rows = Unter den Überschriften steht keine Zeile.
upload-row = Zeile
upload-blank = (leer)
upload-heading = Überschriften
upload-sheet = Blatt
upload-heading-row = Die Überschriften stehen in Zeile
upload-heading-row-hint = Was darüber steht, wird nicht gelesen.
upload-heading-row-of = { $n }: { $cells }
upload-place = Dieses Blatt und diese Zeile lesen
refused-upload-place = In diesem Blatt und dieser Zeile steht keine Tabelle, die gelesen werden kann.
upload-own = Zuordnen wie zuvor
upload-own-none = bitte wählen
upload-own-hint = Übernimmt, was Ihre Organisation für eine frühere Datei gewählt hat.
upload-own-take = Übernehmen
upload-whole = Die ganze Datei
upload-noun = Wovon handelt eine Zeile?
upload-hint-noun = Der Vorschlag kommt aus den Überschriften.
upload-also = Was sagt eine Zeile noch?
upload-hint-also = Zum Beispiel eine Empfehlung und in derselben Zeile die Antwort darauf.
upload-also-none = nichts weiter
upload-language = Sprache der Texte
upload-hint-language = Für Texte, deren Überschrift keine Sprache nennt.
upload-plan = Um welchen Plan geht es?
upload-hint-plan = Für alle Zeilen der Datei.
upload-plan-new = ein Plan, der noch nicht im Register steht
upload-plan-title = Titel des neuen Plans
upload-plan-role = Ihre Organisation
upload-plan-role-lead = ist für den Plan federführend
upload-plan-role-coordination = koordiniert den Plan
upload-complete = Die Datei ist vollständig: Was sie nicht mehr nennt, gehört nicht mehr zum Plan
upload-complete-hint = Kreuzen Sie das nur an, wenn die Datei alles enthält. Was wegfällt, sehen Sie, bevor es eingetragen wird.
upload-signed-by = Wer muss unterschrieben haben?
upload-signed-by-hint = Die Datei ist unterschrieben, mit { $keys }. Tragen Sie den öffentlichen Schlüssel ein, den Sie auf einem anderen Weg bekommen haben, oder den Namen einer Organisation, die ihren Schlüssel hier eingetragen hat. Ohne Angabe steht bei den Zahlen, dass niemand es geprüft hat.
upload-columns = Spalten
upload-columns-hint = Unter jeder Überschrift stehen einige ihrer Werte. Wählen Sie, was sie sind, oder lassen Sie die Spalte weg.
upload-filled = in { $n } von { $total } Zeilen ausgefüllt
upload-goes-to = Wird zu
upload-ignored = weglassen
upload-double = Eine andere Spalte wird zu demselben. Bitte behalten Sie eine davon.
upload-separator = Mehrere in einer Zelle
upload-separator-none = je Zelle eines
upload-separator-semicolon = durch Semikolon getrennt
upload-separator-comma = durch Komma getrennt
upload-separator-bar = durch senkrechten Strich getrennt
upload-separator-line = untereinander
upload-in-language = { $name } ({ $language })
upload-part-of = { $name }: { $part }
upload-part-as-written = in Worten
upload-part-from = erster Tag
upload-part-until = letzter Tag
upload-part-derived = errechnet
upload-part-year = Jahr
upload-part-quarter = Quartal
upload-part-document = Dokument
upload-part-locator = Stelle darin
upload-part-url = Adresse
upload-named = Name dieser Zuordnung
upload-named-hint = Unter diesem Namen wird sie für die nächste Datei angeboten.
upload-apply = Übernehmen und noch einmal zeigen
upload-check = Prüfen
upload-discard = Hochgeladene Datei löschen
upload-fetch = Zuordnung als Profil herunterladen (TOML)
upload-problem-plan = Bitte wählen Sie den Plan, um den es in der Datei geht.
upload-problem-plan-title = Bitte geben Sie dem neuen Plan einen Titel.
upload-problem-double = „{ $first }“ und „{ $second }“ werden zu demselben.
upload-problem-nothing = Noch wird keine Spalte zu etwas.
upload-problem-profile = Diese Zuordnung widerspricht sich: { $why }
upload-words-title = Was die Wörter von „{ $file }“ bedeuten
upload-words-lead = Für diese Spalten gibt es hier feste Wörter. Bitte sagen Sie, was jedes Wort Ihrer Datei bedeutet. Was Sie offen lassen, wird nicht übernommen und wird zu einer Auffälligkeit.
upload-words-of = { $heading } → { $attribute }
upload-word-none = offen lassen
upload-wait-try = „{ $file }“ wird geprüft
upload-wait-write = „{ $file }“ wird eingetragen
upload-wait-rows = { $n } Zeilen, { $size }
upload-wait-since = { $n ->
    [one] Seit einer Sekunde dabei, begonnen { $since }.
   *[other] Seit { $n } Sekunden dabei, begonnen { $since }.
}
upload-wait-lead = Diese Seite kommt von selbst wieder. Sie können auch weggehen: Es geht weiter, und Sie finden es unter „Tabelle hochladen“ wieder.
upload-wait-again = Jetzt nachsehen
upload-trying-waiting = Auf andere warten
upload-trying-reading = Die Datei lesen
upload-trying-comparing = Mit dem Register vergleichen
upload-trying-writing = Eintragen
upload-step-state-over = erledigt
upload-step-state-now = jetzt
upload-step-state-to-come = kommt noch
upload-check-title = Was „{ $file }“ bewirken würde
upload-sealed = { $n ->
    [one] Eine Auskunft bleibt versiegelt bis zum Ende des { $until }: Das verlangt die Abfrage „{ $name }“. Bis dahin liest sie niemand außer Ihrer Organisation, und Sie können sie ersetzen; dann wird sie zugleich mit allen anderen öffentlich. Dass Sie geantwortet haben, ist sofort zu sehen.
   *[other] { $n } Auskünfte bleiben versiegelt bis zum Ende des { $until }: Das verlangt die Abfrage „{ $name }“. Bis dahin liest sie niemand außer Ihrer Organisation, und Sie können sie ersetzen; dann werden sie zugleich mit allen anderen öffentlich. Dass Sie geantwortet haben, ist sofort zu sehen.
}
upload-would-write = { $n ->
    [0] Es würde nichts eingetragen.
    [one] Es würde ein Eintrag gemacht.
   *[other] Es würden { $n } Einträge gemacht.
}
upload-check-lead = Alles kommt in einem Schritt in das öffentliche Register, im Namen Ihrer Organisation, oder gar nicht.
upload-counts = Wie viel neu und anders ist
upload-counts-none = Die Datei enthält nichts, was verzeichnet werden könnte.
upload-added = Neu
upload-changed = Anders
upload-removed = Fällt weg
upload-unchanged = Wie bisher
upload-findings-title = Was nicht passt
upload-findings-lead = Nichts davon hält Sie auf. Es steht öffentlich neben dem, was Sie eintragen, bis es berichtigt oder erklärt ist.
upload-times = Wie oft
upload-todo = Was hilft
upload-only = Zeigen
upload-only-added = Neues
upload-only-changed = Anderes
upload-only-removed = Wegfallendes
upload-only-findings = mit Auffälligkeiten
upload-filter = Zeilen auswählen
upload-lines = { $n ->
    [one] Eine Zeile
   *[other] { $n } Zeilen
}
upload-rows = Zeile für Zeile
upload-rows-none = Keine Zeile ändert etwas.
upload-thing = Worüber
upload-what = Was sich ändern würde
upload-findings = Was nicht passt
upload-no-row = keine Zeile
upload-no-thing = nichts im Register
upload-nothing-changes = nichts
upload-fits = alles passt
upload-becomes-added = neu
upload-becomes-changed = anders
upload-becomes-removed = gehört nicht mehr dazu
upload-change = { $name }:
upload-successions = Ist es dieselbe Stelle?
upload-successions-lead = Wo eine Stelle stand, nennt die Datei jetzt eine andere. Kreuzen Sie an, wer die Nachfolge der alten Stelle ist. Was Sie offen lassen, bleibt ein Wechsel der Federführung.
upload-succession = { $n ->
    [one] „{ $new }“ ist die Nachfolge von „{ $old }“ (ein Wechsel)
   *[other] „{ $new }“ ist die Nachfolge von „{ $old }“ ({ $n } Wechsel)
}
upload-succession-accepted = „{ $new }“ ist die Nachfolge von „{ $old }“
upload-accept = Angekreuztes übernehmen
upload-accept-all = Alle sind Nachfolgen
upload-transfers = Diese Aufgaben gingen an eine andere Stelle; das wird als Wechsel der Federführung verzeichnet:
upload-transfer = { $n ->
    [one] von „{ $old }“ an „{ $new }“ (eine)
   *[other] von „{ $old }“ an „{ $new }“ ({ $n })
}
upload-sum-try = { $n ->
    [one] Eine Zeile gelesen
   *[other] { $read } Zeilen gelesen
}: { $entered } würden eingetragen, { $unchanged } stehen schon so da, { $left } gehen nicht ein.
upload-sum-done = { $n ->
    [one] Eine Zeile gelesen
   *[other] { $read } Zeilen gelesen
}: { $entered } eingetragen, { $unchanged } standen schon so da, { $left } gingen nicht ein.
upload-in-rows = { $n ->
    [one] in einer Zeile
   *[other] in { $n } Zeilen
}
upload-same-title = Ist es noch dasselbe?
upload-same-lead = Unter diesen Kennungen steht in der Datei etwas ganz anderes als im Register. Vielleicht wurde es umgeschrieben; vielleicht wurde die Kennung für etwas Neues noch einmal vergeben. Das können nur Sie wissen.
upload-same-open = { $n ->
    [one] Eine Antwort fehlt noch. Vorher wird nichts eingetragen.
   *[other] { $n } Antworten fehlen noch. Vorher wird nichts eingetragen.
}
upload-same-done = Alles ist beantwortet. Sie können die Antworten noch ändern.
upload-same-more = { $n ->
    [one] Eine weitere Frage kommt, wenn diese beantwortet sind.
   *[other] { $n } weitere Fragen kommen, wenn diese beantwortet sind.
}
upload-same-sides = Was sich an „{ $name }“ ändert
upload-same-what = Angabe
upload-same-before = Im Register
upload-same-after = In der Datei
upload-same-yes = Es ist noch dasselbe: Die Unterschiede sind Änderungen.
upload-same-no = Es ist etwas anderes: Es bekommt eine eigene Kennung, und was im Register stand, gilt nicht mehr.
upload-same-take = Antworten übernehmen
upload-same-all = Alles Übrige ist noch dasselbe
upload-same-none = Alles Übrige ist etwas anderes
upload-renamed = Heißen diese Spalten jetzt anders?
upload-renamed-lead = Die Zuordnung liest Überschriften, die es in dieser Datei nicht mehr gibt. Diese neuen enthalten Werte derselben Art. Nehmen Sie das Häkchen weg, wo das nicht stimmt.
upload-renamed-of = „{ $gone }“ heißt jetzt „{ $new }“ (sehr ähnlich), zum Beispiel: { $examples }
upload-renamed-of-place = „{ $gone }“ heißt jetzt „{ $new }“ (an derselben Stelle), zum Beispiel: { $examples }
upload-renamed-take = So übernehmen
upload-write = { $n ->
    [one] Einen Eintrag machen
   *[other] { $n } Einträge machen
}
upload-nothing-new = Alles in der Datei steht schon im Register.
upload-needs-another = Ihre Organisation möchte zwei Personen: Jemand anderes öffnet „Tabelle hochladen“, sieht sich dies an und stimmt zu.
upload-back-to-columns = Zuordnung ändern
upload-not-theirs-title = Nicht alles in der Datei ist Sache Ihrer Organisation
upload-not-theirs-lead = Solange es in der Datei steht, kann nichts eingetragen werden. Bitte lassen Sie diese Zeilen oder Spalten weg, oder fragen Sie, wer sie eintragen darf.
upload-not-theirs = { $nouns } ({ $n }) darf eintragen:
upload-not-theirs-operator = { $nouns } ({ $n }) trägt ein, wer dieses Register betreibt.
upload-not-theirs-independent = { $nouns } ({ $n }) darf eine unabhängige Stimme eintragen:
upload-not-theirs-new-plan = { $nouns } ({ $n }) gehören zu einem neuen Plan. Ihn darf eintragen, wer ihn federführend verantwortet oder koordiniert; die Datei nennt jemand anderen oder niemanden.
upload-receipt-lead = Es steht im öffentlichen Register. Bitte bewahren oder drucken Sie diese Seite; sie lässt sich drei Jahre lang öffnen.
upload-written-sentence = { $n ->
    [0] Die Datei wurde verglichen; alles stand schon da.
    [one] Ein Eintrag wurde gemacht.
   *[other] { $n } Einträge wurden gemacht.
}
upload-by = Zugestimmt hat
upload-by-nobody = ein Konto, das es nicht mehr gibt
upload-for = Für
upload-first-entry = Erster Eintrag
upload-last-entry = Letzter Eintrag
upload-hash = Fingerabdruck der Datei (SHA-256)
upload-receipt-findings = Was nicht passte:
upload-next = Noch eine Tabelle hochladen
upload-of-work = Tabelle hochladen

refused-upload-empty = Es ist keine Datei da, oder sie ist leer. Bitte wählen Sie eine Datei mit einer Tabelle.
refused-upload-too-large = Die Datei ist zu groß. Bis { $most } sind möglich; bitte teilen Sie sie.
refused-upload-full = Es warten schon zu viele Tabellen Ihrer Organisation. Bitte tragen Sie zuerst einige ein oder löschen Sie sie.
refused-upload-locked = Die Datei ist mit einem Passwort geschützt. Bitte speichern Sie sie ohne Passwort und laden Sie sie noch einmal hoch.
refused-upload-not-a-table = Das ist keine Tabelle, die hier gelesen werden kann ({ $why }). Bitte speichern Sie sie als CSV oder XLSX und laden Sie sie noch einmal hoch.
refused-upload-unreadable = Die Datei kann nicht gelesen werden ({ $why }). Bitte berichtigen Sie das und laden Sie sie noch einmal hoch.
refused-upload-stale = Inzwischen wurde etwas anderes eingetragen, oder jemand hat diese Zuordnung geändert. So sieht es jetzt aus; bitte sehen Sie noch einmal nach.
refused-upload-gone = Diese Datei ist nicht mehr da. Sie wurde eingetragen oder gelöscht, oder eine Woche ist vergangen.
refused-not-theirs = Die Datei enthält etwas, das nicht Sache Ihrer Organisation ist. Eingetragen wurde nichts.
refused-upload-unpacks-too-large = Die Datei enthält mehr, als auf einmal gelesen werden kann. Bitte teilen Sie sie in mehrere Dateien.
refused-upload-too-many = Die Datei hat zu viele { $what } (höchstens { $place }). Bitte teilen Sie sie in mehrere Dateien.
refused-upload-long-cell = Eine Zelle in Zeile { $what }, Spalte { $place } ist länger als jeder Text, der gelesen werden soll. Vielleicht fehlt davor ein Anführungszeichen.
refused-upload-formula = In Zeile { $what }, Spalte „{ $place }“ steht eine Formel. Bitte ersetzen Sie Formeln durch ihre Werte und laden Sie die Datei noch einmal hoch.
refused-upload-double-heading = Zwei Spalten heißen „{ $what }“. Bitte benennen Sie eine davon um und laden Sie die Datei noch einmal hoch.
refused-upload-missing-column = Die Datei hat keine Spalte „{ $what }“, die diese Zuordnung liest.
refused-upload-missing-sheet = Die Datei hat kein Blatt „{ $what }“.
refused-upload-renamed = Überschriften, die diese Zuordnung liest, sind nicht mehr da, und neue enthalten dieselbe Art von Werten: { $why }

# Welche Tabellen eines Dokuments eingehen.
upload-tables = Welche Tabellen gehen ein?
upload-tables-lead = Nehmen Sie das Häkchen bei Tabellen weg, die nicht dazugehören. Tabellen mit denselben Überschriften gehen als eine ein. Auf den Bildern ist umrandet, was gelesen wurde.
upload-tables-take = So übernehmen
upload-tables-none = Keine Tabelle ist ausgewählt. Bitte lassen Sie mindestens eine stehen.
upload-table = Tabelle { $n } ({ $rows } Zeilen)
upload-table-on = Tabelle { $n } ({ $rows } Zeilen, Seite { $pages })
upload-table-like = Dieselben Überschriften wie Tabelle { $n }: beide gehen als eine ein.
upload-table-picture = Seite { $page } mit einem Rahmen um Tabelle { $n }

upload-draw-title = Spalten zeichnen: „{ $file }“
upload-draw-lead = Hier sagen Sie, wo die Spalten einer Tabelle sind, die keine Linien hat. Klicken Sie in das Bild: Ein Klick setzt eine Linie zwischen zwei Spalten, ein Klick auf eine Linie nimmt sie weg. Oder tragen Sie die Linien in Millimetern ein.
upload-draw-on = Spalten auf Seite { $page } zeichnen
upload-draw-change = Zeichnung von Tabelle { $n } ändern
upload-draw-picture = Bild von Seite { $n } mit den gezeichneten Linien
upload-draw-page = Seite { $n } von { $of }
upload-draw-before = Seite davor
upload-draw-after = Nächste Seite
upload-draw-sets = Ein Klick setzt
upload-draw-sets-line = eine Linie zwischen Spalten
upload-draw-sets-top = den Anfang der Tabelle
upload-draw-sets-bottom = das Ende der Tabelle
upload-draw-from = Erste Seite der Tabelle
upload-draw-hint-from = Die Linien gelten ab dieser Seite.
upload-draw-to = Letzte Seite der Tabelle
upload-draw-hint-to = Auf Seiten mit anderen Rändern werden die Linien mitverschoben.
upload-draw-lines = Linien zwischen den Spalten
upload-draw-hint-lines = Millimeter vom linken Rand, mit Semikolon getrennt, etwa: 20; 55,5; 120
upload-draw-top = Anfang auf der ersten Seite
upload-draw-hint-top = Millimeter vom oberen Rand. Leer: von der ersten Zeile an.
upload-draw-bottom = Ende auf der letzten Seite
upload-draw-hint-bottom = Millimeter vom oberen Rand. Leer: bis zur letzten Zeile.
upload-draw-rows = Wo eine Zeile der Tabelle anfängt
upload-draw-hint-rows = Was daran nicht stimmt, trennen oder verbinden Sie beim Nachsehen.
upload-draw-rows-seen = wie es die Seite zeigt: an Nummern, Linien oder Lücken
upload-draw-rows-lines = an jeder waagerechten Linie oder Schattierung
upload-draw-rows-gaps = an jeder Lücke
upload-draw-rows-column = wo Spalte { $n } neu anfängt
upload-draw-head = Die erste Zeile enthält die Überschriften der Spalten
upload-draw-own = Wie früher gezeichnet
upload-draw-hint-own = Was Ihre Organisation zuletzt gezeichnet hat. Danach können Sie es noch ändern.
upload-draw-own-one = { $file }: Seiten { $from } bis { $to }, { $columns } Spalten
upload-draw-own-take = Übernehmen
upload-draw-read = Tabelle lesen
upload-draw-look = Linien zeigen
upload-draw-erase = Diese Tabelle wegnehmen
upload-draw-back = Zurück zum Nachsehen

upload-version-hint = „Neue Fassung“, wenn der Plan selbst geändert wurde; „Berichtigung“, wenn die Liste nur verbessert, was hier zur jetzigen Fassung steht.
upload-version-on-hint = Der Tag, an dem die neue Fassung beschlossen oder veröffentlicht wurde. Ohne Angabe gilt der Tag, an dem sie hier eingetragen wird.
upload-version-reason-hint = Warum etwas anders ist. Der Grund steht öffentlich dabei.

meanwhile-title = Inzwischen von anderen geändert
meanwhile-lead = Seit die Tabelle aus dem Register geholt wurde, hat jemand diese Angaben geändert. Ihre Tabelle würde das rückgängig machen. Sagen Sie zu jeder, was gelten soll; alles andere in der Tabelle bleibt davon unberührt.
meanwhile-open = { $n ->
    [one] Eine Angabe ist noch offen.
   *[other] { $n } Angaben sind noch offen.
}
meanwhile-done = Zu allen ist gesagt, was gelten soll.
meanwhile-more = { $n ->
    [one] Eine weitere kommt danach.
   *[other] { $n } weitere kommen danach.
}
meanwhile-now = steht jetzt da
meanwhile-table = sagt die Tabelle
meanwhile-whole = als Ganzes
meanwhile-stands = steht da
meanwhile-drops = nicht mehr dabei
meanwhile-gone = nicht mehr dabei
meanwhile-returns = wieder dabei
meanwhile-theirs = Es bleibt, wie es jetzt dasteht
meanwhile-mine = Es gilt, was die Tabelle sagt
meanwhile-take = Übernehmen
meanwhile-all-theirs = Alles bleibt, wie es dasteht
meanwhile-all-mine = Überall gilt die Tabelle
meanwhile-since = Wann wurde die Tabelle aus dem Register geholt?
meanwhile-taken = Angenommen ist: { $at }. Was andere seit Beginn des Tages, den Sie hier angeben, geändert haben, und was die Tabelle anders sagt, wird Ihnen gezeigt, bevor etwas überschrieben wird.
meanwhile-look = Nachsehen, wer inzwischen da war
refused-moved = Inzwischen hat jemand etwas davon geändert. Sehen Sie bitte, was jetzt dasteht, und sagen Sie, was gelten soll. Geschrieben wurde nichts.
