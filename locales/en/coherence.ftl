# SPDX-License-Identifier: EUPL-1.2
# What could belong together.

coherence-title = What belongs together
coherence-of-title = What could belong to this measure
coherence-description = Measures that could belong together, with the words that led to it.
coherence-lead = These are suggestions: a program compared the words. Whether two measures belong together, and how, is for an organisation to say, with a reason – or that they do not.
coherence-found =
    { $n ->
        [0] The words suggest no pair, and nobody names one.
        [one] One pair of measures could belong together.
       *[other] { $n } pairs of measures could belong together.
    }
coherence-judged = Said to belong together: { $related }; turned down: { $dismissed }; not judged yet: { $open }.
coherence-filter = Choose plans
coherence-other = Compared with
coherence-state = State
coherence-state-all = all
coherence-state-open = not judged yet
coherence-state-related = said to belong together
coherence-state-dismissed = turned down
coherence-caption = Measures that could belong together
coherence-none = No pair.
coherence-head-one = Measure
coherence-head-other = Could belong to
coherence-head-why = What the suggestion rests on
coherence-head-said = What was said about it
coherence-more =
    { $n ->
        [one] and one more pair with the same titles
       *[other] and { $n } more pairs with the same titles
    }
coherence-shared = the same in both: { $names }
coherence-parts-of-words = similar parts of words
coherence-not-by-words = not suggested by the words
coherence-say = Say something about it
coherence-graph-title = As a picture
coherence-graph =
    { $n ->
        [one] One pair of measures: those of the one plan at the left, of the other at the right. The table below says the same.
       *[other] { $n } pairs of measures: those of the one plan at the left, of the other at the right. The table below says the same.
    }
coherence-theme = Theme
coherence-matrix = Themes side by side
coherence-matrix-lead = How many measures each plan has on a theme: by what the measures state, and by the demands to which somebody names them as an answer.
coherence-matrix-caption = Themes and plans
coherence-no-measure = none named
coherence-lone-title = Without a counterpart
coherence-lone-lead = For these measures no word suggests a counterpart in the other plan, and nobody names one. That does not say that one is missing.
coherence-lone =
    { $n ->
        [one] One measure of { $plan } without a counterpart in { $other }
       *[other] { $n } measures of { $plan } without a counterpart in { $other }
    }
coherence-lone-none = Every measure has a possible counterpart.
coherence-rule = Compared are title, description and indicators: words without endings, compound words by their parts, German and English words of the same meaning, and groups of four letters of the title. Rare words count more than common ones. The same lead, group, form of exploitation, theme and field of action count a little. For each measure at most ten of its plan and ten of others are suggested. Everything happens inside this program, and nothing leaves it.
coherence-link = What could belong to it?
coherence-all = What belongs together in the plans
