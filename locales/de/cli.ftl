# SPDX-License-Identifier: EUPL-1.2
cli-no-key = In { $folder } liegt kein Schlüssel des Protokolls. Rufen Sie zuerst „wegmarke init“ auf oder nennen Sie mit --data den richtigen Ordner.
cli-has-key = In { $folder } liegt schon ein Schlüssel. Nichts wurde geändert.
cli-seal-key-missing = In { $folder } liegt keine Datei seal.key, und in der Datenbank liegt, was mit einer versiegelt wurde. Ein neuer Schlüssel würde es nicht öffnen. Bitte holen Sie seal.key aus einer Sicherung zurück, oder kopieren Sie die Datei von einem anderen Server dieser Installation: Alle brauchen dieselbe.
cli-seal-key-other = Die Datei seal.key in { $folder } ist nicht die, mit der die Datenbank versiegelt wurde. Bitte holen Sie die richtige aus einer Sicherung zurück, oder kopieren Sie sie von einem anderen Server dieser Installation: Alle brauchen dieselbe.
cli-init-done = { $folder } ist angelegt, mit dem Schlüssel des Protokolls (nur für Sie lesbar) und einem leeren Register. Der öffentliche Schlüssel, zum Veröffentlichen:
cli-witness-has-key = In { $folder } gibt es schon einen witness.key. Nichts wurde geändert.
cli-witness-no-key = In { $folder } gibt es keinen witness.key. Rufen Sie zuerst „wegmarke witness init“ auf, oder nennen Sie mit --data den richtigen Ordner.
cli-witness-lost-key = In { $folder } gibt es keinen witness.key, wohl aber, was ein Zeuge sich gemerkt hat. Ein neuer Schlüssel wäre ein anderer Zeuge. Holen Sie witness.key bitte von dort zurück, wo seine Kopie liegt.
cli-witness-lost-memory = { $folder } fehlt, der Ordner, in dem der Zeuge festhält, was er gegengezeichnet hat. Ohne ihn könnte er einen anderen Verlauf unterschreiben. Wenn er sich nicht wiederfindet, legen Sie in einem neuen Ordner einen neuen Zeugen unter anderem Namen an, und sagen Sie das öffentlich.
cli-witness-init-done = { $folder } ist angelegt, mit dem Schlüssel des Zeugen (nur für Sie lesbar). Sein öffentlicher Schlüssel, zum Bekanntgeben:
cli-witness-knows = Von jetzt an zeichnet der Zeuge „{ $log }“ gegen, angefangen mit dem ersten Stand, nach dem er gefragt wird.
cli-witness-knows-none = Der Zeuge kennt noch kein Protokoll. Nennen Sie ihm eines mit „wegmarke witness know“.
cli-log-key-replaced = Der Schlüssel des Protokolls wurde mit dem Eintrag { $seq } ersetzt, und in { $folder } liegt der davor. Nichts wurde gestartet, nichts geschrieben. Unterschrieben wird jetzt mit { $key }: Legen Sie diesen log.key dorthin. Wurde „wegmarke log-key replace“ in diesem Ordner unterbrochen, rufen Sie es noch einmal auf; es geht dort weiter.
cli-log-key-other = Das Protokoll ist nicht mit dem log.key in { $folder } unterschrieben. Ist das ein neuer Schlüssel, dann legen Sie den alten zurück und rufen „wegmarke log-key replace“ auf: Das macht einen neuen und schreibt ins Protokoll, dass er der nächste ist. Hat niemand mehr den alten, lesen Sie „wegmarke log-key lost --help“.
cli-log-key-there = In { $folder } liegt ein log.key, verloren ist er also nicht. Einen anderen an seine Stelle setzt „wegmarke log-key replace“.
cli-log-key-not-old = Die neuesten Einträge sind nicht mit { $key } unterschrieben; das ist also nicht der verlorene Schlüssel. Nichts wurde geschrieben. Nennen Sie bitte den, der zuletzt veröffentlicht wurde.
cli-log-key-preview = Nichts wurde geschrieben. Der Eintrag { $n } würde einen neuen Schlüssel an die Stelle von { $key } setzen, von beiden unterschrieben. Die Wurzel davor: { $root }
cli-log-key-preview-lost = Nichts wurde geschrieben. Der Eintrag { $n } würde einen neuen Schlüssel an die Stelle von { $key } setzen, ohne dessen Unterschrift: Das wird für immer allen gesagt, die mit diesem prüfen. Die Wurzel davor: { $root }
cli-log-key-done = Der Eintrag { $n } hat einen neuen Schlüssel an die Stelle des alten gesetzt. Von jetzt an unterschreibt das Protokoll:
cli-log-key-todo = Was jetzt zu tun ist:
    – Starten Sie jeden Server dieser Installation neu. Die auf anderen Rechnern brauchen vorher den neuen log.key; bis dahin zeigen sie, was sie kennen, und schreiben nichts.
    – Veröffentlichen Sie den neuen Schlüssel überall, wo der alte steht, mit der Nummer { $n }.
    – Bitten Sie Ihre Zeugen, „wegmarke witness follow { $origin } ADRESSE-DES-PROTOKOLLS“ aufzurufen. Bis dahin zeichnen sie nicht gegen.
    – Sichern Sie das Register, und legen Sie eine Kopie des neuen log.key an einen sicheren Ort.
