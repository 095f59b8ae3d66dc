# SPDX-License-Identifier: EUPL-1.2
# Letters, reminders and calendars.

letter-hello = Guten Tag,
letter-automatic = Diese E-Mail kommt von einem Programm. Antworten liest niemand.
letter-why = Sie bekommen diese E-Mail, weil Sie bei { $site } ein Konto haben. Dort bestellen Sie Erinnerungen auch ab oder seltener: { $link }
letter-digest-subject = { $site }: { $n ->
    [one] eine Aufgabe wartet auf Sie
   *[other] { $n } Aufgaben warten auf Sie
}
letter-digest-lead = { $n ->
    [one] in Ihrer Organisation ({ $organisation }) wartet eine Aufgabe auf Sie.
   *[other] in Ihrer Organisation ({ $organisation }) warten { $n } Aufgaben auf Sie.
}
letter-overdue = Abzugeben war bis { $due }. Was fehlt, steht jetzt öffentlich als fehlend; Sie können es noch nachholen.
letter-task = { $what }: { $about } ({ $state })
letter-more = { $n ->
    [one] und eine weitere Aufgabe
   *[other] und { $n } weitere Aufgaben
}
letter-all = Alle Ihre Aufgaben:
letter-escalation-subject = { $site }: { $n ->
    [one] von einer Organisation fehlt etwas
   *[other] von { $n } Organisationen fehlt etwas
}
letter-escalation-lead = { $n ->
    [one] in einer Berichtsrunde, die Sie koordinieren, hat eine Organisation nicht alles rechtzeitig abgegeben. Bis zum Ende der Erwiderungen kann sie es nachholen.
   *[other] in einer Berichtsrunde, die Sie koordinieren, haben { $n } Organisationen nicht alles rechtzeitig abgegeben. Bis zum Ende der Erwiderungen können sie es nachholen.
}
letter-silent = { $n ->
    [one] eine Äußerung fehlt
   *[other] { $n } Äußerungen fehlen
}
letter-late = { $n ->
    [one] eine kam zu spät
   *[other] { $n } kamen zu spät
}
letter-board = Einzeln auf der Seite zur Steuerung:
letter-invitation-subject = Einladung zu { $site }
letter-invitation-lead = Sie sind eingeladen, bei { $site } für { $organisation } zu arbeiten. Mit diesem Link legen Sie Ihr Konto an:
letter-invitation-until = Der Link gilt zwei Wochen und nur einmal. Bitte geben Sie ihn nicht weiter.
letter-invitation-why = Sie bekommen diese E-Mail, weil jemand aus { $organisation } Sie zu { $site } eingeladen hat. Wenn Sie damit nichts anfangen können, tun Sie nichts: ohne den Link entsteht kein Konto, und wir schreiben Ihnen nicht noch einmal.
letter-test-subject = { $site }: Probe
letter-test = diese E-Mail zeigt, dass { $site } E-Mails verschicken kann.
letter-test-why = Sie bekommen diese E-Mail, weil jemand, der { $site } betreibt, das Verschicken ausprobiert.

