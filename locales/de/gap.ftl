# SPDX-License-Identifier: EUPL-1.2
# Gaps both ways.

gaps-title = Lücken
gaps-description = Empfehlungen, denen kein Plan nachkommt, und Maßnahmen, die niemand gefordert hat.
gaps-lead = Eine Lücke kann in zwei Richtungen liegen: Es wird etwas gefordert, wofür es keine Maßnahme gibt. Oder es gibt eine Maßnahme, auf die keine Forderung zeigt.
gaps-matrix = Themen und Pläne
gaps-matrix-lead = Gezählt sind Beurteilungen von Empfehlungen, getrennt nach ihrem Ergebnis. Auch fehlende Beurteilungen sind gezählt.
gaps-matrix-caption = Beurteilungen von Empfehlungen, nach Thema und Plan
gaps-topic = Thema
gaps-no-topic = ohne Thema
gaps-silent =
    { $n ->
        [one] { $n } ohne Beurteilung
       *[other] { $n } ohne Beurteilung
    }
gaps-empty = Es liegen noch keine Beurteilungen vor.
gaps-demand = Gefordert, aber nicht erfüllt
gaps-demand-lead = Empfehlungen und Verpflichtungen, die beurteilt wurden, aber von niemandem als erfüllt oder teilweise erfüllt.
gaps-demand-caption = Nicht erfüllte Forderungen: { $plan }
gaps-demand-empty = Keine Forderung bleibt ganz unerfüllt.
gaps-supply = Vorhanden, aber von niemandem genannt
gaps-supply-lead = Erfasste Maßnahmen, die in keiner Beurteilung einer Forderung vorkommen. Das heißt nicht, dass sie unnötig sind.
gaps-supply-caption = Nicht genannte Maßnahmen: { $plan }
gaps-supply-empty = Jede erfasste Maßnahme kommt in einer Beurteilung vor.
