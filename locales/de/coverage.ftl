# SPDX-License-Identifier: EUPL-1.2
# Forderungen und Maßnahmen, in beide Richtungen.

covering-title = Forderungen und Maßnahmen
covering-description = Jede Beurteilung, wie weit ein Plan einer Forderung oder Verpflichtung nachkommt, und die Maßnahmen von ihrer Seite.
covering-link = Forderungen und Maßnahmen
covering-by = Gezählt nach
covering-matrix = Beurteilungen
covering-matrix-lead = Jede Zahl zählt Beurteilungen und führt zu ihnen. Unterscheiden sich zwei Beurteilungen, stehen beide da. Eine Forderung mit zwei Themen zählt bei beiden; nach Plänen zählt jede Beurteilung einmal.
covering-supply = Maßnahmen von ihrer Seite
covering-measures = Maßnahmen
covering-asked = von einer Beurteilung genannt
covering-unasked = von keiner genannt
covering-list = Alle Beurteilungen
covering-none = Dazu gibt es keine Beurteilung.
covering-demand = Gefordert
covering-who = Wer fordert, oder Rechtsquelle
covering-article = Artikel { $article }
covering-not-judged = nicht beurteilt
covering-nobody = niemand
covering-no-measure = keine
covering-law = Verpflichtungen aus Recht
covering-kind = Art
covering-filter = Beurteilungen eingrenzen
covering-gaps = Lücken, Thema für Thema
covering-found =
    { $n ->
        [one] Eine Zeile
       *[other] { $n } Zeilen
    }
covering-uncited =
    { $n ->
        [one] Eine von { $total } Beurteilungen nennt keine Maßnahme.
       *[other] { $n } von { $total } Beurteilungen nennen keine Maßnahme.
    }
covering-against =
    { $n ->
        [one] Eine Beurteilung sagt, dass der Plan der Forderung widerspricht.
       *[other] { $n } Beurteilungen sagen, dass der Plan der Forderung widerspricht.
    }
covering-differ =
    { $n ->
        [one] Eine Beurteilung unterscheidet sich von einer anderen über dasselbe.
       *[other] { $n } Beurteilungen unterscheiden sich von anderen über dasselbe.
    }
covering-groups = Mehrere fordern dasselbe
covering-groups-of =
    { $n ->
        [one] Einmal fordern mehrere dasselbe.
       *[other] { $n }-mal fordern mehrere dasselbe.
    }
covering-counted = Einzeln gezählt sind es { $n } Forderungen. Zählt man dasselbe nur einmal, sind es { $once }. Jede bleibt stehen, wie sie ist, und wird für sich beurteilt. Wer sagt, dass es dasselbe ist, steht in jeder Zeile.
covering-demands = Forderungen
covering-why-same = Wer sagt, dass es dasselbe ist, und warum
covering-judged = Beurteilt
covering-judged-times =
    { $n ->
        [0] noch nicht
        [one] einmal
       *[other] { $n }-mal
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
by-author = Wer beurteilt
confidence-high = sicher
confidence-medium = einigermaßen sicher
confidence-low = unsicher
filter-asked = Gefordert
narrow-asked-yes = von einer Beurteilung genannt
narrow-asked-no = von keiner genannt
