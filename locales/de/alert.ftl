# SPDX-License-Identifier: EUPL-1.2
# Etwas per E-Mail verfolgen, ohne Konto.

alert-title = Per E-Mail verfolgen
alert-description = Per E-Mail erfahren, was sich ändert, ohne Konto.
alert-lead = Wir schreiben Ihnen, wenn sich hier etwas ändert. Ein Konto brauchen Sie nicht. Zuerst bekommen Sie eine E-Mail, in der Sie es bestätigen; jede spätere beendet es mit einem Klick.
alert-no-letters = Diese Seite verschickt keine E-Mails. Der Feed der Seite sagt dasselbe in einem Feedreader.
alert-mail = Ihre E-Mail-Adresse
alert-mail-hint = Sie wird verschlüsselt aufbewahrt, für nichts anderes benutzt und gelöscht, wenn Sie es beenden.
alert-often = Wie oft höchstens
alert-often-weekly = einmal in der Woche
alert-often-daily = einmal am Tag
alert-ask = E-Mail anfordern
alert-asked = Wenn die Adresse stimmt, ist eine E-Mail dorthin unterwegs. Bitte öffnen Sie den Link darin innerhalb von zwei Tagen. Wer das schon verfolgt oder zu oft gefragt hat, bekommt keine.
alert-full = Gerade warten zu viele Adressen auf ihre Bestätigung. Bitte versuchen Sie es morgen noch einmal, oder nehmen Sie den Feed der Seite.
alert-confirm-lead = Möchten Sie per E-Mail erfahren, wenn sich hier etwas ändert?
alert-confirm = Ja, verfolgen
alert-end-lead = Sie verfolgen das per E-Mail. Hier können Sie es beenden; Ihre Adresse wird dann gelöscht.
alert-end = Beenden und Adresse löschen
alert-confirmed = Erledigt. Wir schreiben Ihnen, wenn sich etwas ändert.
alert-ended = Unter diesem Link verfolgt niemand etwas: Es wurde beendet und die Adresse gelöscht, oder es wurde nicht rechtzeitig bestätigt.
alert-privacy = Was mit Ihrer Adresse geschieht:
follow-by-mail = Per E-Mail verfolgen
