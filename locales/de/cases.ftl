# SPDX-License-Identifier: EUPL-1.2
# Falldaten: das Programm wegmarke-cases.

# Dateien und ihre Fehler
cases-file-too-large = Die Datei ist zu groß. Teilen Sie sie nach Jahren.
cases-file-empty = Die Datei enthält keine Zeilen. Beginnen Sie mit der Vorlage („wegmarke-cases template“).
cases-file-not-utf8 = Die Datei ist nicht in UTF-8 gespeichert. Wählen Sie beim Speichern „CSV UTF-8“ oder speichern Sie als XLSX oder ODS.
cases-file-broken = Die Datei lässt sich nicht als CSV, XLSX oder ODS lesen. Öffnen Sie sie in der Tabellenkalkulation und speichern Sie sie neu.
cases-file-many-sheets = Mehrere Tabellenblätter enthalten etwas. Lassen Sie nur das Blatt mit den Fällen in der Datei.
cases-column-unknown = Diese Überschrift steht nicht im Codebuch. Benennen Sie die Spalte um oder entfernen Sie sie; Namen gehören nicht hierher.
cases-column-twice = Diese Spalte kommt zweimal vor. Entfernen Sie eine.
cases-column-missing = Die Spalte „{ $about }“ fehlt. Ergänzen Sie sie.
cases-row-too-long = Hier steht etwas rechts von der letzten Überschrift. Prüfen Sie, ob Spalten verrutscht sind.
cases-cell-needed = Diese Zelle darf nicht leer sein.
cases-cell-year = Das ist kein Jahr zwischen 1990 und 2100. Schreiben Sie vier Ziffern.
cases-cell-age = Das ist kein Alter in Jahren. Schreiben Sie eine ganze Zahl von 0 bis 120, oder lassen Sie die Zelle leer.
cases-cell-country = Das ist kein Ländercode. Schreiben Sie drei große Buchstaben nach ISO 3166, etwa ROU.
cases-cell-number = Das ist keine ganze Zahl von 0 bis { $about }. Schreiben Sie nur Ziffern, oder lassen Sie die Zelle leer.
cases-cell-code = Dieser Code steht nicht im Codebuch. Möglich sind: { $about }. Nicht erfasst: leer lassen.
cases-number-twice = Diese Fallnummer steht schon in Zeile { $about }. Fassen Sie beide zusammen oder korrigieren Sie die Nummer.
cases-at-cell = Zeile { $row }, Spalte „{ $column }“: { $what }
cases-at-row = Zeile { $row }: { $what }
cases-nothing-taken =
    { $n ->
        [one] Ein Fehler; es wurde nichts übernommen.
       *[other] { $n } Fehler; es wurde nichts übernommen.
    }
cases-checked = Gelesen: { $cases } Fälle mit Einwilligung, { $without } ohne, { $withdrawn } widerrufen.

# Wiedererkennen
cases-risk =
    { $n ->
        [0] Niemand ist durch bis zu drei sichtbare Merkmale einzigartig.
        [one] Eine Person ist durch bis zu drei sichtbare Merkmale einzigartig:
       *[other] { $n } Personen sind durch bis zu drei sichtbare Merkmale einzigartig:
    }
cases-risk-line = einzigartig durch: { $by }. Gröber fassen oder weglassen: { $coarser }.

# Übergeben und Sammeln
cases-handed-over = { $n } Fälle liegen verschlüsselt in { $file }. Nur die Sammelstelle kann die Datei öffnen.
cases-key-made = Der Schlüssel liegt bereit. Geben Sie nur diesen öffentlichen Teil weiter: { $key }
cases-pool-made = Die Sammlung ist angelegt. Geben Sie den Stellen diese Datei auf sicherem Weg: { $file }
cases-received =
    { $n ->
        [one] Eine Lieferung wurde aufgenommen.
       *[other] { $n } Lieferungen wurden aufgenommen.
    }
cases-pool = In der Sammlung: { $cases } Fälle von { $centres } Stellen; { $without } ohne Einwilligung bleiben draußen, { $withdrawn } widerrufen.
cases-alike = { $one } und { $other }: { $n } Fälle sehen gleich aus. Das muss nicht dieselbe Person sein; fragen Sie die Stellen.

