# SPDX-License-Identifier: EUPL-1.2
# Words that every page uses.

site-claim = Was versprochen ist, was getan wird, und wer es sagt
skip-to-content = Zum Inhalt springen
nav-main = Hauptmenü
nav-languages = Sprache
nav-crumbs = Sie sind hier
nav-footer = Über diese Seite
nav-start = Start
nav-plans = Pläne
nav-organisations = Organisationen
nav-recommendations = Empfehlungen
nav-gaps = Lücken
nav-data-findings = Datenqualität
nav-measures = Maßnahmen
nav-monitoring = Monitoring
nav-questions = Fragen
nav-changes = Änderungen
nav-history = Verlauf
nav-search = Suche
nav-imprint = Impressum
nav-privacy = Datenschutz
nav-accessibility = Barrierefreiheit
nav-licence = Lizenz
nav-data = Daten
nav-verify = So prüfen Sie selbst
nav-feed = Änderungen als Feed
toc-label = Auf dieser Seite

as-of-label = Früherer Stand
as-of-shown = { $later ->
    [0] Sie sehen das Register nach dem Stand vom { $date }.
    [one] Sie sehen das Register mit allem, was bis zum { $date } gesagt wurde. Ein Eintrag davon wurde hier erst später eingetragen.
   *[other] Sie sehen das Register mit allem, was bis zum { $date } gesagt wurde. { $later } Einträge davon wurden hier erst später eingetragen.
}
as-of-damaged = { $n ->
    [one] Ein Eintrag davon ist beschädigt und fehlt hier. Dieser frühere Stand kann deshalb unvollständig sein.
   *[other] { $n } Einträge davon sind beschädigt und fehlen hier. Dieser frühere Stand kann deshalb unvollständig sein.
}
as-of-now = Zum heutigen Stand
as-of-form = Früheren Stand zeigen
as-of-pick = Stand vom
as-of-show = Zeigen
register-state =
    { $n ->
        [one] Dieser Stand beruht auf { $n } Eintrag, der letzte vom { $date }.
       *[other] Dieser Stand beruht auf { $n } Einträgen, der letzte vom { $date }.
    }
register-empty = Das Register enthält noch keinen Eintrag.
log-key = Prüfschlüssel
log-checkpoint = Unterschriebener Stand des Protokolls

not-stated = nicht angegeben
stated-as-none = ausdrücklich keine
yes = ja
no = nein
dropped = nicht mehr enthalten
withheld = Zu diesem Gegenstand gibt es einen Eintrag, dessen Inhalt nicht oder noch nicht öffentlich ist. Was Sie hier sehen, kann unvollständig sein.
shown-in = auf { $language }
shown-in-list = Einige Texte liegen nicht auf Deutsch vor. Sie stehen hier auf { $language }.
thing = { $noun }: { $name }
choice = { $words } ({ $n })
times = { $n } × { $words }
of-total = { $n } von { $total }
list-cut = Die ersten { $shown } von { $total } sind aufgeführt.
source-label = Quelle:
span-from-until = { $from } bis { $until }
span-from = ab { $from }
span-until = bis { $until }
span-derived = { $days } (errechnet, nicht in der Quelle)
span-without-days = Daraus lässt sich kein Datum ablesen.
chart-given = { $n } von { $total } liegen vor
chart-first = { $n } von { $total } { $what }
chart-table = Die Zahlen als Tabelle
chart-source = Quelle: { $cite }
chart-take = Bild (SVG)
chart-empty = Es gibt keine Zahlen.

filter-submit = Anwenden
filter-reset = Filter aufheben
filter-all = alle
filter-all-plans = alle Pläne
filter-words = Wörter im Titel
filter-cut = Das war sehr lang. Gesucht wird nach den ersten 200 Zeichen.
filter-plan = Plan
filter-field = Handlungsfeld
filter-lead = Federführung
filter-theme = Thema
filter-topic = Thema
filter-nature = Art
filter-state = Stand
filter-issuer = Herausgegeben von
filter-author = Beurteilt von
filter-degree = Beurteilung
filter-year = Fällig im Jahr
filter-type = Art
pager-label = Seiten
pager-page = Seite { $n }
pager-previous = Zurück
pager-next = Weiter
pager-range = { $from } bis { $to } von { $total }

count-measures =
    { $n ->
        [one] { $n } Maßnahme
       *[other] { $n } Maßnahmen
    }
count-milestones =
    { $n ->
        [one] { $n } Meilenstein
       *[other] { $n } Meilensteine
    }
count-organisations =
    { $n ->
        [one] { $n } Organisation
       *[other] { $n } Organisationen
    }
count-demands =
    { $n ->
        [one] { $n } Forderung
       *[other] { $n } Forderungen
    }
count-recommendations =
    { $n ->
        [one] { $n } Empfehlung
       *[other] { $n } Empfehlungen
    }
count-data-findings =
    { $n ->
        [one] { $n } Auffälligkeit
       *[other] { $n } Auffälligkeiten
    }
value-folded =
    { $n ->
        [one] { $n } Angabe
       *[other] { $n } Angaben
    }
count-entries =
    { $n ->
        [one] { $n } Eintrag
       *[other] { $n } Einträge
    }
count-hits =
    { $n ->
        [one] { $n } Treffer
       *[other] { $n } Treffer
    }

noun-column = Gegenstand
noun-organisation = Organisation
noun-plan = Plan
noun-fact = Angabe
noun-field = Handlungsfeld
noun-goal = Ziel
noun-measure = Maßnahme
noun-milestone = Meilenstein
noun-recommendation = Empfehlung
noun-obligation = Verpflichtung
noun-response = Antwort
noun-coverage = Beurteilung der Abdeckung
noun-evidence = Beleg
noun-finding = Auffälligkeit der Daten
nouns-organisation = Organisationen
nouns-plan = Pläne
nouns-fact = Angaben
nouns-field = Handlungsfelder
nouns-goal = Ziele
nouns-measure = Maßnahmen
nouns-milestone = Meilensteine
nouns-recommendation = Empfehlungen
nouns-obligation = Verpflichtungen
nouns-response = Antworten
nouns-coverage = Beurteilungen der Abdeckung
nouns-evidence = Belege
nouns-finding = Auffälligkeiten der Daten

language-in-de = Deutsch
language-in-en = Englisch
language-in-it = Italienisch
language-in-fr = Französisch
language-in-es = Spanisch
language-in-pt = Portugiesisch
language-in-pl = Polnisch
language-in-ro = Rumänisch
language-in-bg = Bulgarisch
language-in-nl = Niederländisch
language-in-ar = Arabisch
language-in-he = Hebräisch
language-in-uk = Ukrainisch
language-in-vi = Vietnamesisch

topic-steering = Steuerung
topic-prevention = Prävention
topic-identification = Identifizierung
topic-monitoring = Monitoring
topic-coherence = Kohärenz
topic-support = Unterstützung
topic-prosecution = Strafverfolgung
topic-participation = Beteiligung
topic-referral = Verweisung
topic-cooperation = Zusammenarbeit
topic-funding = Finanzierung
topic-minors = Minderjährige
topic-residence = Aufenthalt
topic-return = Rückkehr
topic-data = Daten
topic-transparency = Transparenz
topic-accommodation = Unterbringung
topic-benefits = Sozialleistungen
topic-compensation = Entschädigung
topic-labour-rights = Arbeitnehmerrechte
topic-non-punishment = Straffreiheit für Betroffene
topic-information = Information
noun-indicator = Indikator
nouns-indicator = Indikatoren
noun-value = Wert
nouns-value = Werte
noun-funding = Finanzierung
nouns-funding = Angaben zum Geld
noun-round = Berichtsrunde
nouns-round = Berichtsrunden
noun-report = Fortschrittsbericht
nouns-report = Fortschrittsberichte
noun-assessment = Bewertung
nouns-assessment = Bewertungen
noun-practice = Praxisrückmeldung
nouns-practice = Praxisrückmeldungen
noun-reply = Erwiderung
nouns-reply = Erwiderungen
by-operator = der Betreiber dieses Registers
by-rule = das Register, nach der Regel

take-link = Tabellen und Bilder dieser Seite herunterladen
take-title = Tabellen und Bilder zum Herunterladen
take-lead = Jede Datei enthält, was auf der Seite steht, mit denselben Filtern und mit allen Zeilen, auch denen auf weiteren Seiten einer Liste. Die Adressen bleiben gültig.
take-rows =
    { $n ->
        [one] eine Zeile
       *[other] { $n } Zeilen
    }
take-all = Alle Tabellen in einer Datei
take-nothing = Auf dieser Seite steht weder eine Tabelle noch ein Bild.
take-back = Zurück zur Seite
cite-this = Diese Seite zitieren
cite-words = { $site }: „{ $title }“, Stand vom { $date }, Einträge bis Nummer { $entry }, { $address } (unterschriebener Stand des Protokolls: { $checkpoint })
as-of-like = TT.MM.JJJJ
