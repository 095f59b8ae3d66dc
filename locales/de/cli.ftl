# SPDX-License-Identifier: EUPL-1.2
cli-no-key = In { $folder } liegt kein Schlüssel des Protokolls. Rufen Sie zuerst „wegmarke init“ auf oder nennen Sie mit --data den richtigen Ordner.
cli-has-key = In { $folder } liegt schon ein Schlüssel. Nichts wurde geändert.
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
cli-verify-older = Es setzt den älteren Prüfpunkt mit { $n } Einträgen fort.
cli-verify-failed = Das Protokoll hält NICHT. Erster Eintrag, der nicht passt: { $seq } ({ $code }).
cli-no-reason = Eine Erklärung braucht Worte.
cli-erased = Der Inhalt von Eintrag { $n } ist gelöscht. Sein Umschlag bleibt, und das Protokoll hält weiterhin.
cli-demo-invented = Dazu zwei erfundene Berichtsrunden, als Beispieldaten gekennzeichnet; auch die Zeiten der Einträge sind gestellt. Ohne sie: --real-only.
cli-demo-accounts = Konten für jede Aufgabe (Adresse, Passwort, Schlüssel für eine Authentifizierungs-App, Aufgabe). Sie werden nur jetzt gezeigt:
cli-invalid = Diese Angaben brauchen noch einen Blick; nichts wurde geschrieben:
cli-no-token = In WEGMARKE_TOKEN steht kein gültiger Schlüssel einer Organisation.
cli-no-round = Die Berichtsrunde { $id } gibt es nicht.
cli-moved = { $n } Schritte gemacht.
cli-sheet-rows = { $n ->
    [one] Eine Zeile.
   *[other] { $n } Zeilen.
}