# Freigabe
cases-audited = { $cells } Zellen, davon { $hidden } unterdrückt; { $checked } Gruppen geprüft, { $earlier } frühere Tabellen berücksichtigt.
cases-stopped = Die Freigabe ist angehalten. Dagegen steht:
cases-objection = { $why }: aus den Tabellen { $tables } lässt sich eine Gruppe herausrechnen; es bleiben { $possible } Zahlen möglich, nötig sind { $needed }. Lassen Sie eine der Tabellen weg oder fassen Sie Kategorien zusammen.
cases-objection-centre = { $why }: eine Stelle kann aus den Tabellen { $tables } durch Abzug ihrer eigenen Fälle eine Gruppe herausrechnen; es bleiben { $possible } Zahlen möglich, nötig sind { $needed }. Lassen Sie eine der Tabellen weg oder fassen Sie Kategorien zusammen.
cases-objection-sum = { $why }: aus den Tabellen { $tables } lässt sich eine Summe zu genau bestimmen; die kleinste und die größte mögliche liegen { $possible } auseinander, nötig sind { $needed }. Lassen Sie eine der Tabellen weg oder fassen Sie Kategorien zusammen.
cases-objection-sum-centre = { $why }: eine Stelle kann aus den Tabellen { $tables } durch Abzug ihrer eigenen Fälle eine Summe zu genau bestimmen; die kleinste und die größte mögliche liegen { $possible } auseinander, nötig sind { $needed }. Lassen Sie eine der Tabellen weg oder fassen Sie Kategorien zusammen.
cases-why-small = Wenige Personen
cases-why-empty = Niemand
cases-why-full-row = Alle in einer Zeile gleich
cases-why-one-centre = Alle von einer Stelle
cases-why-dominated = Fast alle von einer Stelle
cases-why-dominance = Fast alles von wenigen Personen
cases-why-p-percent = Der Betrag einer Person ließe sich genau bestimmen
cases-drawn = { $cells } Zellen mit Rauschen; verbraucht bisher: { $spent } von einem Budget mit ε { $epsilon }, δ { $delta }.
cases-budget = Budget für Privatheit: ε { $epsilon }, δ { $delta }. Verbraucht bisher: ε { $spent }.
cases-budget-none = Die Sammlung hat kein Budget für Privatheit. Legen Sie es einmal fest, mit --epsilon und --delta; später lässt es sich nicht erhöhen.
cases-budget-stays = Das Budget für Privatheit wird einmal festgelegt und bleibt, wie es ist.
cases-proposed = Vorschlag { $number } liegt bereit. Eine zweite Person liest die Prüfung und gibt mit dem eigenen Schlüssel frei.
cases-same-person = Wer vorschlägt, gibt nicht selbst frei. Es braucht den Schlüssel einer zweiten Person.
cases-outdated = Seit diesem Vorschlag ist etwas anderes erschienen. Schlagen Sie neu vor, damit beides zusammen geprüft wird.
cases-released = Freigegeben. Die Dateien liegen in { $folder }.
cases-signed-by = Unterschrieben von „{ $name }“ mit dem Schlüssel { $key }.
cases-verified =
    { $n ->
        [one] Eine Tabelle; alle Dateien und beide Unterschriften stimmen.
       *[other] { $n } Tabellen; alle Dateien und beide Unterschriften stimmen.
    }
cases-ledger-holds =
    { $n ->
        [one] Ein Eintrag; das Protokoll stimmt.
       *[other] { $n } Einträge; das Protokoll stimmt.
    }

# Seiten
cases-release-intro = „Unterdrückt“ heißt: Die Zahl wird nicht genannt, damit niemand wiedererkannt wird. „Keine“ heißt: niemand, wenn unten bei der Methode nichts anderes steht. „Nicht erfasst“ heißt: Die Stellen wissen es nicht oder haben es nicht festgehalten; es heißt nie „nein“.
cases-several = Eine Person kann mehrfach vorkommen; die Zahlen ergeben zusammen mehr als die Summe.
cases-sum-people = { $title }: Personen, von denen „{ $sum }“ erfasst ist
cases-sum-title = { $title }: { $sum }, zusammengezählt
cases-pages = Seiten
cases-other-language = English
cases-records =
    { $n ->
        [one] Ein Datensatz
       *[other] { $n } Datensätze
    }
