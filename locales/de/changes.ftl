# SPDX-License-Identifier: EUPL-1.2
# Was sich zwischen zwei Tagen geändert hat.

changes-title = Was sich geändert hat
changes-description = Was sich an den Aktionsplänen und an dem, was über sie gesagt wird, zwischen zwei Tagen geändert hat.
changes-answer =
    { $n ->
        [0] Vom { $since } bis zum { $until } hat sich nichts geändert, das hier erfasst ist.
        [one] Vom { $since } bis zum { $until } gab es eine Änderung.
       *[other] Vom { $since } bis zum { $until } gab es { $n } Änderungen:
    }
changes-answer-kind = Vom { $since } bis zum { $until }: { $what }
changes-no-day = „{ $words }“ ist kein Tag. Bitte schreiben Sie ihn wie 31.01.2026; bis dahin steht hier der übliche Tag.
changes-filter = Tage, Plan und Art der Änderung wählen
changes-since = Von
changes-until = Bis
changes-kind = Art der Änderung
changes-marks = Tage, von denen an Sie schauen können
changes-month = Der letzte Monat
changes-year = Das letzte Jahr
changes-since-round = Seit der Runde „{ $round }“ ({ $day })
changes-since-version = Seit Fassung { $n } ({ $day })
changes-versions = Zwei Fassungen nebeneinander
changes-caption = Änderungen, neueste zuerst
changes-day = Tag
changes-what = Was
changes-how = Wie
changes-empty = In dieser Zeit hat sich nichts geändert.
changes-rule = Eine Änderung hat den Tag, den ihre Quelle trägt; trägt sie keinen, den Tag, an dem sie hier erfasst wurde. Jede Zeile ist ein Eintrag des Protokolls und führt zu ihm. Zweifel an eingelesenen Dateien zählen hier nicht. Was in einer Runde gesagt wurde und noch versiegelt ist, zählt als gesagt; sein Inhalt wird nicht gezeigt.

turn-version =
    { $n ->
        [0] Keine neue Fassung eines Plans ist erschienen.
        [one] Eine neue Fassung eines Plans ist erschienen.
       *[other] { $n } neue Fassungen von Plänen sind erschienen.
    }
turn-added =
    { $n ->
        [0] Kein Teil eines Plans kam dazu.
        [one] Ein Teil eines Plans kam dazu.
       *[other] { $n } Teile von Plänen kamen dazu: Maßnahmen, Meilensteine, Felder, Ziele, Angaben.
    }
turn-moved =
    { $n ->
        [0] Kein Termin wurde verschoben.
        [one] Ein Termin wurde verschoben.
       *[other] { $n } Termine wurden verschoben.
    }
turn-changed =
    { $n ->
        [0] Kein Teil eines Plans wurde sonst geändert.
        [one] Ein Teil eines Plans wurde sonst geändert.
       *[other] { $n } Teile von Plänen wurden sonst geändert.
    }
turn-dropped =
    { $n ->
        [0] Kein Teil eines Plans fiel weg.
        [one] Ein Teil eines Plans fiel weg.
       *[other] { $n } Teile von Plänen fielen weg.
    }
turn-said =
    { $n ->
        [0] Niemand hat gesagt, wie weit etwas ist.
        [one] Eine Äußerung sagt, wie weit etwas ist.
       *[other] { $n } Äußerungen sagen, wie weit etwas ist.
    }
turn-judged =
    { $n ->
        [0] Keine Forderung wurde beurteilt.
        [one] Eine Forderung wurde neu beurteilt.
       *[other] { $n } Beurteilungen von Forderungen kamen dazu oder wurden geändert.
    }
turn-demanded =
    { $n ->
        [0] Keine Forderung kam dazu oder wurde geändert.
        [one] Eine Forderung oder Pflicht kam dazu oder wurde geändert.
       *[other] { $n } Forderungen oder Pflichten kamen dazu oder wurden geändert.
    }
turn-answered =
    { $n ->
        [0] Keine Forderung wurde beantwortet.
        [one] Eine Forderung wurde beantwortet.
       *[other] { $n } Forderungen wurden beantwortet.
    }
turn-figures =
    { $n ->
        [0] Keine Zahl kam dazu oder wurde geändert.
        [one] Eine Zahl kam dazu oder wurde geändert: ein Indikator, ein Wert oder Geld.
       *[other] { $n } Zahlen kamen dazu oder wurden geändert: Indikatoren, Werte, Geld.
    }
turn-related =
    { $n ->
        [0] Kein Beleg, Ereignis oder Zusammenhang kam dazu oder wurde geändert.
        [one] Ein Beleg, Ereignis oder Zusammenhang kam dazu oder wurde geändert.
       *[other] { $n } Belege, Ereignisse oder Zusammenhänge kamen dazu oder wurden geändert.
    }
turn-round =
    { $n ->
        [0] Keine Runde wurde angekündigt, geöffnet oder geschlossen.
        [one] Eine Runde wurde angekündigt, geöffnet oder geschlossen.
       *[other] { $n } Mal wurden Runden angekündigt, geöffnet oder geschlossen.
    }
turn-corrected =
    { $n ->
        [0] Keine Berichtigung wurde vorgeschlagen oder entschieden.
        [one] Eine Berichtigung wurde vorgeschlagen oder entschieden.
       *[other] { $n } Berichtigungen wurden vorgeschlagen oder entschieden.
    }
turn-organisation =
    { $n ->
        [0] Keine Organisation kam dazu oder wurde geändert.
        [one] Eine Organisation kam dazu oder wurde geändert.
       *[other] { $n } Mal kamen Organisationen oder ihre Schlüssel dazu oder wurden geändert.
    }
turn-body =
    { $n ->
        [0] Kein Inhalt eines Eintrags wurde gelöscht oder erneut eingereicht.
        [one] Der Inhalt eines Eintrags wurde gelöscht oder erneut eingereicht.
       *[other] Die Inhalte von { $n } Einträgen wurden gelöscht oder erneut eingereicht.
    }

turn-name-version = Neue Fassungen
turn-name-added = Neu in einem Plan
turn-name-moved = Termine verschoben
turn-name-changed = Sonst geändert
turn-name-dropped = Weggefallen
turn-name-said = Wie weit etwas ist
turn-name-judged = Forderungen beurteilt
turn-name-demanded = Forderungen und Pflichten
turn-name-answered = Forderungen beantwortet
turn-name-figures = Zahlen und Geld
turn-name-related = Belege, Ereignisse, Zusammenhänge
turn-name-round = Runden
turn-name-corrected = Berichtigungen
turn-name-organisation = Organisationen und Schlüssel
turn-name-body = Inhalte gelöscht oder erneut eingereicht
filter-organisation = Organisation
