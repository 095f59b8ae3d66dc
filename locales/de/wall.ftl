# SPDX-License-Identifier: EUPL-1.2
# The wall: one square for each measure.

wall-title = Ein Feld für jede Maßnahme
wall-label = Alle Maßnahmen des Plans, nach Handlungsfeldern
wall-small = { $plan }: alle Maßnahmen als Felder, je eines mit dem Stand der Umsetzung
wall-axes = Was die Felder zeigen
wall-rounds = Berichtsrunde
wall-three-bands = Jedes Feld hat drei Streifen: oben die Regierung, in der Mitte unabhängige Stellen, unten die Zivilgesellschaft.
wall-one-band = Jedes Feld hat einen Streifen. Er ist aus dem errechnet, was erfasst ist, und keine Stimme von jemandem.
wall-axis-delivery = Umsetzung
wall-axis-effect = Wirkung
wall-axis-funding = Geld
wall-axis-timeliness = Termine
wall-axis-coverage = Forderungen
wall-axis-evaluability = Prüfbarkeit
wall-field = { $number } { $name }
wall-no-field = Ohne Handlungsfeld
wall-unrecorded = Genannt, hier nicht erfasst
wall-band = { $voice }: { $said }
wall-square = { $measure }: { $said }
wall-apart = die Stimmen sind sich nicht einig
wall-apart-mark = die Stimmen sind sich nicht einig
wall-checks = { $n } von { $total } Angaben
wall-checks-step-0 = weniger als ein Viertel der Angaben
wall-checks-step-1 = mehr als ein Viertel
wall-checks-step-2 = mehr als die Hälfte
wall-checks-step-3 = mehr als drei Viertel
wall-checks-step-4 = alle Angaben
wall-missing =
    { $n ->
        [one] Eine weitere Maßnahme nennt der Plan, sie ist hier nicht erfasst.
       *[other] { $n } weitere Maßnahmen nennt der Plan, sie sind hier nicht erfasst.
    }
wall-table = Dasselbe als Tabelle
wall-dash = –
wall-key-best = umgesetzt
wall-key-worst = keine Belege
wall-key-missing = genannt, hier nicht erfasst

silence-silent = gefragt, nichts gesagt
silence-pending = gefragt, noch Zeit
silence-not-asked = nicht gefragt
silence-sealed = abgegeben, noch versiegelt
silence-unrated = gesagt, ohne Einstufung
silence-gone = zurückgenommen oder gelöscht
silence-unrevealed = Fingerabdruck hinterlegt, nicht aufgedeckt
silence-nothing = nichts erfasst
silence-not-recorded = Text des Plans hier nicht erfasst