cases-records-text = Die ersten zehn; alle stehen in den Dateien der Freigabe.
cases-total = Zusammen
cases-count = Personen
cases-none = keine
cases-suppressed = unterdrückt
cases-not-recorded = nicht erfasst
cases-method = Verfahren und Prüfung
cases-method-text-exact = Zahlen unter dem kleinsten gezeigten Wert, leere Zellen nach Regel und Zahlen, die fast nur von einer Stelle kommen, werden unterdrückt. Weitere Zellen werden unterdrückt, damit sich keine davon herausrechnen lässt, auch nicht zusammen mit früheren Veröffentlichungen. Geprüft wurde mit linearen Programmen über alle Tabellen und Summen.
cases-method-sums = Eine Summe steht nur, wo die Zahl der Menschen dahinter steht. Summen, die fast nur von wenigen Personen kommen oder aus denen sich der Betrag einer Person genau bestimmen ließe, sind unterdrückt, und andere mit ihnen, damit keiner dieser Beträge aus dem Genannten folgt.
cases-method-text-cell-keys = Die Zahlen weichen absichtlich etwas ab, für dieselben Menschen immer gleich; wo niemand ist, steht „keine“, und keine kleine Zahl wird gezeigt; „keine“ kann hier also auch sehr wenige heißen. Damit nichts davon jemanden verrät, sind Zahlen unterdrückt, die fast nur von einer Stelle kommen. Geprüft wurde über alle Tabellen und Summen, auch zusammen mit früheren Veröffentlichungen, und so, als wäre die größte Abweichung bekannt.
cases-method-text-dp = Zu jeder Zahl kam Rauschen, das verbirgt, ob irgendein einzelner Mensch darin ist, wer auch immer fragt und was er sonst weiß, auch vor einer Stelle, die alle anderen kennt (Differential Privacy, gezogen mit OpenDP). Tabellen, die dasselbe sagen, wurden danach in Einklang gebracht, und was unter null lag, wurde 0: Eine 0 heißt nicht sicher „niemand“, und eine kleine Zahl kann „niemand“ heißen. Teile ergeben nicht immer genau die Summe. Wo die Standardabweichung unten groß ist gegen eine Zahl, sagt die Zahl wenig. Das Rauschen hat keinen Startwert; diese Zahlen lassen sich aus den Fällen nicht nachrechnen und sollen es nicht: Neu zu ziehen würde wieder Privatheit kosten. Was alle solchen Freigaben dieser Sammlung zusammen kosten dürfen, wurde einmal festgelegt; was sie kosteten, steht unten. Datensätze, wo es welche gibt, wurden allein aus diesen Zahlen gezogen; keiner ist ein Mensch.
cases-method-text-synthetic = Diese Datensätze sind erfunden; keiner ist ein Mensch. Jede Verbindung von Werten bis zur geschützten Länge haben mindestens so viele wirkliche Menschen, wie die kleinste gezeigte Zahl verlangt, und sie kommen von mehr als einer Stelle; was zu wenige haben, wurde zu „nicht erfasst“. Längere Verbindungen können erfunden sein und bedeuten nichts. Geben Sie Zahlen aus diesen Datensätzen nicht als Zahlen von Menschen aus.
cases-verify-text = Prüfen Sie diese Veröffentlichung mit „wegmarke-cases verify“: alle Dateien und die Unterschriften zweier Personen.
cases-fact-years = Jahre
cases-fact-codebook = Codebuch
cases-fact-class = Art der Freigabe
cases-class-exact = genaue Zahlen mit unterdrückten Zellen
cases-class-dp = Zahlen mit Rauschen (Differential Privacy)
cases-class-synthetic = synthetische Datensätze
cases-class-cell-keys = Zahlen mit kleinen Abweichungen (Zellschlüssel)
cases-parameter-threshold = Kleinste gezeigte Zahl
cases-parameter-sensitive-threshold = Kleinste gezeigte Zahl bei Staatsangehörigkeit oder Region
cases-parameter-share = Höchster Anteil einer Stelle in Prozent
cases-parameter-zeros = Leere Zellen
cases-parameter-dominance = Dominanz (n, k): die n größten Beträge sind höchstens der Anteil k einer Summe
cases-parameter-p-percent = p-%-Regel: kein Betrag lässt sich auf diesen Anteil genau bestimmen
cases-parameter-noise = Rauschen
cases-value-laplace = diskret nach Laplace
cases-value-gaussian = diskret nach Gauß
cases-parameter-epsilon = ε dieser Freigabe
cases-parameter-delta = δ dieser Freigabe
cases-parameter-deviation = Größte Standardabweichung des Rauschens einer Zelle
cases-parameter-seed = Startwert der Datensätze
cases-parameter-spent = Von dieser Freigabe verbrauchte Privatheit (ρ)
cases-parameter-spent-in-all = Von allen Freigaben bisher verbrauchte Privatheit (ρ)
cases-parameter-budget = Budget der Sammlung (ρ)
cases-parameter-budget-epsilon = Budget der Sammlung: ε
cases-parameter-budget-delta = Budget der Sammlung: δ
cases-parameter-length = Längste geschützte Verbindung von Werten
cases-quality =
    { $n ->
        [one] Güte bei einzelnen Werten
       *[other] Güte bei Verbindungen von { $n } Werten
    }
