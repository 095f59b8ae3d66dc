# SPDX-License-Identifier: EUPL-1.2
# Warum eine Datei nicht gelesen werden kann, und was an einem Profil nicht stimmt.

read-error-unreadable = { $file } lässt sich nicht lesen: { $why }
read-error-too-large = { $file } ist größer als { $limit } Bytes; bitte teilen Sie sie in mehrere Dateien
read-error-too-many = { $file } hat mehr als { $limit } { $what }; bitte teilen Sie sie in mehrere Dateien
read-error-cell-too-long = { $file }, Zeile { $row }, Spalte { $column }: Die Zelle hat mehr als { $limit } Bytes; bitte kürzen Sie sie, oder sehen Sie nach, ob davor ein Anführungszeichen fehlt
read-error-empty = { $file } ist leer; bitte exportieren Sie sie noch einmal
read-error-not-a-table = { $file } ist keine Tabelle: { $why }; bitte geben Sie eine Datei in CSV, XLSX, XLS, ODS oder JSON
read-error-locked = { $file } ist mit einem Passwort geschützt; bitte öffnen Sie sie, entfernen Sie das Passwort und speichern Sie sie neu
read-error-damaged = { $file } ist beschädigt oder abgeschnitten: { $why }; bitte exportieren oder laden Sie sie noch einmal
read-error-zip-claims-too-much = { $file } will ausgepackt { $claimed } Bytes groß sein, mehr als die erlaubten { $limit }; ausgepackt wurde nichts. Bitte speichern Sie die Tabelle als CSV, wenn sie wirklich so groß ist
read-error-formula = { $file }, Zeile { $row }, Spalte „{ $column }“ enthält eine Formel ({ $text }); bitte ersetzen Sie Formeln durch ihre Werte und speichern Sie neu
read-error-duplicate-heading = { $file } hat die Überschrift „{ $heading }“ in den Spalten { $first } und { $second }; bitte benennen Sie eine davon um, oder schreiben Sie im Profil „#{ $first }“ oder „#{ $second }“
read-error-no-heading-row = { $file } hat keine Zeile { $row }, in der das Profil die Überschriften sucht; bitte berichtigen Sie `heading_row`
read-error-missing-column = { $file } hat keine Spalte { $wanted } für { $by } ({ $advice }). Wenn sie in manchen Ausgaben fehlen darf, schreiben Sie im Profil optional = true
read-error-renamed-headings = { $renamed }; wenn sie dasselbe bedeuten, importieren Sie mit --accept-headings, oder nehmen Sie die neuen Überschriften ins Profil auf
read-error-missing-file = Im Ordner { $folder } fehlt die Datei { $wanted }, die das Profil liest; bitte legen Sie sie dazu, oder schreiben Sie im Profil optional = true
read-error-no-table-for-file = { $file } passt zu keiner Datei des Profils ({ $wanted }); bitte benennen Sie sie um, oder nehmen Sie ein anderes Profil
read-error-missing-sheet = { $file } hat kein Blatt { $sheet }; { $advice }
read-error-unsigned = { $file } ist nicht unterschrieben; bitte lassen Sie sich die unterschriebene Datei geben. Übernommen wurde nichts
read-error-broken-signature = Die Unterschrift unter { $file } gilt nicht: { $why }. Übernommen wurde nichts; bitte lassen Sie sich die Datei noch einmal geben
read-error-foreign-signature = { $file } hat jemand anderes unterschrieben, als Sie verlangen (Schlüssel { $keys }). Übernommen wurde nichts; bitte fragen Sie dort nach, woher die Datei kommt
read-error-not-a-form = { $file } ist kein Formular dieses Registers: { $why }; bitte füllen Sie die heruntergeladene Datei aus und geben Sie diese

read-reason-not-found = es gibt sie nicht; bitte prüfen Sie den Pfad
read-reason-not-allowed = Sie dürfen sie nicht lesen; bitte prüfen Sie ihre Rechte
read-reason-system = das System verweigert es; bitte prüfen Sie den Pfad und die Rechte
read-reason-is-pdf = es ist ein PDF
read-reason-is-pdf-as-table = es ist ein PDF, das wie eine Tabelle heißt; bitte fragen Sie nach der Tabelle selbst
read-reason-is-picture = es ist ein Bild
read-reason-is-picture-as-table = es ist ein Bild, das wie eine Tabelle heißt; bitte fragen Sie nach der Tabelle selbst
read-reason-is-gzip = es ist eine gzip-Datei; bitte packen Sie sie zuerst aus
read-reason-is-7z = es ist ein 7z-Archiv; bitte packen Sie es zuerst aus
read-reason-is-rar = es ist ein RAR-Archiv; bitte packen Sie es zuerst aus
read-reason-is-database = es ist eine Datenbank
read-reason-is-text-document = es ist ein Textdokument
read-reason-is-text-document-as-table = es ist ein Textdokument, das wie eine Tabelle heißt; bitte fragen Sie nach der Tabelle selbst
read-reason-is-web-page = es ist eine Webseite; bitte laden Sie die Datei dahinter herunter
read-reason-is-web-page-as-table = es ist eine Webseite, die wie eine Tabelle heißt; bitte öffnen Sie sie in einem Tabellenprogramm und speichern Sie sie als XLSX
read-reason-is-web-archive = es ist ein Webarchiv
read-reason-is-web-archive-as-table = es ist ein Webarchiv, das wie eine Tabelle heißt; bitte öffnen Sie es in einem Tabellenprogramm und speichern Sie es als XLSX
read-reason-is-excel-2003 = es ist eine XML-Datei von Excel 2003; bitte öffnen Sie sie in einem Tabellenprogramm und speichern Sie sie als XLSX
read-reason-is-flat-odf = es ist eine OpenDocument-Datei aus einem Stück; bitte öffnen Sie sie in einem Tabellenprogramm und speichern Sie sie als ODS
read-reason-is-xml = es ist eine XML-Datei
read-reason-is-tree = es ist JSON; schreiben Sie im Profil [[tree]] statt [[table]]
read-reason-is-word = es ist ein Word-Dokument
read-reason-is-presentation = es ist eine Präsentation
read-reason-is-numbers = es ist eine Datei von Apple Numbers oder Pages; bitte exportieren Sie sie als XLSX
read-reason-is-zip = es ist eine ZIP-Datei ohne Tabelle; bitte packen Sie sie zuerst aus
read-reason-is-office = es ist eine Office-Datei ohne Tabelle
read-reason-is-old-or-locked = es ist eine alte Datei von Excel oder Word, oder eine geschützte; bitte speichern Sie sie als XLSX
read-reason-is-plain-text = es ist reiner Text
read-reason-control-characters = sie enthält Steuerzeichen wie Programme und Bilder
read-reason-not-encoded = sie ist kein gültiges { $encoding }
read-reason-ends-in-letter = sie endet mitten in einem Zeichen
read-reason-open-quote = das Anführungszeichen, das in Zeile { $row } eine Zelle öffnet, wird nie geschlossen
read-reason-no-columns = ihre erste Zeile ist „{ $start }“, und das trennt keine Spalten
read-reason-parts-do-not-fit = ihre Teile passen nicht zusammen
read-reason-sheet-ends = ihr Blatt hört mittendrin auf
read-reason-unknown-reference = sie verweist auf „&{ $name };“, das es nicht gibt
read-reason-read-as = sie wurde als { $format } gelesen und enthält nicht, was eine solche Datei enthält
read-reason-bundle-changed = „{ $part }“ ist anders als unterschrieben, fehlt oder kam dazu
read-reason-bundle-two-persons = es fehlen die Unterschriften zweier verschiedener Personen
read-reason-bundle-signature = der Inhalt wurde seitdem geändert
read-reason-bundle-without-tables = diese Freigabe besteht aus erfundenen Datensätzen und hat keine Tabellen mit Zahlen
read-reason-bundle-line = Zeile { $row } ist nicht, was dort stehen soll
read-reason-json = ihr JSON stimmt in Zeile { $row }, Zeichen { $column } nicht
read-reason-nothing-under = unter „{ $path }“ steht nichts
read-reason-neither-list-nor-node = ihr JSON ist weder eine Liste von Knoten noch ein Knoten
read-reason-nodes-without-keys = einige ihrer Knoten haben keine Schlüssel
read-reason-no-hidden-sheet = ihr verborgenes Blatt fehlt
read-reason-no-row-of-keys = ihre verborgene Zeile mit Schlüsseln fehlt
read-reason-renamed = { $file }: „{ $gone }“ ({ $reads }) ist nicht mehr da, „{ $new }“ ist neu, { $place }, und enthält dieselbe Art von Werten, zum Beispiel „{ $examples }“
read-reason-at-its-place = steht an derselben Stelle
read-reason-much-alike = heißt ähnlich
read-reason-cell = Zeile { $row }, Spalte „{ $column }“: { $fault }
read-reason-cell-too-long = ein Text von { $length } Zeichen, wo eine Zelle { $limit } fasst; bitte kürzen Sie ihn
read-reason-cell-wrong-kind = ein Wert anderer Art als die Spalte
read-reason-cell-unknown-choice = „{ $given }“, das nicht zur Auswahl steht
read-reason-cell-too-early = { $day }, ein Tag vor 1906