cli-log-key-todo-old = Der alte Schlüssel liegt in { $file }. Er nützt nur noch für Sicherungen von früher. Sobald es eine von jetzt an gibt, vernichten Sie ihn und jede Kopie.
cli-log-key-todo-exposed = Wer sonst den alten Schlüssel hat, kann bis zum Eintrag { $n } noch einen anderen Verlauf schreiben. Sagen Sie bitte öffentlich, welcher Eintrag ihn ersetzt hat, damit alle vergleichen können: Zeugen, und wer sich einen Prüfpunkt gemerkt hat, bemerken einen anderen von selbst.
cli-log-key-todo-lost = Der alte Schlüssel hat das nicht unterschrieben. Sagen Sie bitte öffentlich, in Ihrem Namen und an einer zweiten Stelle, dass er verloren ging und welcher der nächste ist: Wer mit dem alten prüft, wird aufgefordert nachzufragen, und geht mit --accept-key weiter.
cli-log-key-first = der erste
cli-log-key-since = seit dem Eintrag { $seq } ({ $at }); der Schlüssel davor hat das unterschrieben
cli-log-key-since-lost = seit dem Eintrag { $seq } ({ $at }); der Schlüssel davor hat das NICHT unterschrieben
cli-log-key-until = bis zum Eintrag { $seq } ({ $at }): { $reason ->
    [routine] es war Zeit für einen neuen
    [exposed] jemand anderes hat ihn oder könnte ihn haben
   *[lost] niemand hat ihn mehr
}
cli-log-key-now = unterschreibt das Protokoll jetzt
cli-verify-log-key = Der Eintrag { $seq } hat den Schlüssel des Protokolls ersetzt; der Schlüssel davor hat das unterschrieben.
cli-verify-log-key-lost = Der Eintrag { $seq } hat den Schlüssel des Protokolls OHNE die Unterschrift des Schlüssels davor ersetzt. Entweder ging der verloren, oder das schrieb jemand, der ihn nie hatte. Fragen Sie, wer das Protokoll betreibt, und prüfen Sie die Antwort an einer zweiten Stelle.
cli-verify-log-key-now = Der Schlüssel, der jetzt unterschreibt: { $key }
cli-verify-accept = Wenn Sie aus anderer Quelle wissen, dass dieser Schlüssel der richtige ist, fügen Sie an: --accept-key '{ $key }'. Prüfen Sie von da an mit diesem Schlüssel.
cli-witness-followed = „{ $log }“ wurde ganz geprüft, von dem an, was zuletzt gegengezeichnet wurde. Sein Schlüssel wurde ersetzt; von jetzt an glaubt der Zeuge diesem: { $key }
cli-witness-followed-none = „{ $log }“ wurde ganz geprüft. Sein Schlüssel ist der, den der Zeuge kennt.
cli-witness-list-new = { $log }: noch nichts gegengezeichnet
cli-witness-list = { $log }: { $n } Einträge, zuletzt gegengezeichnet um { $at }
cli-system-not-found = { $file }: Das gibt es nicht. Bitte prüfen Sie den Pfad.
cli-system-not-allowed = { $file }: Das erlaubt das System nicht. Bitte prüfen Sie die Rechte.
cli-system-a-folder = { $file } ist ein Ordner. Bitte nennen Sie eine Datei.
cli-system-no-folder = { $file }: Auf dem Weg dorthin ist etwas kein Ordner. Bitte prüfen Sie den Pfad.
cli-system-exists = { $file } gibt es schon.
cli-system-full = { $file }: Der Platz auf dem Datenträger reicht nicht.
cli-import-no-name = Nennen Sie mit --as die Organisation, für die Sie importieren.
cli-import-counts = Was               neu    fort  anders   wie zuvor
cli-import-proposed = Dieselbe Stelle unter neuem Namen? „{ $old }“ -> „{ $new }“ ({ $n } Einträge)
cli-import-transfer = An eine andere Stelle gegangen: „{ $old }“ -> „{ $new }“ ({ $n } Einträge)
cli-import-heading = { $file }: Die Überschrift „{ $new }“ wurde als „{ $gone }“ gelesen.
cli-import-successions = Die vorgeschlagenen Nachfolgen stehen in { $file }. Löschen Sie, was nicht stimmt, und importieren Sie dann mit --accept { $file }.
cli-import-rows = Zeilen: { $read } gelesen, { $entered } übernommen, { $unchanged } unverändert, { $left } nicht übernommen.
cli-import-question = Unter { $thing } hat sich alles geändert. Ist es noch dasselbe? Dann --same, sonst --another, mit der Kennung oder „all“:
cli-import-answer = Es wurde nichts geschrieben: Sagen Sie zu jedem davon mit --same oder --another, ob es noch dasselbe ist.
cli-import-moved = { $thing } wurde inzwischen von jemandem geändert (Eintrag { $entry }). Was jetzt dasteht, und was die Tabelle sagt:
cli-import-decide = Geschrieben wurde nichts: Sagen Sie zu jeder dieser Angaben mit --theirs, dass bleibt, was jetzt dasteht, oder mit --mine, dass die Tabelle gilt.
cli-import-both-sides = Zu „{ $id }“ gilt entweder --mine oder --theirs.
cli-import-both = „{ $id }“ kann nicht zugleich dasselbe und etwas anderes sein: Nennen Sie es bei --same oder bei --another.
cli-import-bad-successions = { $file } lässt sich in Zeile { $row } nicht lesen. Lassen Sie stehen, was der Probelauf geschrieben hat, oder löschen Sie ganze Abschnitte.
cli-import-not-theirs = Nicht alles in der Datei ist Sache Ihrer Organisation; es wurde nichts eingetragen:
cli-import-not-theirs-of = { $known ->
    [0]   { $noun } ({ $n }), etwa { $first }: trägt ein, wer das Register betreibt, oder wer den Plan federführend verantwortet oder koordiniert
   *[other]   { $noun } ({ $n }), etwa { $first }: darf eintragen: { $who }
}
cli-import-sealed = Davon bleiben versiegelt, bis der Termin ihrer Abfrage vorbei ist: { $n }.
cli-import-written = Geschrieben: { $n } Einträge. Auffälligkeiten: { $findings }.
cli-import-would-write = Probelauf: { $n } Einträge würden geschrieben. Auffälligkeiten: { $findings }.
cli-successions-head = Nachfolgen, die ein Import vorschlägt. Lassen Sie stehen, was stimmt, löschen Sie das Übrige,
    ergänzen Sie „on = 2022-11-11“, wo der Tag bekannt ist, und importieren Sie erneut mit --accept.
