# SPDX-License-Identifier: EUPL-1.2
# Announcing a round, changing it, cancelling it, and looking at it before it is public.

announce-change-title = Berichtsrunde ändern: { $round }
announce-reason-hint = Alle haben mit der Ankündigung geplant. Der Grund steht öffentlich bei der Runde.
announce-asked = Wer wonach gefragt wird
announce-asked-last = Angekreuzt ist, was zuletzt gefragt war ({ $round }). Maßnahmen, die seitdem dazukamen, sind als neu gekennzeichnet; dort ist nur die Federführung gefragt.
announce-asked-first = Angekreuzt sind die Berichte der Federführungen. Alle anderen sind erst gefragt, wenn Sie es ankreuzen.
announce-many-who = Viele auf einmal: bei wem
announce-many-hint = Setzt alle Kästchen einer Spalte oder eines Handlungsfelds zugleich. Gespeichert wird dabei nichts.
announce-many-all = bei allen, die in der Tabelle stehen
announce-many-about = Viele auf einmal: worüber
announce-rows-all = über alles
announce-rows-measures = über alle Maßnahmen
announce-rows-new = über alle neuen Maßnahmen
announce-rows-plan = über den Plan als Ganzes
announce-tick = Alle ankreuzen
announce-untick = Alle leeren
announce-set = Jetzt angekreuzt: { $more }. Jetzt geleert: { $fewer }. Noch ist nichts öffentlich.
announce-table = Wer wonach gefragt wird: eine Zeile je Maßnahme, eine Spalte je Stimme
announce-table-lead = Wer angekreuzt ist und nichts sagt, steht später öffentlich als still. Alle anderen derselben Stimme dürfen sich äußern, ohne gefragt zu sein.
announce-leads = Federführung
announce-new = neu
announce-no-lead = Der Plan nennt keine Federführung.
announce-is-lead = Diese Stelle hat die Federführung und steht in der ersten Spalte.
announce-no-report = Berichtet wird nur über Maßnahmen.
announce-add = Noch jemanden fragen
announce-add-hint = Die Organisation bekommt eine eigene Spalte. Gefragt ist sie erst mit einem Kreuz.
announce-add-do = Spalte hinzufügen
announce-check = Weiter: prüfen
announce-edit = Zurück zum Formular
announce-do = Runde ankündigen
announce-change-do = Runde ändern
announce-stale = Jemand hat diese Runde inzwischen geändert. Ihre Eingaben stehen noch hier, aber nichts wurde gespeichert. Bitte öffnen Sie das Formular in einem zweiten Fenster neu und vergleichen Sie.
check-title = Bitte prüfen: { $round }
check-public = Noch ist nichts öffentlich. Mit „Runde ankündigen“ sehen alle, was hier steht.
check-public-change = Noch gilt die Ankündigung von vorher. Mit „Runde ändern“ sehen alle, was hier steht, und Ihren Grund.
check-counts = { $bodies ->
    [one] Gefragt ist eine Organisation
   *[other] Gefragt sind { $bodies } Organisationen
} nach zusammen { $duties ->
    [one] einer Äußerung
   *[other] { $duties } Äußerungen
}.
check-nobody = Bei { $n } von { $total } Maßnahmen ist niemand um einen Bericht gebeten. Auch das ist sichtbar.
check-silent = Wer gefragt ist und bis zum Abgabetag nichts sagt, steht öffentlich als still.
check-until = Ändern und absagen können Sie bis { $at }. Danach kann es niemand mehr.
check-day = Termin
check-day-now = So wird es
check-day-before = Bisher angekündigt
check-opens = Offen ab
check-due = Abgabe bis
check-replies = Erwiderungen bis
check-asked = Wer nach wie vielen Äußerungen gefragt ist
check-how-many = Anzahl
check-how-many-before = vorher
check-otherwise = Was anders ist als in „{ $round }“
check-otherwise-announced = Was anders ist als angekündigt
check-same = Gefragt ist genau dasselbe.
check-more = Neu gefragt
check-fewer = Nicht mehr gefragt
check-none = Niemand.
round-cancel = Runde absagen
round-cancel-of = Absagen: { $round }
round-cancel-title = Berichtsrunde absagen
round-cancel-lead = Eine abgesagte Runde bleibt öffentlich, mit Ihrem Grund. Niemand ist darin mehr gefragt, und in den Kalendern stehen ihre Termine als abgesagt. Das lässt sich nicht zurücknehmen; eine neue Runde bekommt einen neuen Kurznamen.
round-cancel-hint = Der Grund steht öffentlich bei der Runde.
refused-already-open = Die Berichtsrunde ist schon offen. Jetzt kann niemand mehr ihre Termine oder die Liste der Gefragten ändern oder sie absagen, damit niemand aufhalten kann, was gesagt wird.
refused-inquiry-runs = Diese Abfrage ist versiegelt und hat begonnen. Nur Titel und Hinweis lassen sich noch ändern; alle Gefragten verlassen sich auf den Termin. Sie öffnet sich von selbst, wenn er vorbei ist.
refused-asks-now = Dazu läuft eine versiegelte Abfrage. Was Sie jetzt anders sagen, geben Sie bitte als Auskunft an; sie bleibt bis zum Termin versiegelt.
refused-cancelled = Diese Berichtsrunde ist abgesagt. Eine neue Runde bekommt einen neuen Kurznamen.
problem-announced-otherwise = Die Runde ist schon angekündigt, und andere haben danach geplant. Bitte schreiben Sie, warum sie anders wird.
problem-other-voice = „{ $detail }“ spricht mit einer anderen Stimme und kann das nicht sagen. Bitte nehmen Sie das Kreuz heraus.
problem-one-of-two = Bitte nennen Sie nur eines von beiden: die Empfehlung oder die Verpflichtung.
problem-nothing-chosen = Bitte wählen Sie hier zuerst etwas aus.