read-many-rows = Zeilen
read-many-columns = Spalten
read-many-cells = Zellen
read-many-files = Dateien
read-many-sheets = Blätter
read-many-parts = Teile
read-many-merged = verbundene Zellen
read-many-keys = verschiedene Schlüssel
read-many-nodes = Knoten
read-many-values = Werte
read-many-levels = Ebenen ineinander
read-many-choices = Auswahlmöglichkeiten

read-advice-name = „{ $name }“
read-advice-or = { $first } oder { $other }
read-advice-near = meinten Sie „{ $name }“?
read-advice-allowed = möglich sind: { $names }
read-advice-language = schreiben Sie zwei kleine Buchstaben, etwa "de"

form-error-form-name = { $what } „{ $name }“ des Formulars { $why }; bitte geben Sie jedem einen eigenen Namen
form-error-key = Schlüssel
form-error-id = Kennung
form-error-revision = Fassung
form-error-label = Beschriftung
form-error-blank = ist leer
form-error-not-clean = enthält unsichtbare Zeichen
form-error-reserved = ist vergeben
form-error-twice = kommt zweimal vor
form-error-form-too-many = das Formular hat mehr als { $limit } { $what }; bitte teilen Sie es in mehrere
form-error-form-width = Zeile { $row } des Formulars hat { $met } Zellen für { $wanted } Spalten
form-error-form-cells = das Formular kann nicht aufnehmen: { $cells }
form-error-form-writer = das Formular lässt sich nicht schreiben

profile-error-profile-syntax = { $at }: { $what }; die Schlüssel stehen in docs/profiles.md
profile-error-profile-unknown = { $at }: „{ $given }“ ist { $wanted }; { $advice }
profile-error-profile-contradiction = { $at }: { $what }

profile-wanted-key = kein Schlüssel dieses Teils
profile-wanted-noun = kein Gegenstand
profile-wanted-attribute = keine Angabe von { $noun }
profile-wanted-language = keine Sprache
profile-wanted-encoding = keine Kodierung
profile-wanted-word = kein Wort der Liste von { $attribute }
profile-wanted-day-order = keine Reihenfolge von Tag und Monat

