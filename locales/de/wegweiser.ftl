# SPDX-License-Identifier: EUPL-1.2
# Wegweiser: das Programm wegmarke-wegweiser. Die Worte der Seiten selbst stehen beim Inhalt.

way-no-folder = Der Ordner „{ $folder }“ ist nicht da. Prüfen Sie die Schreibweise.
way-link = „{ $file }“ ist eine Verknüpfung. Legen Sie die Datei selbst in den Ordner; Verknüpfungen könnten etwas veröffentlichen, das nicht dazugehört.
way-too-many = Der Ordner enthält mehr als { $n } Dateien. Ist es der Ordner mit dem Inhalt?
way-not-ours = „{ $folder }“ enthält etwas, das dieses Programm nicht geschrieben hat. Wählen Sie einen neuen oder leeren Ordner; überschrieben wird nichts.
way-no-script = Das Skript, das den Bogen verschlüsselt, fehlt in diesem Programm. Bauen Sie es nach „cargo xtask assets“ neu.
way-line = Zeile { $n }
way-errors =
    { $n ->
        [one] Ein Fehler; so lässt sich nichts bauen:
       *[other] { $n } Fehler; so lässt sich nichts bauen:
    }
way-gaps =
    { $n ->
        [one] Eine Lücke:
       *[other] { $n } Lücken:
    }
way-read = Gelesen: { $cards } Karten, { $services } Stellen, { $texts } Texte in allen Sprachen.
way-built = Gebaut: { $written } Dateien geschrieben, { $same } unverändert, { $removed } entfernt.
way-serving = Zu sehen unter { $address } (nur auf diesem Rechner; Strg+C beendet).
way-nothing-fits = Dazu gibt es keinen Text. Prüfen Sie Sprache und Namen, etwa „texts/guide/rights“.
way-recorded =
    { $n ->
        [one] Ein Text ist in states.toml vermerkt.
       *[other] { $n } Texte sind in states.toml vermerkt.
    }

