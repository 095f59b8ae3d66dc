# SPDX-License-Identifier: EUPL-1.2
# Milestones.

milestones-title = Meilensteine: { $plan }
milestones-all = Meilensteine
milestones-description = Alle Meilensteine des Plans, nach Fälligkeit geordnet und filterbar.
milestones-caption = Meilensteine nach Fälligkeit
milestones-filter = Meilensteine filtern
milestones-empty = Kein Meilenstein passt zu dieser Auswahl.
milestone-milestone = Meilenstein
milestone-description = Alles, was zu diesem Meilenstein angegeben ist, und alles, was fehlt.
milestone-lead = Federführung
milestone-type = Art
milestone-due = Fällig
milestone-state = Stand
milestone-moved =
    { $n ->
        [one] einmal verschoben
       *[other] { $n }-mal verschoben
    }
milestone-at-first = zuerst: { $day }
milestone-baseline = Ausgangswert
milestone-goal = Zielwert
milestone-unit = Einheit
milestone-serves = Maßnahmen, denen er dient
milestone-equal = Zielwert und Ausgangswert sind gleich. So lässt sich nicht erkennen, was sich ändern soll.
milestone-no-evidence = Zu diesem Meilenstein gibt es hier keinen Beleg.
milestone-history = Einträge zu diesem Meilenstein, die neuesten zuerst
dropped-milestone = Dieser Meilenstein steht in der neuesten Fassung des Plans nicht mehr. Sie sehen den letzten Stand.
milestone-type-quantitative = mit einer Zahl
milestone-type-qualitative = mit einem prüfbaren Zustand
direction-increase = soll steigen
direction-decrease = soll sinken
direction-maintain = soll gleich bleiben
direction-derived = { $direction } (aus Ausgangs- und Zielwert erschlossen)
milestone-shifts = Verschiebungen
milestone-shifts-lead = { $n ->
    [one] Der Termin wurde einmal verschoben
   *[other] Der Termin wurde { $n }-mal verschoben
}
milestone-shifts-sum = { $n ->
    [one] um insgesamt einen Tag.
   *[other] um insgesamt { $n } Tage.
}
milestone-shift-from = Vorher
milestone-shift-to = Nachher
milestone-shift-days = Tage später
