# SPDX-License-Identifier: EUPL-1.2
# Forderungen und Maßnahmen, in beide Richtungen.

covering-title = Forderungen und Maßnahmen
covering-description = Jedes Urteil darüber, wie weit ein Plan einer Forderung oder Verpflichtung nachkommt, und die Maßnahmen von ihrer Seite.
covering-link = Forderungen und Maßnahmen
covering-by = Gezählt nach
covering-matrix = Urteile
covering-matrix-lead = Jede Zahl zählt Urteile und führt zu ihnen. Unterscheiden sich zwei Urteile, stehen beide da. Eine Forderung mit zwei Themen zählt bei beiden; nach Plänen zählt jedes Urteil einmal.
covering-supply = Maßnahmen von ihrer Seite
covering-measures = Maßnahmen
covering-asked = von einem Urteil genannt
covering-unasked = von keinem genannt
covering-list = Alle Urteile
covering-none = Dazu gibt es kein Urteil.
covering-demand = Gefordert
covering-who = Wer fordert, oder Rechtsquelle
covering-article = Artikel { $article }
covering-not-judged = nicht beurteilt
covering-nobody = niemand
covering-no-measure = keine
covering-law = Verpflichtungen aus Recht
covering-kind = Art
covering-filter = Urteile eingrenzen
covering-gaps = Lücken, Thema für Thema
covering-found =
    { $n ->
        [one] Eine Zeile
       *[other] { $n } Zeilen
    }
covering-uncited =
    { $n ->
        [one] Eines von { $total } Urteilen nennt keine Maßnahme.
       *[other] { $n } von { $total } Urteilen nennen keine Maßnahme.
    }
covering-against =
    { $n ->
        [one] Ein Urteil sagt, dass der Plan der Forderung widerspricht.
       *[other] { $n } Urteile sagen, dass der Plan der Forderung widerspricht.
    }
covering-differ =
    { $n ->
        [one] Ein Urteil unterscheidet sich von einem anderen über dasselbe.
       *[other] { $n } Urteile unterscheiden sich von anderen über dasselbe.
    }
covering-open =
    { $n ->
        [one] Einmal ist eine Empfehlung für einen Plan nicht beurteilt.
       *[other] { $n }-mal ist eine Empfehlung für einen Plan nicht beurteilt.
    }
covering-duties =
    { $n ->
        [one] Einmal ist eine Verpflichtung für einen Plan nicht beurteilt.
       *[other] { $n }-mal ist eine Verpflichtung für einen Plan nicht beurteilt.
    }
by-plan = Plan
by-topic = Thema
by-issuer = Wer fordert
by-voice = Stimme
by-author = Wer urteilt
confidence-high = sicher
confidence-medium = einigermaßen sicher
confidence-low = unsicher
filter-asked = Gefordert
narrow-asked-yes = von einem Urteil genannt
narrow-asked-no = von keinem genannt