# Fehler
way-problem-file-too-long = Die Datei ist größer als 1 MB. Teilen Sie sie.
way-problem-not-utf8 = Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie als „UTF-8“.
way-problem-not-toml = Hier lässt sich die Datei nicht lesen. Oft fehlt ein Anführungszeichen, oder ein Name steht zweimal. (Meldung: { $about })
way-problem-not-fluent = Hier lässt sich die Datei nicht lesen. Eine Zeile hat die Form „name = Text“; Fortsetzungen sind eingerückt.
way-problem-no-site = Die Datei site.toml fehlt. Ohne sie ist der Ordner kein Inhalt; nehmen Sie die aus example/wegweiser als Vorlage.
way-problem-unknown-file = Diese Datei gehört hier nicht hin. Möglich sind site.toml, states.toml und Dateien in words, texts, cards, services, indicators, exercises und audio.
way-problem-unknown-language = Die Sprache „{ $about }“ steht nicht in site.toml. Ergänzen Sie sie dort, oder benennen Sie die Datei um.
way-problem-unknown-text = Einen Text dieses Namens zeigt die Seite nicht. Möglich sind: { $about }.
way-problem-text-without-language = Dem Namen fehlt die Sprache. Nennen Sie die Datei etwa „{ $about }.de.toml“.
way-problem-want-id = Ein Name besteht aus kleinen Buchstaben a–z, Ziffern und Bindestrichen. Benennen Sie „{ $about }“ um.
way-problem-want-text = Hier wird ein Text in Anführungszeichen erwartet, gefunden wurde: { $about }.
way-problem-want-flag = Hier wird true oder false erwartet, ohne Anführungszeichen. Gefunden wurde: { $about }.
way-problem-want-number = Hier wird eine ganze Zahl ab 0 erwartet. Gefunden wurde: { $about }.
way-problem-want-day = Hier wird ein Tag erwartet, etwa 2026-11-27. Gefunden wurde: { $about }.
way-problem-want-moment = Hier wird ein Zeitpunkt mit Zeitzone erwartet, etwa 2026-11-27T09:30:00Z. Gefunden wurde: { $about }.
way-problem-want-list = Hier wird eine Liste von Texten erwartet, etwa ["de", "en"]. Gefunden wurde: { $about }.
way-problem-want-table = Hier wird ein Abschnitt erwartet, der mit [name] beginnt. Gefunden wurde: { $about }.
way-problem-want-tables = Hier werden Abschnitte erwartet, die mit [[{ $about }]] beginnen.
way-problem-want-url = Hier wird eine Adresse erwartet, die mit https:// beginnt.
way-problem-want-phone = Eine Telefonnummer besteht aus Ziffern, Leerzeichen und +.
way-problem-want-mail = Das ist keine E-Mail-Adresse.
way-problem-want-age = Das ist kein öffentlicher Schlüssel von age; er beginnt mit age1 und hat 62 Zeichen.
way-problem-want-quarter = Ein Quartal schreibt man so: 2026-Q3.
way-problem-want-period = Eine Frist hat genau eine Angabe: months, days oder years_from_year_end, von 1 bis 1200.
way-problem-want-tag = „{ $about }“ ist kein Sprachkürzel. Schreiben Sie kleine Buchstaben, etwa fr oder de-simple.
way-problem-first-not-whole = Die erste Sprache ist das Original aller anderen und muss ganz vorliegen. Schreiben Sie bei „{ $about }“ whole = true.
way-problem-missing = Hier fehlt „{ $about }“. Ergänzen Sie es.
way-problem-twice = „{ $about }“ steht zweimal da. Lassen Sie es einmal stehen.
way-problem-text-too-long = Der Text ist länger als { $about } Zeichen. Kürzen oder teilen Sie ihn.
way-problem-text-unseen = Der Text enthält unsichtbare Zeichen, die seine Reihenfolge ändern oder etwas verbergen können. Tippen Sie ihn neu ein, statt ihn zu kopieren.
way-problem-unknown-word = Dieses Wort ist hier nicht vorgesehen. Möglich sind: { $about }.
way-problem-unknown-key = Diesen Namen kennt die Datei nicht. Möglich sind: { $about }.
way-problem-unknown-key-near = Diesen Namen kennt die Datei nicht. Gemeint ist wohl „{ $about }“.
way-problem-no-address = Anschriften gehören nicht in das Verzeichnis: Schutzunterkünfte dürfen nicht zu finden sein. Nennen Sie das Land oder, unter region, die Gegend.
way-problem-names-nothing = „{ $about }“ gibt es nicht. Prüfen Sie die Schreibweise, oder legen Sie die Karte oder Stelle an.
way-problem-authority-without-card = Vor jeder Behörde steht, was geschieht, wenn sie von jemandem erfährt. Nennen Sie unter office die Karte dazu.
way-problem-counts-not-whole = Die Punkte je Dimension ergeben zusammen nicht so viele, wie die Liste der Quelle hat: { $about }.
way-problem-number-beyond = Eine Nummer { $about } hat die Liste der Quelle nicht. Unter whole steht, wie viele Punkte sie hat.
way-problem-claim-without-limit = Der Text spricht von „{ $about }“, ohne zu sagen, wo das endet. Schreiben Sie die Grenze unter limit (bei Wörtern: unter demselben Namen mit -limit).