cases-quality-noisy-says = { $preserved } von { $allowed } veröffentlichten Zahlen ab zehn haben Datensätze, { $fabricated } Verbindungen kommen vor, die als 0 veröffentlicht sind; mittlerer Fehler { $error } Prozent, alles verglichen mit den veröffentlichten Zahlen
cases-quality-says = { $preserved } von { $allowed } erhalten, { $fabricated } erfunden, { $leaked } verraten; mittlerer Fehler { $error } Prozent
cases-parameter-variance = Varianz der Abweichungen
cases-parameter-additive = Summen aus den gezeigten Teilen gebildet
cases-value-yes = ja
cases-value-no = nein
cases-value-hide = unterdrückt
cases-value-show = als „keine“ gezeigt
cases-audit-cells = Zellen
cases-audit-by-rule = davon nach Regel unterdrückt
cases-audit-for-others = davon zum Schutz anderer unterdrückt
cases-audit-checked = Geprüfte Gruppen
cases-audit-earlier = Frühere Tabellen, die mitgeprüft wurden
cases-serving = Die Seite steht auf diesem Rechner bereit: { $address } (Strg+C beendet sie)
cases-start = Falldaten
cases-start-intro = Diese Seite läuft nur auf diesem Rechner. Sie zeigt, was freigegeben wurde, und keinen Fall.
cases-releases = Freigaben
cases-no-release = Noch nichts freigegeben.
cases-tables =
    { $n ->
        [one] eine Tabelle
       *[other] { $n } Tabellen
    }
cases-ledger = Protokoll
cases-ledger-empty = Noch kein Eintrag.
cases-entry-budget-set = Budget für Privatheit festgelegt
cases-entry-budget-spent = Budget für Privatheit: Rauschen gezogen
cases-entry-pool-received = Lieferungen aufgenommen
cases-entry-release-published = Veröffentlicht
cases-entry-release-stopped = Von der Prüfung angehalten

# Zählen und Schätzen
cases-counted = { $rows } Zeilen, { $combinations } Verbindungen, zusammen { $sum }; { $below } davon haben weniger als zehn. Nicht zum Veröffentlichen: Das ging durch keine Prüfung.
cases-estimate = Wie viele auf keiner Liste stehen: eine Schätzung
cases-estimate-intro = { $observed } Menschen stehen auf mindestens einer der Listen { $lists }. Aus den Überschneidungen lässt sich abschätzen, wie viele es mit denen sind, die auf keiner stehen. Jedes Verfahren antwortet anders; eine einzelne Zahl gibt es nicht.
cases-estimate-way = Verfahren
cases-estimate-answer = Antwort
cases-estimate-pairs = Listen, die im Modell zusammenhängen
cases-estimate-says =
    { $without ->
        [0] zwischen { $low } und { $high } (Mitte { $middle })
       *[other] zwischen { $low } und { $high } (Mitte { $middle }); { $without } Wiederholungen ohne Antwort
    }
