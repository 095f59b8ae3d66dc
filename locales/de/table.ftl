# SPDX-License-Identifier: EUPL-1.2
# Tabellen aus PDF und Textdokumenten: was gefunden wurde, und was an ihnen zweifelhaft ist.

table-found = Tabelle { $n }: { $rows } Zeilen. Spalten: { $columns }
table-line = { $grade }, Seite { $page }: { $cause }. { $words }
table-line-whole = { $grade }: { $cause }. { $words }
table-many = { $grade }: { $cause }, { $n }-mal.
table-account = Wörter: { $words } gelesen, davon { $tables } in Tabellen, { $headings } in Überschriften, { $running } in Kopf- und Fußzeilen, { $beside } in anderem Text.
table-sum = Befunde: { $stop } halten an, { $ask } fragen nach, { $show } werden nur gezeigt.

table-sheet = Tabelle
table-title = Titel
table-number = Nummer
table-column = Spalte
table-heading = Überschrift
table-page = Seite
table-place = Stelle
table-finding = Befunde

table-grade-stop = Halt
table-grade-ask = Frage
table-grade-show = Hinweis

table-refused-not-pdf = { $file } ist kein PDF. Gelesen werden PDF, .docx und .odt.
table-refused-unknown-kind = { $file } ist weder PDF noch .docx noch .odt. Tabellenblätter und JSON liest „wegmarke import“ unmittelbar; ein altes .doc speichern Sie bitte als .docx.
table-refused-damaged = { $file } ist beschädigt oder abgeschnitten. Bitte laden Sie die Datei noch einmal herunter.
table-refused-encrypted = { $file } ist mit einem Kennwort gesperrt. Bitte geben Sie eine Datei ohne Kennwort, oder fragen Sie die herausgebende Stelle nach der Word-Fassung.
table-refused-too-many-pages = { $file } hat mehr als 500 Seiten. Bitte teilen Sie die Datei, und geben Sie nur den Teil mit den Tabellen.
table-refused-too-slow = { $file } zu lesen dauerte länger als 30 Sekunden und wurde abgebrochen. Bitte geben Sie nur die Seiten mit den Tabellen.
table-refused-too-large = { $file } braucht mehr Speicher, als eine Datei bekommt (512 MB). Bitte geben Sie nur die Seiten mit den Tabellen.
table-refused-broken = Beim Lesen von { $file } ist das Leseprogramm abgebrochen. Die Datei ist vermutlich beschädigt; versuchen Sie es mit einer neu gespeicherten Fassung.
table-refused-no-table = In { $file } wurde keine Tabelle gefunden. Bitte nehmen Sie die Word-Datei, oder die Tabelle als XLSX oder CSV.
table-refused-writer = { $file } wurde gelesen, lässt sich aber nicht als Tabelle schreiben: { $why }

table-cause-number-missing = Nummer fehlt
table-cause-number-doubled = Nummer kommt zweimal vor
table-cause-number-prefix = Nummer beginnt anders als die Nummern davor und danach
table-cause-lead-empty = Federführung fehlt
table-cause-lead-unknown = Federführung ist keine bekannte Stelle
table-cause-spans-columns = Zelle reicht über mehrere Spalten
table-cause-damaged = Beschädigte Zeichen
table-cause-page-without-text = Seite ohne Text, vielleicht ein eingescanntes Bild
table-cause-page-cut = Auf der Seite ist mehr, als gelesen wird
table-cause-no-table = Keine Tabelle gefunden
table-cause-words-unassigned = Wörter in der Tabelle, die in keiner Zelle stehen
table-cause-card-swallowed = Eine Karte hat dieselbe Beschriftung zweimal; der Anfang der nächsten wurde übersehen
table-cause-columns-to-draw = Tabelle ohne Linien: Die Spalten muss ein Mensch zeichnen
table-cause-number-gap = Lücke in den Nummern
table-cause-cell-empty = Zelle ohne Text
table-cause-row-of-one-cell = Zeile mit nur einer Zelle
table-cause-period-none = Kein Zeitraum erkennbar
table-cause-period-several = Mehrere Zeiträume
table-cause-period-reversed = Zeitraum endet, bevor er beginnt
table-cause-head-unknown = Tabelle ohne bekannte Kopfzeile
table-cause-symbol-position = Was ein Zeichen bedeutet, hängt davon ab, wo es steht
table-cause-page-without-table = Seite mit Text, aber ohne Tabelle
table-cause-raised-kept = Hochgestelltes Zeichen ohne Fußnote auf der Seite
table-cause-label-unknown = Beschriftung, die andere Karten nicht haben
table-cause-label-missing = Karte ohne eine Beschriftung, die fast alle anderen haben
table-cause-total-differs = Die genannte Gesamtzahl ist eine andere als die gefundene
table-cause-row-over-page = Zeile reicht über einen Seitenwechsel
table-cause-readers-differ = Zwei Leseprogramme lesen verschieden
table-cause-one-reader = Nur ein Leseprogramm hat gelesen, keine Zelle ist verglichen. Mit „pdftotext“ (Paket poppler-utils) liest ein zweites mit
table-cause-text-changed = Text anders als in der Datei, etwa ein Trennstrich entfernt
table-cause-nested-table = Tabelle in einer Zelle
table-cause-two-contents = Eine Maßnahme an zwei Stellen mit zwei Inhalten
table-cause-tracked-changes = Nachverfolgte Änderungen: Gelöschtes ist ausgelassen

table-drawing-pages = Diese Seiten gibt es im Dokument nicht, oder die letzte kommt vor der ersten. Bitte prüfen Sie die Seitenzahlen.
table-drawing-lines = Es fehlt eine Linie zwischen Spalten, oder es sind mehr als 40. Bitte zeichnen Sie mindestens eine.
table-drawing-place = Eine Linie liegt außerhalb der Seite, oder zwei Linien liegen aufeinander. Bitte prüfen Sie die Millimeter.
table-drawing-height = Die Tabelle endet, bevor sie anfängt, oder liegt außerhalb der Seite. Bitte prüfen Sie Anfang und Ende.
table-drawing-column = Die Spalte, in der Zeilen anfangen sollen, gibt es nicht. Bitte wählen Sie eine der gezeichneten.
table-drawing-empty = An dieser Stelle stehen keine Wörter. Bitte prüfen Sie Seiten, Anfang und Ende.
table-drawing-words = Die Linien sind nicht lesbar. Bitte schreiben Sie Millimeter, etwa 20; 55,5; 120, an der Befehlszeile „3-9: 20 55.5 120“.