# Lücken
way-problem-language-missing = Der Text fehlt in der Sprache { $about }.
way-problem-items-missing = Die Liste der Quelle hat nummerierte Punkte; in Worten gefasst und verglichen sind davon: { $about }.
way-problem-original-missing = Eine Übersetzung ohne Original: „{ $about }“ gibt es in der ersten Sprache nicht.
way-problem-word-missing = Dieses Wort fehlt in dieser Sprache.
way-problem-word-unknown = Dieses Wort gibt es in der ersten Sprache nicht; niemand zeigt es.
way-problem-never-checked = Niemand hat das bisher geprüft. Nach der Prüfung: checked_by und checked_on eintragen.
way-problem-older-than-a-year = Das wurde vor mehr als einem Jahr zuletzt geprüft. Vergleichen Sie es mit den Quellen und erneuern Sie checked_on.
way-problem-no-source = Es fehlt eine Quelle. Nennen Sie sie unter [[source]].
way-problem-source-without-date = Der Quelle „{ $about }“ fehlt das Datum. Ergänzen Sie dated_on.
way-problem-capacity-old = Die Angabe zu freien Plätzen ({ $about }) ist älter als 48 Stunden; die Seite zeigt sie als unbekannt.
way-problem-capacity-ahead = Die Angabe zu freien Plätzen ({ $about }) liegt in der Zukunft; die Seite zeigt sie als unbekannt. Prüfen Sie at.
way-problem-translation-unnoted = Es ist nicht vermerkt, aus welcher Fassung „{ $about }“ übersetzt wurde. Vermerken Sie es mit „wegmarke-wegweiser checked“.
way-problem-original-changed = Das Original von „{ $about }“ wurde geändert, seit diese Übersetzung entstand. Gleichen Sie sie an, dann „wegmarke-wegweiser checked“.
way-problem-changed-since-check = „{ $about }“ wurde geändert, seit jemand es geprüft hat; die Prüfung gilt nicht mehr.
way-problem-drafts = In dieser Sprache sind { $about } Texte Entwürfe, die niemand geprüft hat.
way-problem-state-of-nothing = Dieser Vermerk gehört zu keinem Text mehr. „wegmarke-wegweiser checked“ räumt ihn weg.

# Übergabebögen
way-desk-key = Der geheime Schlüssel liegt in { $file }; geben Sie ihn niemandem. Der öffentliche, für das Verzeichnis und für andere Stellen: { $key }
way-no-key = In „{ $file }“ steht kein geheimer Schlüssel von age. Er beginnt mit AGE-SECRET-KEY-.
way-no-sheet = Die Datei enthält keinen Übergabebogen, den dieses Programm kennt.
way-does-not-open = Die Datei lässt sich mit diesem Schlüssel nicht öffnen. Sie ist für eine andere Stelle, beschädigt oder keine age-Datei.
way-opened = Übergabebogen (Sprache der Seite: { $lang }). Wer ihn geschrieben hat, steht nicht darin und ist nicht geprüft; fragen Sie auf einem Weg zurück, den Sie kennen.
way-field-path = Weg
way-field-urgency = Wie eilig
way-field-alias = Kürzel
way-field-languages = Sprachen
way-field-safety = Sicherheit
way-field-contact = Weg zur Person
way-field-purpose = Zweck
way-field-until = Gilt bis
way-field-needs = Wobei
way-field-group = Für wen
way-field-consent = Einverstanden

# Tabelle und Unterschiede
way-which-sheet = Der Name endet auf .xlsx oder .ods; daran wird die Art der Tabelle erkannt.
way-written-cards = { $n } Karten stehen in { $file }. Lassen Sie die erste Zeile und die Spalte id, wie sie sind.
way-written-signs = { $n } Zeilen mit Listen und ihren Anzeichen stehen in { $file }. Lassen Sie die erste Zeile und die Spalten list und kind, wie sie sind.
way-written-exercises = { $n } Übungsfälle stehen in { $file }. Lassen Sie die erste Zeile und die Spalte id, wie sie sind.
way-sheet-broken = Die Datei lässt sich nicht als XLSX oder ODS lesen. Öffnen Sie sie in der Tabellenkalkulation und speichern Sie sie neu.
way-column-unknown = Die Spalte „{ $name }“ gibt es hier nicht. Benennen Sie sie um oder entfernen Sie sie.
way-column-missing = Die Spalte „{ $name }“ fehlt. Ergänzen Sie sie.
way-row-without-id = In Zeile { $row } fehlt die id, oder sie enthält anderes als kleine Buchstaben, Ziffern und Bindestriche.
way-row-without-kind = In Zeile { $row } steht unter kind weder „list“ (eine Liste) noch „sign“ (ein Anzeichen).
way-row-without-list = Zu den Anzeichen von „{ $id }“ fehlt die Zeile ihrer Liste (kind „list“ mit Titel, Text und Quelle).
way-row-twice = Die id „{ $id }“ steht in zwei Zeilen. Lassen Sie eine stehen.
way-no-difference = Kein Unterschied.
way-yes-to-take = Nichts ist geschrieben. Mit --yes wird es übernommen.
way-taken-cards =
    { $n ->
        [one] Eine Karte ist übernommen.
       *[other] { $n } Karten sind übernommen.
    }
