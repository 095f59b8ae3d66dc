# SPDX-License-Identifier: EUPL-1.2
cli-no-key = In { $folder } liegt kein Schlüssel des Protokolls. Rufen Sie zuerst „wegmarke init“ auf oder nennen Sie mit --data den richtigen Ordner.
cli-has-key = In { $folder } liegt schon ein Schlüssel. Nichts wurde geändert.
cli-seal-key-missing = In { $folder } liegt keine Datei seal.key, und in der Datenbank liegt, was mit einer versiegelt wurde. Ein neuer Schlüssel würde es nicht öffnen. Bitte holen Sie seal.key aus einer Sicherung zurück, oder kopieren Sie die Datei von einem anderen Server dieser Installation: Alle brauchen dieselbe.
cli-seal-key-other = Die Datei seal.key in { $folder } ist nicht die, mit der die Datenbank versiegelt wurde. Bitte holen Sie die richtige aus einer Sicherung zurück, oder kopieren Sie sie von einem anderen Server dieser Installation: Alle brauchen dieselbe.
cli-init-done = { $folder } ist angelegt, mit dem Schlüssel des Protokolls (nur für Sie lesbar) und einem leeren Register. Der öffentliche Schlüssel, zum Veröffentlichen:
cli-import-counts = Was               neu    fort  anders   wie zuvor
cli-import-proposed = Dieselbe Stelle unter neuem Namen? „{ $old }“ -> „{ $new }“ ({ $n } Einträge)
cli-import-transfer = An eine andere Stelle gegangen: „{ $old }“ -> „{ $new }“ ({ $n } Einträge)
cli-import-successions = Die vorgeschlagenen Nachfolgen stehen in { $file }. Löschen Sie, was nicht stimmt, und importieren Sie dann mit --accept { $file }.
cli-import-written = Geschrieben: { $n } Einträge. Befunde: { $findings }.
cli-import-would-write = Probelauf: { $n } Einträge würden geschrieben. Befunde: { $findings }.
cli-successions-head = Nachfolgen, die ein Import vorschlägt. Lassen Sie stehen, was stimmt, löschen Sie das Übrige,
    ergänzen Sie „on = 2022-11-11“, wo der Tag bekannt ist, und importieren Sie erneut mit --accept.
cli-verify-empty = Das Protokoll ist leer: nichts zu prüfen.
cli-verify-holds = Das Protokoll hält: { $n } Einträge, { $public } öffentliche Inhalte, { $sealed } versiegelte, { $erased } gelöschte.
cli-verify-withheld = { $withheld ->
    [one] Das Protokoll hält, aber ein Inhalt bleibt für immer zurückgehalten: Seine Organisation hat ihn vor der Fälligkeit ersetzt, oder er ließ sich dann nicht öffnen.
   *[other] Das Protokoll hält, aber { $withheld } Inhalte bleiben für immer zurückgehalten: Ihre Organisationen haben sie vor der Fälligkeit ersetzt, oder sie ließen sich dann nicht öffnen.
} { $n } Einträge, { $public } öffentliche Inhalte, { $sealed } versiegelt (darunter die zurückgehaltenen), { $erased } gelöscht.
cli-verify-older = Es setzt den älteren Prüfpunkt mit { $n } Einträgen fort.
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
