# SPDX-License-Identifier: EUPL-1.2
# Gaps both ways.

gaps-title = Gaps
gaps-description = Recommendations that no plan meets, and measures that nobody asked for.
gaps-lead = A gap can lie in two directions: something is asked for and there is no measure for it. Or there is a measure that no demand points at.
gaps-matrix = Topics and plans
gaps-matrix-lead = Counted are judgements on recommendations, separated by their result. Missing judgements are counted too.
gaps-matrix-caption = Judgements on recommendations, by topic and plan
gaps-topic = Topic
gaps-no-topic = without a topic
gaps-silent =
    { $n ->
        [one] { $n } without a judgement
       *[other] { $n } without a judgement
    }
gaps-empty = There are no judgements yet.
gaps-demand = Asked for, but not met
gaps-demand-lead = Recommendations and obligations that were judged, but by nobody as met or partly met.
gaps-demand-caption = Demands not met: { $plan }
gaps-demand-empty = No demand remains entirely unmet.
gaps-supply = There, but named by nobody
gaps-supply-lead = Recorded measures that appear in no judgement of a demand. That does not mean they are unnecessary.
gaps-supply-caption = Measures not named: { $plan }
gaps-supply-empty = Every recorded measure appears in a judgement.
