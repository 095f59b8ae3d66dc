# SPDX-License-Identifier: EUPL-1.2
# Reporting rounds, what is said in them, and the monitoring of a plan.

nav-rounds = Berichtsrunden
rounds-title = Berichtsrunden
rounds-description = Alle Berichtsrunden: wann sie beginnen und enden, wer sich äußern muss und wer es getan hat.
rounds-lead = In einer Berichtsrunde berichten die Federführenden über ihre Maßnahmen, unabhängige Stellen bewerten, und Beratungsstellen sagen, was in der Praxis ankommt. Bis zum Abgabetag ist alles versiegelt, dann wird alles zugleich öffentlich.
rounds-caption = Berichtsrunden
rounds-empty = Noch wurde keine Berichtsrunde angekündigt.
round-round = Berichtsrunde
round-plan = Plan
round-state = Stand
round-due = Abgabe bis
round-kept = Äußerungen
round-kept-of = { $n } von { $total } angefragten
round-description = Eine Berichtsrunde: ihre Termine, wer sich äußern muss, wer es getan hat und worauf das Ergebnis beruht.
round-state-planned = angekündigt
round-state-open = offen
round-state-closing = öffentlich, Erwiderungen möglich
round-state-closed = abgeschlossen
round-state-published = veröffentlicht
round-state-cancelled = abgesagt
round-until-planned = Beginnt am { $at }.
round-until-open = Versiegelt bis { $at }; dann wird alles zugleich öffentlich.
round-until-closing = Erwiderungen bis { $at }.
round-period = Berichtszeitraum
round-period-of = { $from } bis { $until }
round-note = Hinweis der Koordinierung
round-reason = Warum sie anders ist als angekündigt
round-cancelled-at = Abgesagt am
round-cancelled-why = Warum sie abgesagt wurde
round-void = abgesagt, niemand ist mehr gefragt
round-void-lead = Die Runde ist abgesagt, bevor sie offen war. Niemand ist darin mehr gefragt.
round-checkpoint = Prüfpunkt, auf dem das Ergebnis beruht
round-days = Termine
round-days-lead = Die Runde geht nach der Uhr weiter, nicht auf Knopfdruck. Ist sie offen, kann niemand ihre Termine ändern.
round-planned-at = Nach der Uhr
round-moved-at = Eingetragen
round-at-once = gleich danach
round-not-yet = noch nicht
round-not-any-more = entfällt
round-duties = Wer sich äußern muss
round-no-duties = Niemand ist benannt.
round-said = Was gesagt wurde
round-said-lead = Jede Äußerung steht mit ihrem Fingerabdruck sofort im öffentlichen Protokoll; ihr Inhalt folgt am Abgabetag.
round-nothing-said = Noch hat sich niemand geäußert.
duty-organisation = Organisation
duty-what = Was
duty-in-time = rechtzeitig
duty-late = verspätet
duty-unrevealed = nicht aufgedeckt
duty-pending = steht noch aus
duty-missing = fehlt
said-at = Wann
said-by = Von
said-what = Was
said-marks = Vermerke
said-no-marks = keine
said-voice = Stimme
said-about = Betrifft
contribution-name-report = Fortschrittsbericht von { $by }: { $on }
contribution-name-assessment = Bewertung von { $by }: { $on }
contribution-name-practice = Praxisrückmeldung von { $by }: { $on }
contribution-name-reply = Erwiderung von { $by }: { $on }
contribution-description = Eine Äußerung in einer Berichtsrunde mit allen Fassungen und Erwiderungen.
voice-more =
    { $n ->
        [one] Eine weitere Äußerung dieser Stimme
       *[other] { $n } weitere Äußerungen dieser Stimme
    }
contribution-rest =
    { $n ->
        [one] Alles lesen (eine Angabe mehr)
       *[other] Alles lesen ({ $n } Angaben mehr)
    }