cases-no-pairs = keine
cases-way-stepwise = Schrittweise (p ≤ 0,02)
cases-way-threshold = Bayessche Schwelle (zwei Standardabweichungen)
cases-way-bic = Kleinstes BIC
cases-refused-none = Keine Schätzung: In diesem Modell gibt es keine.
cases-refused-many = Keine Schätzung: Die Listen erklären verschiedene Zahlen gleich gut.
cases-refused-unsettled = Keine Schätzung: Die Rechnung kommt zu keinem Ende.
cases-estimate-limits = Was das nicht kann
cases-estimate-limits-text = Die Schätzung setzt voraus, dass alle dieselbe Gruppe meinen, niemand doppelt gezählt oder verwechselt wird und nicht ganze Gruppen auf keiner Liste stehen können. Das lässt sich mit den Listen selbst nicht prüfen. Die Spanne gilt nur, wenn es stimmt.
cases-estimate-dissent = Dem wird widersprochen: Whitehead, Jackson, Balch und Francis (2021) halten solche Schätzungen für Menschenhandel im Vereinigten Königreich für ungeeignet, weil die Listen voneinander abhängen und sich kaum überschneiden.

# Zahlen anderer
cases-figures = { $cells } Zellen, davon { $suppressed } unterdrückt.
cases-figures-follow =
    { $n ->
        [0] Keine unterdrückte Zelle folgt aus einer Subtraktion.
        [one] Eine unterdrückte Zelle folgt aus einer Subtraktion. Was folgt, steht hier nicht.
       *[other] { $n } unterdrückte Zellen folgen aus einer Subtraktion. Was folgt, steht hier nicht.
    }
cases-figures-twice = { $at }: zweimal da, als { $one } und als { $other }.
cases-figures-differs = { $at }: gedruckt als { $total }, die Teile ergeben { $parts }.
cases-figures-too-many = { $at }: gedruckt als { $total }, allein die gedruckten Teile sind { $parts }.
cases-figures-too-few = { $at }: gedruckt als { $total }, die Teile sind höchstens { $parts }.
cases-figures-hidden-total = { $at }: als klein unterdrückt, allein die gedruckten Teile sind { $parts }.
cases-figures-unreadable = { $at }: weder eine Zahl noch „<5“.

# Europäische Statistik
cases-form-made = Das Formular ist fertig: { $file }. Füllen Sie die Spalte „count“ aus; 0 heißt keine, leer heißt nicht geliefert.
cases-form-source = Quelle: { $source }.
cases-form-year = Das ist nicht das Jahr, für das gemeldet wird.
cases-form-line = Diese Zeile steht nicht im Formular. Lassen Sie Tabelle, Liste und Code, wie sie sind.
cases-form-twice = Diese Zeile gibt es zweimal. Entfernen Sie eine davon.
cases-form-count = Das ist keine ganze Zahl. Schreiben Sie nur Ziffern, oder lassen Sie die Zelle leer.
cases-form-nothing = { $authority }: nichts geliefert.
cases-form-no-table = { $authority }: Die Tabelle „{ $table }“ ist leer.
cases-form-differs = { $authority }, { $line }: Formulare nennen verschiedene Zahlen: { $counts }. Alle stehen in der Datei.
cases-form-sum = { $authority }, { $table }: insgesamt angegeben sind { $total }, nach „{ $by }“ sind es zusammen { $sum }. Beides bleibt wie angegeben.
cases-form-collected =
    { $n ->
        [0] Nichts anzusehen. Die Formulare stehen zusammen in { $file }.
        [one] Eines ist anzusehen. Die Formulare stehen zusammen in { $file }.
       *[other] { $n } Stellen sind anzusehen. Die Formulare stehen zusammen in { $file }.
    }
cases-form-not-for-publishing = Zum Einreichen, nicht zum Veröffentlichen: Kleine Zahlen sind hier nicht unterdrückt.