way-taken-signs =
    { $n ->
        [one] Eine Liste ist übernommen.
       *[other] { $n } Listen sind übernommen.
    }
way-taken-exercises =
    { $n ->
        [one] Ein Übungsfall ist übernommen.
       *[other] { $n } Übungsfälle sind übernommen.
    }

# Unterschriften
way-signing-key = Der geheime Schlüssel liegt in { $file }; geben Sie ihn niemandem. Der öffentliche: { $key }
way-no-signing-key = In „{ $file }“ steht kein Schlüssel zum Unterschreiben. Machen Sie einen mit „wegmarke-wegweiser signing-key“.
way-signed = Unterschrieben: { $file }
way-not-signed = Es fehlt die Unterschrift „{ $file }“.
way-signature-broken = Die Unterschrift gilt nicht: Seit dem Unterschreiben wurde etwas geändert, oder sie gehört zu etwas anderem.
way-other-key = Die Unterschrift ist von einem anderen Schlüssel: { $key }. Fragen Sie auf einem Weg nach, den Sie kennen.
way-signature-holds = Die Unterschrift gilt. Schlüssel: { $key }
way-keys-broken = keys.toml lässt sich nicht lesen. Eine Zeile hat die Form: name = "Schlüssel"
way-key-unknown = Für „{ $id }“ steht in keys.toml kein Schlüssel. Ist { $key } der dieser Stelle, tragen Sie ihn dort ein.
way-entry-old = Der Eintrag ist nicht neuer als der vorhandene (Fassung { $new } statt mehr als { $old }). Die Stelle erhöht version und unterschreibt neu.
way-taken = Der Eintrag „{ $id }“ ist übernommen.

# Zählungen
way-counts-headings = Die erste Zeile heißt: { $names }
way-counts-cell = In Zeile { $n } lässt sich „{ $name }“ nicht lesen. Erlaubt sind die Codes des Verzeichnisses, ein Quartal wie 2026-Q3 und ganze Zahlen.
way-counts-twice = Zeile { $n } sagt noch einmal, was schon dasteht. Lassen Sie eine stehen.
way-counts-made = { $n } Zahlen, davon { $hidden } nicht genannt, stehen in { $file }. Lesen Sie die Datei; wenn sie so hinausgehen darf, unterschreiben Sie sie.
way-counts-years = Nennen Sie hierfür auch anderswo keine Summe eines Jahres, etwa im Jahresbericht: Aus ihr und den übrigen Quartalen folgte, was nicht genannt ist. Summen einer ganzen Gruppe oder eines ganzen Ergebnisses dürfen Sie nennen, wenn sie in jedem Quartal aus mehreren Zeilen bestehen.