contribution-more = Alle Fassungen und Erwiderungen
contribution-content = Inhalt
contribution-sealed = versiegelt
contribution-stays-sealed = ersetzt, bleibt versiegelt
contribution-sealed-why = Der Inhalt ist versiegelt, bis die Runde fällig ist. Sein Fingerabdruck steht schon im öffentlichen Protokoll: niemand kann später behaupten, etwas anderes gesagt zu haben.
contribution-committed = nur Fingerabdruck hinterlegt
contribution-committed-why = Hinterlegt ist nur der Fingerabdruck. Die Worte hat allein die Organisation; sie deckt sie auf, wenn die Runde fällig ist.
contribution-unrevealed = Fingerabdruck hinterlegt, nicht aufgedeckt
contribution-unrevealed-why = Die Runde ist fällig, und die Organisation hat die Worte zu ihrem Fingerabdruck nicht aufgedeckt. Niemand sonst hat sie.
contribution-withdrawn = zurückgenommen
contribution-withdrawn-why = Wer das gesagt hat, hat es zurückgenommen. Die früheren Fassungen stehen unten.
contribution-unopened = ließ sich nicht öffnen
contribution-erased = gelöscht
contribution-without-evidence = ohne Beleg
contribution-repeats = wortgleich wie in: { $round }
contribution-not-renewed = { $lang } nicht erneuert
contribution-late = verspätet
contribution-replaced = { $n ->
    [one] einmal ersetzt
   *[other] { $n }-mal ersetzt
}
contribution-corrected = { $n ->
    [one] einmal berichtigt
   *[other] { $n }-mal berichtigt
}
contribution-replies = Erwiderungen
contribution-no-replies = Es gibt keine Erwiderung.
contribution-may-reply = Erwidern dürfen:
contribution-versions = Fassungen
version-what = Was
version-reason = Grund
version-entry = Eintrag
version-no-reason = erste oder ersetzende Fassung
voices-title = Was die drei Stimmen sagen
voices-lead = Regierung, unabhängige Stellen und Zivilgesellschaft nebeneinander, auf derselben Skala. Keine Stimme ersetzt eine andere, und es gibt keine Gesamtnote.
voice-said-nothing = Diese Stimme hat nichts gesagt und war nicht gefragt.
voice-silent = { $n ->
    [one] Geschwiegen hat, obwohl gefragt:
   *[other] Geschwiegen haben, obwohl gefragt:
}
voice-pending = { $n ->
    [one] Gefragt ist noch:
   *[other] Gefragt sind noch:
}
disagreement = Abstand der Stimmen
disagreement-steps = { $n ->
    [one] eine Stufe auseinander
   *[other] { $n } Stufen auseinander
}
silent = keine Angabe
invented-mark = Beispieldaten
invented = Auf dieser Seite stehen erfundene Angaben, die nur zeigen, wie das Register arbeitet. Die genannten Organisationen haben sie nicht gemacht.
entry-corrects = Bezieht sich auf
entry-reason = Grund
entry-proposal = Vorschlag
monitoring-title = Monitoring: { $plan }
monitoring-description = Ein Plan in einer Berichtsrunde: sechs getrennte Achsen, wo die Stimmen am weitesten auseinanderliegen, wer schweigt, was überfällig ist.
monitoring-link = Monitoring des Plans
monitoring-of-round = Auswertung über alle Maßnahmen
monitoring-sealed = Die Runde ist noch nicht fällig. Bis dahin ist jede Äußerung versiegelt, und hier steht nur, was schon öffentlich ist.
wholes-title = Zum Plan als Ganzem und zu ganzen Handlungsfeldern
monitoring-more = Mehr zu Prüfbarkeit und Abdeckung beim Plan:
indicators-title = Indikatoren
indicator-description = Ein Indikator: was beobachtet wird und wie, und die Werte aller Quellen nebeneinander.
indicator-indicator = Indikator
indicator-kind = Art
indicator-kind-structural = Struktur
indicator-kind-process = Prozess
indicator-kind-output = Output
indicator-kind-outcome = Wirkung
indicator-baseline = Ausgangswert
indicator-target = Zielwert
indicator-set-by = Festgelegt von
indicator-moved = Geänderte Ausgangs- und Zielwerte
indicator-what = Was
indicator-before = Vorher
indicator-after = Nachher
indicator-why = Warum
indicator-newest = Neueste Werte
indicator-levels = Stufen
indicator-parts = Woraus die Werte bestehen
indicator-parts-lead = „unterdrückt“ heißt: Es gibt eine Zahl, und sie wird nicht genannt, damit niemand wiedererkannt wird. Das ist nicht null und nicht „nicht angegeben“.
indicator-parts-of = Werte nach Teilen: { $by }, { $on }
indicator-part = Teil
indicator-part-value = Wert
indicator-more-parts = { $n ->
    [one] Ein weiterer Teil
   *[other] { $n } weitere Teile
 }
reading-suppressed = unterdrückt
part-women = Frauen
part-men = Männer
part-trans = trans* und nicht binäre Menschen
part-families = Familien
part-minors = Minderjährige
part-not-recorded = nicht erfasst
indicator-values = Werte
indicator-no-values = Noch hat niemand einen Wert genannt.
indicator-conflicts = { $n ->
    [one] An einem Tag nennen die Quellen verschiedene Werte.
   *[other] An { $n } Tagen nennen die Quellen verschiedene Werte.
}
level-name = Stufe
level-anchor = Woran man sie erkennt
value-on = Stichtag
value-conflict = Vergleich
value-differs = Quellen weichen ab
value-agrees = kein Widerspruch
funding-title = Finanzierung
funding-year = Jahr
funding-security = Sicherheit
funding-line = Haushaltstitel
funding-ends = Mittel bis
funding-ends-soon = Die Mittel enden am { $on }, und keine Quelle nennt einen späteren Tag.
funding-ended = Die Mittel endeten am { $on }, und keine Quelle nennt einen späteren Tag.
amount-euro = { $amount } €
amount-in = { $amount } { $currency }
monitoring-by-voices = Nach Stimmen
monitoring-by-fields = Nach Handlungsfeldern ({ $voice })
monitoring-by-leads = Nach Federführung ({ $voice })
monitoring-no-lead = keine Federführung genannt
monitoring-nothing = Dazu ist nichts gesagt oder erfasst.
monitoring-trend = Von Runde zu Runde
monitoring-trend-line = { $voice }: { $round }
monitoring-trend-finding = In „{ $first }“ liegen { $before } Einstufungen vor, in „{ $last }“ { $now }.
indicator-course = Der Weg zum Zielwert
indicator-course-finding =
    { $n ->
        [one] Ein Wert liegt vor.
       *[other] { $n } Werte aus { $sources } { $sources ->
            [one] Quelle
           *[other] Quellen
        } liegen vor.
    }
indicator-aim = { $what }: { $value }
monitoring-finding = { $n } von { $total } Einstufungen liegen vor.
axis-lead-delivery = Wie weit die Maßnahmen umgesetzt sind. Alle Stimmen benutzen dieselbe Skala; hat eine Stimme mehrmals eingestuft, zählt die mittlere Einstufung. Nennt ein Plan keine Federführung, zählt, wer berichten soll.
axis-lead-effect = Was sich durch die Maßnahmen geändert hat. Die Wirkung beurteilen nur unabhängige Stellen und die Zivilgesellschaft, mit Begründung und Beleg.
axis-lead-funding = Wie sicher das Geld der Maßnahmen ist, nach der jüngsten Angabe jeder Stimme.
axis-lead-timeliness = Ob Termine gehalten werden. Für jede Maßnahme zählt der Meilenstein, der am weitesten zurückliegt.
axis-lead-coverage = Wie weit Forderungen erfüllt sind, die auf die Maßnahme verweisen. Für jede Stimme zählt die niedrigste Beurteilung.
axis-lead-evaluability = Wie viele von elf Angaben es zu einer Maßnahme gibt, an denen man sie später messen kann. Maßnahmen, deren Text hier nicht erfasst ist, zählen nicht.
overdue-milestone = Meilenstein
overdue-due = Fällig
overdue-days = Tage überfällig
overdue-none = Kein Meilenstein ist überfällig.