profile-fault-not-toml = das ist kein gültiges TOML
profile-fault-missing-key = der Schlüssel `{ $key }` fehlt in diesem Teil
profile-fault-key-twice = diesen Schlüssel gibt es zweimal
profile-fault-not-a-text = hier wird ein Text in Anführungszeichen erwartet
profile-fault-not-true-or-false = hier wird `true` oder `false` erwartet
profile-fault-not-a-list = hier wird eine Liste in Klammern erwartet
profile-fault-wrong-type = hier wird ein Wert anderer Art erwartet
profile-fault-not-a-day = „{ $given }“ ist kein Tag; schreiben Sie ihn als "2025-06-23"
profile-fault-reads-nothing = das Profil liest nichts; ergänzen Sie [[table]] oder [[tree]]
profile-fault-plan-without-id = der Plan hat keine Kennung; ergänzen Sie id = "…"
profile-fault-not-one-sign = „{ $given }“ ist nicht ein Zeichen; schreiben Sie genau eines, etwa ","
profile-fault-which-columns = „{ $attribute }“ braucht entweder `column`, `columns` oder `flags`; `column` ist eine Überschrift (oder mehrere mögliche), `columns` sind mehrere Zellen einer Liste, `flags` sind Spalten mit ja und nein
profile-fault-split-is-empty = `split` ist leer; nennen Sie das Trennzeichen, etwa ";"
profile-fault-part-of-nothing = `part` zählt die Teile von `split`, von 1 an; ergänzen Sie split = "…", und schreiben Sie 1 für den ersten Teil oder -1 für den letzten
profile-fault-joins-nothing = „{ $join }“ verbindet nichts; `join` ist für mehrere `columns` und nicht für `split`
profile-fault-attribute-is-no-list = „{ $attribute }“ ist keine Liste; `split` ohne `part` und `columns` ohne `join` gibt es für { $lists }
profile-fault-no-expression = „{ $text }“ ist kein regulärer Ausdruck; um das Gesuchte steht ein Klammerpaar, etwa "([0-9]{"{"}4{"}"})"
profile-fault-test-without-column = der Test nennt keine Spalte; ergänzen Sie column = "…"
profile-fault-test-asks-not-one = der Test fragt nichts oder mehreres; nehmen Sie genau eines von equals, starts_with, ends_with, contains, present; eine zweite Frage kommt in `and` oder `or`
profile-fault-test-and-or = der Test hat `and` und `or`; setzen Sie eines davon in den Test des anderen
profile-fault-further-without-column = `{ $key }` eines Tests nennt keine Spalte; ergänzen Sie column = "…"
profile-fault-no-records = aus diesen Dateien wird nichts gelesen; ergänzen Sie [[table.record]] (oder [[tree.record]]) mit Gegenstand und Spalten
profile-fault-constant-and-column = „{ $attribute }“ ist zugleich Konstante und Spalte; behalten Sie eines davon
profile-fault-states-nothing = der Eintrag sagt nichts; ergänzen Sie Spalten oder Konstanten
profile-fault-rows-without-depth = eine Tabelle hat keine Tiefe und keine Blätter; schreiben Sie `parent` in die Tabelle, wenn Zeilen die Zeilen über sich nennen, oder wählen Sie Zeilen mit `when`
profile-fault-rows-under-no-key = Zeilen einer Tabelle stehen unter keinem Schlüssel; wählen Sie sie mit `when`
profile-fault-values-of-no-column = Werte sind übersetzt für „{ $attribute }“, das aus keiner Spalte kommt; { $advice }
profile-fault-words-twice = „{ $time }“ und „{ $time }.as_written“ sind dieselben Worte; behalten Sie eines davon
profile-fault-name-of-lookup = „{ $given }“ kann nicht der Name einer zweiten Datei sein; nehmen Sie ein anderes Wort ohne Punkt, etwa "achse"
profile-fault-no-files = die Liste der Dateien ist leer; nennen Sie mindestens eine, etwa file = "massnahmen.csv"
profile-fault-no-separator = „{ $given }“ kann keine Zellen trennen; nehmen Sie ",", ";", "\t" oder "|"

profile-note-proposal = Ein Vorschlag, aus Überschriften und Zellen erraten. Prüfen Sie jede Zeile; docs/profiles.md erklärt die Schlüssel.
profile-note-complete = true: Was eine neue Datei nicht mehr nennt, gilt als aus dem Plan gestrichen.
profile-note-plan = Keine Spalte nennt den Plan: Geben Sie ihm seine wirkliche Kennung und seinen Titel.
profile-note-nothing = Nichts wurde erkannt: Eine Spalte hält nur den Platz frei.
profile-note-unmatched = Nicht erkannt; ordnen Sie sie unten zu, oder führen Sie sie unter `ignore` auf:
profile-note-series = Zahlen nach Jahren, von { $first } bis { $last }; ein Eintrag mit each = "????" liest sie einzeln.
profile-note-words = Sagen Sie, was diese Wörter bedeuten: { $words }