# Hilfe (--help)
way-help-program = Ein Verzeichnis, ein Wegweiser und ein Übergabebogen, die niemanden kennen.
way-help-arg-lang = Die Sprache, in der etwas gesagt wird.
way-help-arg-at = Der Zeitpunkt, für den das Alter beurteilt wird; sonst jetzt. Derselbe Zeitpunkt ergibt dieselbe Seite.
way-help-check = Sagen, was am Inhalt falsch ist, und jede Lücke.
way-help-build = Die feste Seite schreiben; beim zweiten Mal nur, was sich geändert hat.
way-help-serve = Eine gebaute Seite auf diesem Rechner zeigen, mit den Kopfzeilen, die ihr Betrieb setzen muss.
way-help-preview = Für die Redaktion: den Inhalt auf diesem Rechner zeigen, wie er jetzt ist; jedes Neuladen liest ihn neu.
way-help-differences = Was sich zwischen zwei Fassungen des Inhalts unterscheidet, Wert für Wert.
way-help-cards = Alle Karten in eine Tabelle schreiben, XLSX oder ODS.
way-help-take-cards = Karten aus einer Tabelle zurücknehmen: sagen, was sich ändern würde, und es mit --yes ändern.
way-help-signs = Alle Listen von Anzeichen in eine Tabelle schreiben, XLSX oder ODS.
way-help-take-signs = Listen von Anzeichen aus einer Tabelle zurücknehmen oder eine hereinholen: sagen, was sich ändern würde, und es mit --yes ändern.
way-help-exercises = Alle Übungsfälle in eine Tabelle schreiben, XLSX oder ODS.
way-help-take-exercises = Übungsfälle aus einer Tabelle zurücknehmen: sagen, was sich ändern würde, und es mit --yes ändern.
way-help-signing-key = Einen Schlüssel machen, mit dem Inhalt oder ein Eintrag unterschrieben wird.
way-help-sign = Einen Ordner mit Inhalt, den eigenen Eintrag einer Stelle oder ein Bündel von Zählungen unterschreiben.
way-help-verify = Sagen, ob die Unterschrift unter Inhalt oder Eintrag gilt.
way-help-take-entry = Den eigenen Eintrag einer Stelle übernehmen, wenn er mit dem Schlüssel in keys.toml unterschrieben und neuer ist.
way-help-counts = Für eine Stelle: ein Bündel von Zählungen machen, in dem kleine Zahlen und was sie verriete verborgen sind.
way-help-desk-key = Für eine annehmende Stelle: den Schlüssel machen, für den Übergabebögen verschlüsselt werden.
way-help-open = Für eine annehmende Stelle: einen Übergabebogen öffnen. Er wird gezeigt und nirgends geschrieben.
way-help-checked = Vermerken, dass Übersetzungen aus dem heutigen Original entstanden oder dass jemand sie geprüft hat.
way-help-arg-content = Ordner mit dem Inhalt.
way-help-check-strict = Auch bei Lücken scheitern.
way-help-build-folder = Ordner der Seite: neu, leer oder von diesem Befehl geschrieben.
way-help-serve-folder = Ordner der Seite.
way-help-arg-port = Port auf 127.0.0.1; 0: ein freier.
way-help-differences-old = Ordner der älteren Fassung.
way-help-differences-new = Ordner der neueren Fassung.
way-help-arg-out = Die Tabelle; sie darf noch nicht da sein.
way-help-signing-key-out = Wohin die geheime Hälfte kommt; die Datei darf noch nicht da sein.
way-help-counts-out = Wohin das Bündel kommt; die Datei darf noch nicht da sein. Erst lesen, dann unterschreiben.
way-help-desk-key-out = Wohin die geheime Hälfte kommt; die Datei darf noch nicht da sein.
way-help-arg-file = Die Tabelle.
way-help-counts-file = CSV: quarter, land, group, outcome, count.
way-help-open-file = Der Bogen, wie er ankam.
way-help-arg-yes = Schreiben.
way-help-sign-path = Der Ordner, der Eintrag oder das Bündel.
way-help-verify-path = Der Ordner oder der Eintrag.
way-help-sign-key = Die Datei mit dem geheimen Schlüssel.
way-help-open-key = Die Datei mit der geheimen Hälfte des Schlüssels der Stelle.
way-help-verify-known = Der öffentliche Schlüssel, von dem sie sein muss.
way-help-take-entry-entry = Der Eintrag, NAME.toml, mit NAME.sig daneben.
way-help-counts-earlier = Ein Bündel, das schon weitergegeben wurde: Was es nicht nannte, bleibt ungenannt, und was es nannte, verbirgt nichts.
way-help-checked-language = Sprache; ohne Angabe alle.
way-help-checked-item = Ein Text, etwa texts/guide/rights, oder alle, die so beginnen.
way-help-checked-by = Wer geprüft hat, wie Leser es sehen. Ohne Angabe bleibt es ein Entwurf.
