# SPDX-License-Identifier: EUPL-1.2
# Demands and measures, both ways.

covering-title = Demands and measures
covering-description = Every judgement how far a plan meets a demand or a duty, and the measures from their side.
covering-link = Demands and measures
covering-by = Counted by
covering-matrix = Judgements
covering-matrix-lead = Every number counts judgements and leads to them. Where two judgements differ, both stand there. A demand with two topics counts under both; by plan, each judgement counts once.
covering-supply = Measures from their side
covering-measures = Measures
covering-asked = named by a judgement
covering-unasked = named by none
covering-list = All judgements
covering-none = There is no such judgement.
covering-demand = Asked for
covering-who = Who asks, or legal source
covering-article = Article { $article }
covering-not-judged = not judged
covering-nobody = nobody
covering-no-measure = none
covering-law = Duties from law
covering-kind = Kind
covering-filter = Narrow the judgements
covering-gaps = Gaps, topic by topic
covering-found =
    { $n ->
        [one] One line
       *[other] { $n } lines
    }
covering-uncited =
    { $n ->
        [one] One of { $total } judgements names no measure.
       *[other] { $n } of { $total } judgements name no measure.
    }
covering-against =
    { $n ->
        [one] One judgement says that the plan goes against the demand.
       *[other] { $n } judgements say that the plan goes against the demand.
    }
covering-differ =
    { $n ->
        [one] One judgement differs from another one about the same.
       *[other] { $n } judgements differ from others about the same.
    }
covering-groups = Several ask for the same
covering-groups-of =
    { $n ->
        [one] Once several ask for the same.
       *[other] { $n } times several ask for the same.
    }
covering-counted = Each counted, there are { $n } demands. Counting the same only once, there are { $once }. Each stays as it is and is judged on its own. Who says that they are the same stands in each row.
covering-demands = Demands
covering-why-same = Who says that it is the same, and why
covering-judged = Judged
covering-judged-times =
    { $n ->
        [0] not yet
        [one] once
       *[other] { $n } times
    }
covering-open =
    { $n ->
        [one] Once a recommendation is not judged for a plan.
       *[other] { $n } times a recommendation is not judged for a plan.
    }
covering-duties =
    { $n ->
        [one] Once a duty is not judged for a plan.
       *[other] { $n } times a duty is not judged for a plan.
    }
by-plan = Plan
by-topic = Topic
by-issuer = Who asks
by-voice = Voice
by-author = Who judges
confidence-high = certain
confidence-medium = fairly certain
confidence-low = uncertain
filter-asked = Asked for
narrow-asked-yes = named by a judgement
narrow-asked-no = named by none
