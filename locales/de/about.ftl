# SPDX-License-Identifier: EUPL-1.2
# Pages about the site itself, and about what went wrong.

imprint-title = Impressum
imprint-missing = Für diese Seite ist noch niemand eingetragen, der sie verantwortet.
imprint-missing-todo = Wer diese Seite betreibt, trägt Name und Anschrift in die Konfiguration ein. Bis dahin betrachten Sie sie bitte als Vorführung.
imprint-operator = Betrieben von
imprint-email = E-Mail:
imprint-phone = Telefon:
imprint-responsible = Verantwortlich für den Inhalt
imprint-content = Zu den Inhalten
imprint-content-text = Diese Seite ist kein Angebot einer Behörde. Aussagen stammen von den Organisationen, die bei jeder Angabe genannt sind, und aus den genannten Quellen.
imprint-links-text = Verweise auf andere Seiten stammen aus den Quellen. Für deren Inhalte sind ihre Betreiber verantwortlich.

privacy-title = Datenschutz
privacy-short = Sie können hier alles lesen, ohne etwas über sich preiszugeben.
privacy-reading = Beim Lesen
privacy-no-cookies = Diese Seite setzt beim Lesen keine Cookies und speichert nichts in Ihrem Browser außer den üblichen Zwischenkopien von Seiten, Schriften und Stilen.
privacy-no-third = Ihr Browser ruft beim Lesen nichts von anderen Servern ab: keine Schriften, keine Bilder, keine Messung.
privacy-no-script = Es läuft kein Skript, das Ihr Verhalten beobachtet. Die Seiten kommen ohne JavaScript aus.
privacy-logs = Was der Server festhält
privacy-logs-text = Damit Fehler gefunden werden können, schreibt das Programm Zeitpunkt, abgerufene Adresse, Ergebnis und Dauer einer Anfrage in ein Betriebsprotokoll. Ihre IP-Adresse schreibt es nicht hinein. Ein vorgeschalteter Server kann das anders halten; darüber gibt der Betreiber Auskunft.
privacy-alerts = Wenn Sie etwas per E-Mail verfolgen
privacy-alerts-text = Dann werden Ihre E-Mail-Adresse, was Sie verfolgen und die Sprache verschlüsselt aufbewahrt, bis Sie es mit dem Link in jeder E-Mail beenden; dann wird beides gelöscht. Eine Adresse, die niemand bestätigt, wird nach zwei Tagen gelöscht. Niemand sonst bekommt sie.
privacy-register = Was im Register steht
privacy-register-text = Aussagen im Register stammen von Organisationen. Namen einzelner Personen und Daten über Betroffene gehören nicht hinein. Findet sich dort trotzdem etwas Persönliches, kann der Inhalt eines Eintrags gelöscht werden; der Umschlag bleibt als Nachweis.
privacy-rights = Ihre Rechte
privacy-rights-text = Sie haben das Recht auf Auskunft, Berichtigung, Löschung und Beschwerde bei einer Aufsichtsbehörde. Wenden Sie sich an die Stelle im

accessibility-title = Barrierefreiheit
accessibility-short = Diese Seite soll für alle lesbar sein. Maßstab sind die WCAG 2.2, Stufe AA, und die EN 301 549.
accessibility-how = Was dafür getan ist
accessibility-script = Alle Seiten sind ohne JavaScript vollständig.
accessibility-keyboard = Alles ist mit der Tastatur erreichbar, und man sieht, wo man ist.
accessibility-zoom = Die Seiten lassen sich auf 400 % vergrößern und passen auf 320 Bildpunkte Breite; breite Tabellen lassen sich in sich verschieben.
accessibility-colour = Farbe steht nie allein: Was sie sagt, steht auch in Worten. Dunkle Darstellung und eigene Farben des Systems werden beachtet.
accessibility-charts = Zu jedem Schaubild gibt es einen Satz mit dem Ergebnis und eine Tabelle mit allen Zahlen.
accessibility-language = Texte in einer anderen Sprache sind so ausgezeichnet, dass Vorleseprogramme sie richtig aussprechen.
accessibility-limits = Was noch nicht gut genug ist
accessibility-limit-tables = Sehr breite Tabellen bleiben auf kleinen Bildschirmen mühsam.
accessibility-limit-sources = Quellen auf anderen Seiten sind oft PDF-Dateien, auf deren Gestaltung wir keinen Einfluss haben.
accessibility-limit-easy = Leichte Sprache und Gebärdensprache fehlen noch.
accessibility-limit-tested = Geprüft wird automatisch bei jeder Änderung des Programms; eine Prüfung durch Menschen mit Behinderungen steht noch aus.
accessibility-tell = Barriere melden
accessibility-tell-text = Wenn Sie auf eine Barriere stoßen, sagen Sie es bitte der Stelle im

licence-title = Lizenz
licence-software = Das Programm
licence-software-text = Das Programm steht unter der European Union Public Licence, Version 1.2 (EUPL-1.2). Sie dürfen es benutzen, prüfen, ändern und weitergeben.
licence-design = Gestaltung und Schrift
licence-design-text = Die Gestaltung baut auf dem offenen Designsystem KERN auf (EUPL-1.2), die Schrift ist Fira Sans (SIL Open Font License 1.1). Das Hoheitszeichen und die Kopfzeile der Verwaltung werden nicht verwendet.
licence-data = Die Daten
licence-data-text = Tatsachen sind frei. Wörtliche Texte gehören denen, die sie geschrieben haben; die Quelle steht dabei. Fragen zur Nutzung beantwortet die Stelle im

verify-title = So prüfen Sie selbst
verify-lead = Sie müssen uns nicht glauben. Mit einem Programm und unserem öffentlichen Schlüssel können Sie nachrechnen, dass der Verlauf vollständig und unverändert ist.
verify-what = Was gespeichert wird
verify-what-entry = Jeder Eintrag hat einen Umschlag (Nummer, Zeit, Organisation, Art, Gegenstand) und einen Inhalt. Der Umschlag enthält die Prüfsumme des Inhalts.
verify-what-tree = Alle Umschläge bilden zusammen einen Prüfsummenbaum. Wer einen Umschlag ändert, einfügt oder entfernt, ändert die Wurzel des Baums.
verify-what-checkpoint = Größe und Wurzel des Baums werden unterschrieben veröffentlicht. Das Format ist offen beschrieben (C2SP tlog-tiles), auch andere Programme können es prüfen.
verify-how = Schritt für Schritt
verify-step-key = Besorgen Sie sich den Prüfschlüssel möglichst von einer zweiten Stelle, zum Beispiel aus einem Bericht oder von einer Person, der Sie vertrauen.
verify-step-run = Rufen Sie das Prüfprogramm auf. Es lädt alles herunter und nennt den ersten Eintrag, der nicht passt, wenn es einen gibt.
verify-step-remember = Das Programm merkt sich den Stand. Beim nächsten Mal prüft es auch, dass nichts Früheres geändert wurde.
verify-origin = Name des Protokolls
verify-no-key = Für diese Seite ist noch kein Prüfschlüssel eingerichtet.
verify-keys = Schlüssel, die dieses Protokoll hatte
verify-keys-text = Wenn Sie einen älteren Schlüssel haben, prüfen Sie mit diesem: Jeder Schlüssel hat unterschrieben, welcher nach ihm kommt. So findet das Programm den Weg zu dem, der jetzt unterschreibt. Wo niemand einen Schlüssel bestätigt hat, hält es an und sagt es.
verify-witnesses = Wer noch darüber wacht
verify-witnesses-text = Zeugen werden von anderen betrieben. Jeder merkt sich den neuesten Stand des Protokolls, den er gesehen hat, und unterschreibt nur, was ihn fortsetzt. So kann niemandem ein anderer Verlauf gezeigt werden als Ihnen, außer alle Zeugen, denen Sie vertrauen, machen dabei mit.
verify-witnesses-none = Dieses Protokoll hat noch keine Zeugen. Wer sichergehen will, dass alle dasselbe gezeigt bekommen, vergleicht den Prüfpunkt mit jemand anderem und hebt ihn auf.
verify-witnesses-demand = So verlangen Sie alle; nennen Sie nur die, denen Sie vertrauen, und besorgen Sie sich deren Schlüssel lieber bei ihnen selbst als von dieser Seite:
verify-witness-since = Zeuge seit
verify-witness-last = Zuletzt unterschrieben
verify-witness-key = Öffentlicher Schlüssel
verify-witness-never = noch nicht
verify-witness-entries = { $n ->
    [one] ein Eintrag, am { $at }
   *[other] { $n } Einträge, am { $at }
}
verify-witness-away = Dieser Zeuge unterschreibt zurzeit nicht. Über das Protokoll sagt das nichts.
verify-witness-refuses = Dieser Zeuge sagt, dass das Protokoll nicht fortsetzt, was er gesehen hat. Fragen Sie bitte die Betreiber nach dem Grund, und glauben Sie bis zu einer Antwort keinem neueren Stand.
verify-limits = Was die Prüfung nicht sagt
verify-limits-text = Die Prüfung zeigt, dass nichts nachträglich geändert wurde. Sie zeigt nicht, dass eine Aussage wahr ist. Dafür stehen die Quellen bei jeder Angabe.

data-title = Daten
data-lead = Alles, was Sie hier lesen, können Sie auch mitnehmen.
data-feeds = Änderungen verfolgen
data-feeds-text = Jeder Plan und jede Organisation hat einen eigenen Atom-Feed; er ist auf ihrer Seite hinterlegt. Hier ist der Feed für alles:
data-log = Das Protokoll
data-log-text = Das vollständige Protokoll liegt offen unter /log/. Daraus lässt sich jede Zahl dieser Seite nachrechnen.
data-downloads = Dateien

not-found-title = Diese Seite gibt es nicht
not-found-happened = Unter dieser Adresse ist nichts zu finden.
not-found-todo = Vielleicht ist die Adresse verschrieben, oder der Gegenstand war zu dem gewählten Tag noch nicht erfasst. Von hier kommen Sie weiter:
bad-request-title = Diese Anfrage ist nicht verständlich
bad-request-happened = Mit einem Teil der Adresse kann diese Seite nichts anfangen.
bad-request-todo = Ein Tag muss die Form 2025-12-31 haben und im Kalender stehen. Bitte prüfen Sie die Adresse.
foreign-title = Diese Anfrage kam von einer anderen Seite
foreign-happened = Zum Schutz Ihres Kontos wird nur angenommen, was von dieser Seite selbst abgeschickt wurde. Geändert hat sich nichts.
foreign-todo = Bitte öffnen Sie diese Seite neu und versuchen Sie es von hier aus noch einmal.
too-large-title = Das ist zu viel auf einmal
too-large-happened = Was abgeschickt wurde, ist größer, als diese Seite annimmt. Gespeichert ist davon nichts.
too-large-todo = Gehen Sie im Browser einen Schritt zurück: dort steht noch, was Sie geschrieben haben. Bitte kürzen Sie es.
failed-title = Etwas ist schiefgegangen
failed-happened = Die Seite konnte nicht erstellt werden. Das liegt nicht an Ihnen.
failed-todo = Bitte versuchen Sie es in einigen Minuten noch einmal. Bleibt es dabei, nennen Sie der Betreiberin oder dem Betreiber bitte diese Angabe:
busy-title = Gerade ist viel los
busy-happened = Im Moment ist keine Antwort möglich: Es kommen zu viele Anfragen auf einmal, oder die Datenbank ist gerade nicht zu erreichen.
busy-todo = Bitte versuchen Sie es in einer Minute noch einmal.
damaged-file-title = Diese Datei ist beschädigt
damaged-file-happened = Was hier von ihr aufbewahrt ist, fehlt oder ist nicht mehr das, was hochgeladen wurde. Darum bekommt sie niemand. Das liegt nicht an Ihnen.
damaged-file-todo = Die Äußerung, die sie nennt, steht weiter auf ihrer Seite. Wer dieses Register betreibt, sieht den Schaden und kann die Datei aus einer Sicherung zurückholen, oder ihre Organisation lädt dieselbe Datei noch einmal hoch. Ihre Prüfsumme:
files-away-title = Dateien sind gerade nicht zu holen
files-away-happened = Der Ort, an dem Dateien liegen, antwortet im Moment nicht. Alles andere können Sie weiter lesen.
files-away-todo = Bitte versuchen Sie es in einigen Minuten noch einmal.