# Hilfe (--help)
cases-help-program = Falldaten: Sammlung, Prüfung, Freigaben.
cases-help-arg-lang = Die Sprache, in der etwas gesagt wird.
cases-help-template = Für eine Stelle: eine leere Tabelle zu einem Codebuch, als CSV in der Ausgabe.
cases-help-arg-codebook = Codebuch: german-network, ctdc oder eine Datei.
cases-help-check = Für eine Stelle: eine Tabelle prüfen und sagen, wer darin wiedererkannt werden könnte.
cases-help-arg-file = CSV, XLSX oder ODS.
cases-help-hand-over = Für eine Stelle: Fälle als eine verschlüsselte Datei übergeben.
cases-help-hand-over-centre = Kurzname der Stelle, jedes Jahr derselbe.
cases-help-hand-over-to = Die Datei `for-centres.toml` der Sammelstelle.
cases-help-arg-out = Wohin geschrieben wird.
cases-help-key = Einen Schlüssel für eine Person anlegen, mit dem sie unterschreibt.
cases-help-key-name = Die Funktion der Person; sie steht in Freigaben.
cases-help-init = Für die Sammelstelle: eine leere Sammlung anlegen.
cases-help-init-folder = Ihr Ordner.
cases-help-receive = Für die Sammelstelle: aufnehmen, was Stellen übergeben haben, alles oder nichts.
cases-help-arg-folder = Der Ordner der Sammlung.
cases-help-receive-files = Dateien von Stellen.
cases-help-pool = Für die Sammelstelle: was in der Sammlung ist.
cases-help-budget = Für die Sammelstelle: das Budget für Privatheit aller Freigaben mit Rauschen; einmal festlegen, oder ansehen.
cases-help-budget-epsilon = ε, das sie alle zusammen einhalten; ohne das wird das Budget gezeigt.
cases-help-budget-delta = δ, das sie alle zusammen einhalten.
cases-help-propose = Für die erste Person: einen Plan durch die Prüfung schicken.
cases-help-propose-plan = Der Plan.
cases-help-propose-key = Der Schlüssel der Person.
cases-help-release = Für die zweite Person: das Vorgeschlagene freigeben, nachdem sie die Prüfung gelesen hat.
cases-help-release-draft = Nummer des Vorschlags.
cases-help-release-key = Der Schlüssel der Person; nicht der, mit dem vorgeschlagen wurde.
cases-help-release-out = Ordner für die Dateien; darf noch nicht da sein.
cases-help-verify = Für alle: Dateien und Unterschriften einer Freigabe prüfen.
cases-help-verify-folder = Ihr Ordner.
cases-help-verify-known = Öffentliche Schlüssel von Personen, die freigeben dürfen; andere Unterschriften gelten nicht.
cases-help-ledger = Was freigegeben wurde, für immer; jeder Eintrag wird geprüft.
cases-help-demo = Ein Beispiel: erfundene Fälle von sechs Stellen, Freigaben jeder Art, und eine, die angehalten wird.
cases-help-demo-folder = Sein Ordner; darf noch nicht da sein.
cases-help-demo-port = Port auf 127.0.0.1 für die Seite, die es zeigt; keiner: Es endet, wenn alles angelegt ist.
cases-help-estimate = Wie viele Menschen auf keiner Liste stehen: mehrere Antworten und eine Seite, nie eine einzige Zahl.
cases-help-estimate-file = CSV: für jede Liste eine Spalte mit 0 und 1, und eine Spalte `count`.
cases-help-estimate-out = Wohin die Seite geschrieben wird; darf noch nicht da sein.
cases-help-estimate-repetitions = Wiederholungen des Bootstraps.
cases-help-estimate-seed = Startwert: derselbe gibt dieselbe Antwort.
cases-help-form = Europäische Statistik: ein leeres Formular für eine Behörde.
cases-help-form-authority = Für wen das Formular ist.
cases-help-arg-year = Jahr, über das berichtet wird.
cases-help-form-out = Wohin geschrieben wird: .csv, .xlsx oder .ods; darf noch nicht da sein.
cases-help-collect = Europäische Statistik: Formulare mehrerer Behörden nebeneinanderlegen und zum Einreichen schreiben.
cases-help-collect-files = Ausgefüllte Formulare.
cases-help-collect-expected = Eine Behörde, von der ein Formular erwartet wird; für jede einmal.
cases-help-collect-out = Wohin geschrieben wird: .csv, .xlsx oder .ods; darf noch nicht da sein.
cases-help-figures = Veröffentlichte Zahlen anderer: Widersprüche, und wie viele unterdrückte Zellen aus dem Rest folgen.
cases-help-figures-file = CSV, XLSX oder ODS mit den Spalten der langen Tabellen von UNODC.
cases-help-count = Im Haus: alle Verbindungen von Werten einer CSV-Datei zählen. Nicht zum Veröffentlichen.
cases-help-count-file = CSV mit Überschriften; eine leere Zelle ist nicht erfasst.
cases-help-count-length = Die längste Verbindung.
cases-help-count-threads = Wie viel gleichzeitig gezählt wird.
cases-help-count-out = Wohin alle Verbindungen mit ihren Anzahlen geschrieben werden.
cases-help-serve = Eine Seite im Browser dieses Rechners.
cases-help-serve-port = Port auf 127.0.0.1; 0: irgendein freier.