cli-verify-empty = Das Protokoll ist leer: nichts zu prüfen.
cli-verify-holds = Das Protokoll hält: { $n } Einträge, { $public } öffentliche Inhalte, { $sealed } versiegelte, { $erased } gelöschte.
cli-verify-withheld = { $withheld ->
    [one] Das Protokoll hält, aber ein Inhalt bleibt für immer zurückgehalten: Seine Organisation hat ihn vor der Fälligkeit ersetzt, oder er ließ sich dann nicht öffnen.
   *[other] Das Protokoll hält, aber { $withheld } Inhalte bleiben für immer zurückgehalten: Ihre Organisationen haben sie vor der Fälligkeit ersetzt, oder sie ließen sich dann nicht öffnen.
} { $n } Einträge, { $public } öffentliche Inhalte, { $sealed } versiegelt (darunter die zurückgehaltenen), { $erased } gelöscht.
cli-verify-unrevealed = { $n ->
    [one] Zu einer Äußerung ist nur der Fingerabdruck hinterlegt, und ihre Organisation hat sie nicht aufgedeckt.
   *[other] Zu { $n } Äußerungen ist nur der Fingerabdruck hinterlegt, und ihre Organisationen haben sie nicht aufgedeckt.
}
cli-verify-operator = { $n ->
    [one] Einen Eintrag hat der Betrieb im Namen einer Organisation geschrieben, nicht sie selbst.
   *[other] { $n } Einträge hat der Betrieb im Namen von Organisationen geschrieben, nicht sie selbst.
}
cli-verify-signed = Von ihrer Organisation unterschrieben: { $signed }. Nicht unterschrieben: { $unsigned }. Vom Betrieb eingetragen: { $operator }. Jede Unterschrift passt zu einem Schlüssel, den ihre Organisation an dieser Stelle des Protokolls hatte.
cli-verify-unbacked = { $n ->
    [one] Eintrag { $seq } trägt einen Schlüssel ein oder widerruft einen, und kein früherer Schlüssel seiner Organisation hat das unterschrieben: Der Schlüssel ging verloren, oder jemand anderes hat das geschrieben. Fragen Sie bitte die Organisation.
   *[other] { $n } Einträge tragen Schlüssel ein oder widerrufen welche, der erste ist { $seq }, und keine früheren Schlüssel ihrer Organisationen haben das unterschrieben: Schlüssel gingen verloren, oder jemand anderes hat das geschrieben. Fragen Sie bitte die Organisationen.
}
cli-verify-keys = { $n ->
    [0] { $organisation } hat in diesem Protokoll keinen Schlüssel.
    [one] Der Schlüssel von { $organisation } in diesem Protokoll ist der, den die Organisation veröffentlicht.
   *[other] Die { $n } Schlüssel von { $organisation } in diesem Protokoll sind die, die die Organisation veröffentlicht.
}
cli-verify-keys-elsewhere = Sie veröffentlicht außerdem Schlüssel, die nicht in diesem Protokoll stehen: { $keys }
cli-key-made = Der Schlüssel liegt in { $file }. Wer diese Datei hat, kann als Ihre Organisation unterschreiben: Verwahren Sie sie wie ein Siegel, mit einer Abschrift an einem sicheren Ort.
cli-key-fingerprint = Fingerabdruck: { $fingerprint }
cli-key-publish = Tragen Sie diese Zeile im Namen Ihrer Organisation ein, und veröffentlichen Sie sie auf Ihrer eigenen Website unter /.well-known/wegmarke-keys.txt:
cli-key-absent = In { $file } liegt kein Schlüssel. Legen Sie einen an mit „wegmarke key new“.
cli-key-not-shown = Dieses Register zeigt nicht, was mit diesem Schlüssel zuletzt unterschrieben wurde ({ $statement }). Vielleicht wurde es auf einen älteren Stand gesetzt, oder es ist ein anderes. Unterschrieben wurde nichts. Fragen Sie bitte, wer es betreibt, und prüfen Sie mit „wegmarke verify --signed“.
cli-kept = Die Worte stehen in { $file }, und nur dort. Bitte legen Sie eine Kopie an einen zweiten Ort: Ohne sie kann sie niemand aufdecken.
cli-kept-unread = { $file } ist keine Datei mit zurückbehaltenen Worten.
cli-keep-one = Mit --keep sagt die Datei genau eines: „do“: „say“, in einer Runde.
cli-keep-no-files = Mit --keep werden keine Dateien hochgeladen: Sie wären hier, bevor die Worte es sind. Bitte nennen Sie ihre Adressen (url).
signing-no-key = Ihre Organisation hat diesen Schlüssel nicht eingetragen oder hat ihn widerrufen. Geschrieben wurde nichts.
signing-signed-otherwise = Es würde etwas anderes geschrieben, als unterschrieben wurde, oder Ihre Organisation hat inzwischen etwas unterschrieben. Geschrieben wurde nichts. Sehen Sie bitte noch einmal hin, und unterschreiben Sie neu.
signing-signature-does-not-hold = Die Unterschrift hält nicht. Geschrieben wurde nichts.
signing-nothing-to-sign = Das ist nichts, was eine Organisation unterschreibt. Geschrieben wurde nichts.
signing-key-known = Ihre Organisation hat diesen Schlüssel schon eingetragen. Geschrieben wurde nichts.
signing-bad-key = Mit diesem Schlüssel lässt sich nicht unterschreiben. Nehmen Sie bitte die Zeile, die „wegmarke key new“ ausgibt. Geschrieben wurde nichts.
cli-verify-older = Es setzt den älteren Prüfpunkt mit { $n } Einträgen fort.
cli-verify-witnessed = Bezeugt von { $witness } um { $at }.
cli-verify-not-witnessed = Von den Zeugen, die Sie verlangen, haben { $n } diesen Stand gegengezeichnet; nötig sind { $needed }. Es fehlen: { $missing }. Gegen das Protokoll selbst spricht nichts, aber vielleicht wird Ihnen ein anderes gezeigt als anderen. Versuchen Sie es bitte in einer Minute noch einmal; wenn es so bleibt, fragen Sie die Betreiber und die Zeugen nach dem Grund.
cli-verify-not-witnessed-remember = Was gemerkt war, bleibt, wie es ist.
cli-verify-failed = Das Protokoll hält NICHT. Erster Eintrag, der nicht passt: { $seq } ({ $code }).
cli-verify-not-made = Es wurde nichts geprüft. Über das Protokoll sagt das nichts.
cli-verify-no-log = Unter { $log } gibt es kein Protokoll; geprüft wurde nichts. Stimmt die Adresse? Bei einer Wegmarke endet sie auf „/log“.
cli-verify-other-log = Unter { $log } liegt das Protokoll von jemand anderem; geprüft wurde nichts. Gehören Adresse und Schlüssel zusammen?
cli-verify-incomplete = Unter { $log } fehlt etwas, das es dort geben muss. Solange es fehlt, kann niemand sagen, ob das Protokoll hält. Fragen Sie bitte, wer es betreibt.
cli-verify-not-reached = { $log } war nicht zu erreichen oder brach ab. Über das Protokoll sagt das nichts. Versuchen Sie es bitte später noch einmal.
cli-verify-damaged = Die Kopie in { $log } ist beschädigt oder unvollständig. Über das Protokoll sagt das nichts. Holen Sie sie bitte neu.
cli-verify-damaged-own = Die eigene Datenbank lässt sich nicht ganz lesen. Ob das Protokoll hält, ist damit offen. Spielen Sie bitte eine Sicherung zurück.
cli-verify-remembered = Was in { $file } gemerkt wurde, lässt sich nicht als Prüfpunkt dieses Protokolls lesen. Ob es weitergeht, wo es war, ist damit nicht geprüft. Die Datei bleibt, wie sie ist: holen Sie eine Sicherung, oder löschen Sie sie und merken sich den Stand neu.
cli-verify-not-remembered = Der neue Stand konnte nicht in { $file } gemerkt werden.
cli-no-reason = Eine Erklärung braucht Worte.
cli-erased = Der Inhalt von Eintrag { $n } ist gelöscht. Sein Umschlag bleibt, und das Protokoll hält weiterhin.
cli-backup-done = Gesichert in { $folder }: { $n } Einträge und { $files ->
    [one] eine hochgeladene Datei
   *[other] { $files } hochgeladene Dateien
}, alles vom selben Augenblick.
cli-backup-no-keys = Die Schlüssel log.key und seal.key sind NICHT dabei. Ohne seal.key lässt sich nichts Versiegeltes öffnen, ohne log.key das Protokoll nicht fortsetzen. Bewahren Sie beide getrennt von dieser Sicherung auf: --keys kopiert sie in einen anderen Ordner.
cli-backup-keys = Die Schlüssel liegen in { $folder }. Bewahren Sie sie getrennt von der Sicherung auf: Beide zusammen öffnen alles, was versiegelt ist.
cli-backup-keys-inside = Die Schlüssel dürfen nicht in der Sicherung liegen: Beide zusammen öffnen alles, was versiegelt ist. Bitte nennen Sie mit --keys einen anderen Ordner.
cli-backup-evidence-store = Hochgeladene Dateien liegen an einem eigenen Ort und sind nicht dabei: Bitte sichern Sie sie dort.
cli-backup-nothing = In { $folder } liegt kein Register. Ist das der richtige Ordner für --data?
cli-backup-not-empty = { $folder } ist nicht leer. Bitte nennen Sie einen Ordner, den es noch nicht gibt; überschrieben wird nichts.
cli-backup-postgres = Das Register liegt in PostgreSQL: Bitte sichern Sie es mit pg_dump (pg_dump --format=custom DATENBANK). Dazu gehören die hochgeladenen Dateien (der Ordner evidence im Datenordner oder der Bucket), nach der Datenbank kopiert, und, getrennt aufbewahrt, log.key und seal.key aus dem Datenordner.
cli-restore-done = Zurückgespielt nach { $folder }: { $n } Einträge, mit dem Prüfpunkt der Sicherung. Bitte rufen Sie „wegmarke verify“ auf, bevor Sie es ausliefern.
cli-restore-lacks = { $folder } fehlt: Bitte kopieren Sie die Datei von dort hierher, wo die Schlüssel aufbewahrt werden. Vorher lässt sich nichts ausliefern.
cli-restore-no-key = { $folder } gibt es nicht. Zurückgespielt wurde nichts außer den Schlüsseln, die da waren.
cli-restore-no-backup = In { $folder } liegt keine vollständige Sicherung: Die Liste SHA256SUMS, die zuletzt entsteht, fehlt oder nennt andere Dateien. Nichts wurde zurückgespielt.
cli-restore-damaged = { $folder } ist nicht, was gesichert wurde: Die Prüfsumme ist eine andere. Bitte nehmen Sie eine andere Sicherung; diese wurde nicht zurückgespielt.
cli-restore-not-empty = { $folder } ist nicht leer. Eine Sicherung kommt in einen Ordner, den es noch nicht gibt oder in dem nur log.key und seal.key liegen. Nichts wurde zurückgespielt.
cli-restore-postgres = Eine Sicherung kommt in die eingebettete Datenbank. Für PostgreSQL nehmen Sie bitte pg_restore und kopieren dann die hochgeladenen Dateien und die Schlüssel in den Datenordner.
cli-demo-invented = Dazu zwei erfundene Berichtsrunden, als Beispieldaten gekennzeichnet; auch die Zeiten der Einträge sind gestellt. Ohne sie: --real-only.
cli-demo-accounts = Konten für jede Aufgabe (Adresse, Passwort, Schlüssel für eine Authentifizierungs-App, Aufgabe). Sie werden nur jetzt gezeigt:
cli-invalid = Diese Angaben brauchen noch einen Blick; nichts wurde geschrieben:
cli-no-token = In WEGMARKE_TOKEN steht kein gültiger Schlüssel einer Organisation.
cli-no-round = Die Berichtsrunde { $id } gibt es nicht.
cli-no-plan = Den Plan { $id } gibt es nicht.
cli-clock-doubted = Die Uhr geht um { $minutes } Minuten anders als { $against ->
    [database] die der Datenbank
    [last-entry] der letzte Eintrag
   *[passing] die vergangene Zeit
}. Die Berichtsrunden stehen still. Wenn Sie nachgesehen haben und die Uhr dieses Rechners richtig geht, sagen Sie „wegmarke round advance --clock-is-right“; sonst stellen Sie sie richtig, dann geht es von selbst weiter.
cli-moved = { $n } Schritte gemacht.
cli-sheet-rows = { $n ->
    [one] Eine Zeile.
   *[other] { $n } Zeilen.
}
cli-bad-log = WEGMARKE_LOG ist nicht zu verstehen: { $why }. Geschrieben wird es wie in „warn,wegmarke=debug“; ohne es gilt „warn,wegmarke::security=info,sqlx=error“.
cli-check-holds = Alles ist lesbar.
cli-check-wrong = { $n ->
    [one] Eines ist nicht, wie es sein soll.
   *[other] { $n } Dinge sind nicht, wie sie sein sollen.
}
cli-check-more = … und noch { $n }; alle nennt --json.
cli-check-log = Das Protokoll selbst ist beschädigt; weiter wurde nichts angesehen. Bitte rufen Sie „wegmarke verify“ auf.
cli-check-not-made = Es wurde nichts angesehen.
check-head-what = Was
check-head-count = Angesehen
check-head-wrong = Falsch
check-what-account = Konten
check-what-login = Wege von Adressen zu Konten
check-what-session = Sitzungen
check-what-authenticator = Angebotene Authentifizierungs-Apps
check-what-passkey-added = Begonnene Passkeys
check-what-passkey-asked = Begonnene Anmeldungen mit Passkey
check-what-organisation-login = Anmeldungen von Organisationen
check-what-organisation-asked = Begonnene Anmeldungen bei Organisationen
check-what-invitation = Einladungen
check-what-api-token = Schlüssel von Programmen
check-what-security-event = Sicherheitsprotokoll
check-what-preferences = Einstellungen für Post
check-what-reminded = Verschickte Erinnerungen
check-what-letter = E-Mails, die warten
check-what-unreachable = Nicht erreichbare Adressen
check-what-alert = Was per E-Mail verfolgt wird
check-what-calendar = Kalenderadressen
check-what-organisation = Einstellungen von Organisationen
check-what-two-persons = Regel der zwei Personen
check-what-draft = Entwürfe
check-what-commitment-asked = Fingerabdrücke, die auf eine zweite Person warten
check-what-wish = Berichtigungen, die auf eine zweite Person warten
check-what-figure-draft = Entwürfe von Zahlen
check-what-upload = Hochgeladene Tabellen
check-what-own-profile = Zuordnungen von Organisationen
check-what-own-drawings = Gezeichnete Spalten von Organisationen
check-what-forms = Mitgebrachte Tabellen, die warten
check-what-file = Angaben zu Dateien
check-what-typed-by = Wer etwas eingegeben hat
check-what-witness = Wer das Protokoll bezeugt
check-what-written = Geschriebene Mengen
check-what-done-once = Quittungen von Programmen
check-what-throttle = Zähler von Fehlversuchen
check-what-clock-doubt = Zweifel an der Uhr
check-what-clock-right = Bestätigungen der Uhr
check-what-seal-check = Kennzeichen des Schlüssels
check-what-sealed = Versiegelte Äußerungen
check-what-files = Hochgeladene Dateien
check-what-place = Ablage der Dateien
check-what-search = Suchindex
check-wrong-unread = { $what }: { $n } nicht lesbar. Das wird ausgelassen, alles andere geht weiter. Bitte stellen Sie es aus einer Sicherung wieder her.
check-wrong-unknown-kind = { $what }: { $n } von einer Art, die dieses Programm nicht kennt. Hat eine neuere Fassung hier geschrieben?
check-wrong-unopened = { $what }: { $n } nicht zu öffnen. Bis zur Fälligkeit hilft eine Sicherung, oder die Organisation reicht noch einmal ein.
check-wrong-unknown-file = { $what }: { $n } genannt, ohne dass etwas darüber bekannt ist.
check-wrong-no-bytes = { $what }: { $n } nicht da. Bitte stellen Sie die Ablage der Dateien aus einer Sicherung wieder her.
check-wrong-bytes-unfetched = { $what }: { $n } da, aber nicht zu lesen. Bitte prüfen Sie Rechte und Datenträger der Ablage.
check-wrong-bytes-unread = { $what }: { $n } nicht zu öffnen. Bitte stellen Sie die Ablage der Dateien aus einer Sicherung wieder her.
check-wrong-other-hash = { $what }: { $n } mit anderer Prüfsumme. Bitte stellen Sie die Ablage der Dateien aus einer Sicherung wieder her.
check-wrong-other-size = { $what }: { $n } mit anderer Größe. Bitte stellen Sie die Ablage der Dateien aus einer Sicherung wieder her.
check-wrong-orphan = { $what }: { $n } ohne Zugehörigkeit. Sind oben Angaben zu Dateien nicht lesbar, kann es zu diesen gehören; sonst kann es weg.
check-wrong-not-found = { $what }: { $n } nicht darin oder anders.
