# SPDX-License-Identifier: EUPL-1.2
# Findings: what follows from the record by a rule with a code.

findings-title = Findings
findings-description = What follows from the record of the action plans, each by a rule with a code, with the entries it rests on.
findings-lead = Each of these follows from what is on record here, by a rule that is the same for every plan. None says how good a plan is. At the foot of each page you can choose another day.
findings-rules-caption = Rules, and how often each finds something
findings-caption = Findings of this rule
found-beside-all =
    { $n ->
        [one] This finding with its rule
       *[other] All { $n } findings on this
    }
found-beside-remark = Explain or contest
found-beside-first = First: { $rule }
found-beside-who = Whom a finding concerns may do so.
findings-all-caption = Findings, those first on which most is to be done
findings-by-rule = Counted by rule
findings-filter = Narrow the findings
found-data-findings = What did not fit together when sources were read
found-head-rule = What is found
found-head-code = Code
found-head-count = Findings
found-head-finding = Finding
found-head-about = About
found-head-plan = Plan
found-head-owner = Whose it is to act
found-nobody = nobody is named
found-page-title = { $rule }: { $on }
found-rests = What it rests on
found-rests-on =
    { $n ->
        [one] It follows from one entry. If that changes, the finding does, too.
       *[other] It follows from { $n } entries. If they change, the finding does, too.
    }
found-entries-caption = The entries it rests on, oldest first
count-findings =
    { $n ->
        [0] Nothing is found.
        [one] { $n } finding.
       *[other] { $n } findings.
    }

found-title-no-lead = Nobody answers for it
found-title-no-date = No date
found-title-no-money = No money stated
found-title-not-recorded = The plan’s text is not recorded here
found-title-only-examine = Only examines
found-title-unnamed = Named by no measure
found-title-silent = Asked and silent
found-title-apart = The voices disagree
found-title-overdue = Overdue
found-title-moved = Moved
found-title-money-ends = Money ends too early
found-title-sources-differ = Sources differ
found-title-unmet = Demand not met
found-title-unjudged = Judged by nobody
found-title-authors-differ = Judged differently
found-title-unasked = Asked for by nobody
found-title-citation = Citation does not lead to its aim

found-says-no-lead = The plan names no body that answers for it, and no milestone does.
found-says-no-date = The plan states no period, and no milestone has a date.
found-says-no-money = Neither the plan nor anybody else says what it costs or who pays.
found-says-not-recorded = Of this measure the title is known here, and not what the plan says.
found-says-only-examine = The plan promises to examine something, and not to do it.
found-says-unnamed = No measure of the plan names this: { $what }.
found-says-silent =
    { $n ->
        [0] { $who } was asked in the last round and said nothing about this, but did about other things.
        [one] { $who } was asked in the last round and said nothing.
       *[other] { $who } was asked in the last round and said nothing, for the { $n }th round in a row.
    }
found-says-apart =
    { $n ->
        [one] The voices are one step apart on how far this is.
       *[other] The voices are { $n } steps apart on how far this is.
    }
found-says-overdue =
    { $n ->
        [one] It was due yesterday, and nobody reports that it was reached.
       *[other] It was due { $n } days ago, and nobody reports that it was reached.
    }
found-says-moved =
    { $n ->
        [one] Its date was moved once.
       *[other] Its date was moved { $n } times.
    }
found-says-money-ends =
    { $n ->
        [one] The money ends one day before the measure does.
       *[other] The money ends { $n } days before the measure does.
    }
found-says-money-ends-open = The money ends, and the measure has no end.
found-says-sources-differ = Sources give different figures: { $what }.
found-says-unmet = Somebody judged it for this plan, and nobody says that it is met, not even in part.
found-says-unjudged = Nobody has judged yet whether the plan meets it.
found-says-authors-differ = Authors come to different judgements.
found-says-unasked = No judgement of a demand names this measure.
found-says-citation = { $what }
found-citation-number = Number { $number }: { $words }
found-citation-outside = The field has fewer measures than this number would need.
found-citation-several = One number stands for several contents.
found-citation-no-field = The number is given without its field.
found-citation-shared = Several numbers share one content.
found-citation-nothing = Nothing is recorded under what is cited.
found-money = { $amount }, { $years }

rule-not-recorded = Counted are measures of which the record holds no description and nothing else that the plan says, or whose plan is recorded in excerpts. That says nothing about the plan itself.
rule-money-ends = Compared is the last day for which any source names money with the last day of the measure, else of its plan.
rule-sources-differ = Counted are amounts for the same time and purpose, values of the same day and facts about a plan that two sources give differently, also where one of them is what the plan is recorded from; and fields of which somebody cites a number higher than the count of measures that is stated for them. All of it stays on record.
differing-numbers = Measures of the field
rule-unjudged = Counted are demands of those whose demands were ever compared with a plan, and binding duties, where nobody compared this one with this plan.
rule-authors-differ = Counted are demands that several authors compared with the same plan and judged differently. Nothing is decided between them.
rule-citation = Compared is the number by which a source cites a measure with the numbers that the plan has, field by field. A plan cannot have a number above the count that it states for the field.

found-head-state = State
found-head-stance = Stance
found-head-remark = What is said
found-state-open = open
found-state-explained = explained
found-state-contested = contested
found-state-fixed = fixed
found-fixed = This followed from the record when somebody spoke about it. It does not any more.
found-fixed-title = What changed since
found-fixed-by = Fixed by entry { $entry }.
found-fixed-since =
    { $n ->
        [0] No entry about it came since: it was dated otherwise, or time went on.
       *[other] One of these { $n } entries fixed it: they came since, about it or what names it.
    }
found-remarks = What organisations say to it
found-remarks-none = Nobody has explained or contested it.
found-remark-who = Whom it concerns may explain or contest it: whose it is to act, who leads or coordinates the plan, and whose word it rests on.
found-remark = Say something to it
noun-remark = Word on a finding
nouns-remark = Words on findings
kind-remark-stated = Said something to a finding
kind-remark-changed = Changed what was said to a finding
kind-remark-dropped = Took back what was said to a finding
attribute-stance = Stance
attribute-remark-about = About
attribute-remark-organisation = Who says so
attribute-remark-text = What there is to say
stance-explained = explained: it is so, and here is why
stance-contested = contested: it is not so, or the rule does not fit here
hint-remark-text = For readers who know the finding and nothing else. It stands beside it in public.
figure-title-remark = Explain or contest a finding
figure-lead-remark = The finding stays as long as it follows from the record. What you say stands beside it. If the record is wrong, please propose a correction.
