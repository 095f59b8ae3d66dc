# SPDX-License-Identifier: EUPL-1.2
# Organisations.

organisations-title = Organisationen
organisations-description = Alle Organisationen mit ihrer Stimme und dem, was sie federführen, empfehlen und beurteilen.
organisations-lead = Aussagen machen hier Organisationen, nie einzelne Personen. Jede spricht mit einer von drei Stimmen: Regierung, unabhängig oder Zivilgesellschaft.
organisations-caption = Organisationen nach Namen
organisations-filter = Organisationen filtern
organisations-empty = Keine Organisation passt zu dieser Auswahl.
organisation-organisation = Organisation
organisation-description = Was diese Organisation federführt, empfiehlt und beurteilt, und wie sie früher hieß.
organisation-short = Kurzname
organisation-kind = Art
organisation-voice = Stimme
organisation-role = Rolle
organisation-leads = federführend (Maßnahmen und Meilensteine)
organisation-issued = Empfehlungen
organisation-judged = Beurteilungen
organisation-measures = Maßnahmen
organisation-measures-empty = Die Organisation ist bei keiner erfassten Maßnahme genannt.
organisation-milestones = Meilensteine
organisation-milestones-empty = Die Organisation ist bei keinem erfassten Meilenstein genannt.
organisation-issued-caption = Herausgegebene Empfehlungen
organisation-issued-empty = Die Organisation hat hier keine Empfehlung herausgegeben.
organisation-judged-title = Wie die Organisation Pläne beurteilt
organisation-judged-finding =
    { $plans ->
        [one] { $n } Beurteilungen zu einem Plan.
       *[other] { $n } Beurteilungen zu { $plans } Plänen.
    }
organisation-more-measures = Die ersten { $shown } von { $total } Maßnahmen sind aufgeführt.
organisation-more-milestones = Die ersten { $shown } von { $total } Meilensteinen sind aufgeführt.
organisation-more-recommendations = Die ersten { $shown } von { $total } Empfehlungen sind aufgeführt.
organisation-history = Einträge zu dieser Organisation selbst, die neuesten zuerst
dropped-organisation = Diese Organisation wurde aus dem Register genommen. Sie sehen den letzten Stand.
role-lead = federführend
role-partner = beteiligt
voice-by-kind = { $voice } (nach ihrer Art)
voice-government = Regierung
voice-independent = Unabhängig
voice-civil-society = Zivilgesellschaft
organisation-kind-government = Regierung
organisation-kind-ministry = Ministerium
organisation-kind-agency = Behörde
organisation-kind-land = Land oder Länder
organisation-kind-independent = unabhängige Stelle
organisation-kind-civil-society = Zivilgesellschaft
organisation-kind-state = Staat
organisation-kind-international = internationale Organisation
succession-title = Frühere und spätere Namen
succession-caption = Umbenennungen, Zusammenlegungen und Teilungen
succession-empty = Es ist keine Nachfolge erfasst.
succession-before = Vorher
succession-kind = Was geschah
succession-after = Nachher
succession-on = Am
succession-renamed = umbenannt
succession-merged = zusammengelegt
succession-split = geteilt