reminders-title = E-Mails und Kalender
reminders-lead = Erinnerungen nennen, was zu tun ist und bis wann. Was jemand geschrieben hat, steht nie darin. Einladungen kommen immer.
reminders-no-mail = Hier ist noch kein Mailserver eingerichtet; bis dahin kommen keine E-Mails.
reminders-unreachable = Die letzte E-Mail an Sie wurde abgewiesen. Deshalb schreiben wir Ihnen nicht mehr. Prüfen Sie bitte Ihr Postfach und speichern Sie hier, dann versuchen wir es wieder.
reminders-colleagues = Diese Adressen in Ihrer Organisation nehmen keine E-Mails an: { $mails }
reminders-lang = Sprache der E-Mails
reminders-wanted = Erinnerungen
reminders-weekly = einmal in der Woche, kurz vor dem Abgabetag öfter
reminders-near-due = nur in den sieben Tagen vor dem Abgabetag
reminders-off = keine
reminders-save = Speichern
reminders-saved = Gespeichert.
calendar-lead-on = Ihr Kalender hat eine geheime Adresse. Sie wurde nur einmal gezeigt. Mit einer neuen gilt die alte nicht mehr.
calendar-lead-off = Abonnieren Sie die Termine Ihrer Berichtsrunden in Ihrem Kalender. Die Adresse ist geheim: wer sie kennt, sieht Ihre Termine und wie viel noch offen ist, sonst nichts.
calendar-make = Adresse für meinen Kalender
calendar-renew = Neue Adresse
calendar-end = Kalender abschalten
calendar-made = Diese Adresse wird nur jetzt gezeigt. Fügen Sie sie in Ihrem Kalenderprogramm als Abonnement hinzu:
calendar-all = Berichtsrunden
calendar-own = Meine Berichtsrunden
calendar-opens = Beginn: { $round }
calendar-due = Abgabe: { $round }
calendar-replies = Ende der Erwiderungen: { $round }
calendar-cancelled = Abgesagt: { $date }
calendar-from = Ab { $at }
calendar-until = Bis { $at }
calendar-open = Noch offen in Ihrer Organisation: { $n }
calendar-open-all = Noch offen in der ganzen Runde: { $n }
invited-by-letter = Die Einladung ist als E-Mail unterwegs. Falls sie nicht ankommt: dieser Link wird nur jetzt gezeigt.
cli-mail-off = E-Mails werden nicht verschickt: --smtp-url und --mail-from fehlen.
cli-mail-base-url = E-Mails brauchen Links: bitte auch --base-url angeben.
cli-mail-missing = Es fehlt, womit E-Mails verschickt werden: --smtp-url und --mail-from, oder WEGMARKE_SMTP_URL und WEGMARKE_MAIL_FROM.
cli-mail-taken = Der Mailserver hat die E-Mail an { $to } angenommen: { $reply }
calendar-subscribe = Alle Termine als Kalender (iCalendar) abonnieren
letter-reset-subject = { $site }: Link zum Zurücksetzen
letter-reset-lead-own = jemand aus Ihrer Organisation hat für Ihr Konto einen Link erstellt. Er { $what }.
letter-reset-lead-other = jemand aus Ihrer Organisation hat für das Konto von { $name } einen Link erstellt. Er { $what }.
letter-reset-if-not = Wenn das nicht abgesprochen ist, ziehen Sie den Link bitte gleich zurück; dort steht auch das Sicherheitsprotokoll: { $link }
letter-reset-why = Sie erhalten diese E-Mail, weil ein Zugang zu { $site } sich nicht unbemerkt ändern soll.
letter-alert-why = Sie bekommen diese E-Mail, weil jemand mit dieser Adresse das bei { $site } verfolgt. Keine E-Mails mehr, und Ihre Adresse gelöscht: { $link }
letter-confirm-subject = { $site }: bitte bestätigen, dass Sie das verfolgen möchten
letter-confirm-lead = jemand hat bei { $site } darum gebeten, dass an diese Adresse E-Mails gehen, wenn sich hierzu etwas ändert: { $what }. Waren Sie das, dann öffnen Sie bitte diese Seite und bestätigen Sie es:
letter-confirm-until = Die Seite lässt sich zwei Tage lang öffnen. Waren Sie es nicht, dann müssen Sie nichts tun: Es kommen keine weiteren E-Mails, und die Adresse wird gelöscht.
letter-confirm-why = Sie bekommen diese E-Mail, weil diese Adresse bei { $site } eingetragen wurde.
letter-alert-subject = { $site }: Neues zu { $what }
letter-alert-lead = { $n ->
    [one] hierzu gibt es einen neuen Eintrag: { $what }
   *[other] hierzu gibt es { $n } neue Einträge: { $what }
}
letter-alert-answer = die Antwort auf diese Frage ist jetzt eine andere: { $what }
letter-alert-entry = { $day }: { $what }: { $about }
letter-alert-more = { $n ->
    [one] und ein weiterer Eintrag
   *[other] und { $n } weitere Einträge
}
letter-alert-page = Alles dazu:
