# SPDX-License-Identifier: EUPL-1.2
# Questions that people ask, and their answers in sentences.

questions-title = Questions
questions-description = Questions about the action plans, each with answer, list and rule.
questions-lead = Every answer is computed from what is on record here and leads to exactly the list that it counts. At the foot of each page you can choose another day.
questions-filter = Narrow the answer
questions-rule = How this is decided
questions-findings = What follows from the record, rule by rule?
questions-changed = What changed between two days?
questions-gaps = Where are gaps, topic by topic?
filter-between = Between which voices
between-all = all three
between-two = { $one } and { $other }

question-no-lead = Which measures does nobody answer for?
question-no-date = Which measures have no date?
question-no-money = For which measures is no money stated?
question-money = For which measures is money stated?
question-reported = What was reported on in the last round?
question-silent = Who said nothing in the last round?
question-apart = Where do the voices disagree?
question-overdue = What is overdue?
question-moved = What was moved, and how often?
question-only-examine = Which measures only examine something?
question-unmet = Which demands does no plan meet?
question-unasked = Which measures did nobody ask for?
question-together = Which measures of two plans belong together?
question-unnamed = Which groups and forms of exploitation does no measure name?

answer-recorded = Of { $total } measures, { $n } are recorded here.
answer-recorded-unstated =
    { $n ->
        [one] One measure is recorded here; the plan does not say how many there are.
       *[other] { $n } measures are recorded here; the plan does not say how many there are.
    }
answer-no-lead =
    { $n ->
        [0] Somebody answers for all { $total } measures whose text is recorded.
        [one] Nobody answers for one of { $total } measures whose text is recorded.
       *[other] Nobody answers for { $n } of { $total } measures whose text is recorded.
    }
answer-no-date =
    { $n ->
        [0] All { $total } measures whose text is recorded have a date.
        [one] One of { $total } measures whose text is recorded has no date.
       *[other] { $n } of { $total } measures whose text is recorded have no date.
    }
answer-no-money =
    { $n ->
        [0] Money is stated for all { $total } measures whose text is recorded.
        [one] No money is stated for one of { $total } measures whose text is recorded.
       *[other] No money is stated for { $n } of { $total } measures whose text is recorded.
    }
answer-money =
    { $n ->
        [0] Money is stated for none of { $total } measures.
        [one] Money is stated for one of { $total } measures.
       *[other] Money is stated for { $n } of { $total } measures.
    }
answer-reported =
    { $n ->
        [0] In the last round none of the { $total } measures asked about was reported on.
        [one] In the last round one of { $total } measures asked about was reported on.
       *[other] In the last round { $n } of { $total } measures asked about were reported on.
    }
answer-silent =
    { $n ->
        [0] In the last round all { $total } contributions asked for arrived.
        [one] In the last round one of { $total } contributions asked for is missing.
       *[other] In the last round { $n } of { $total } contributions asked for are missing.
    }
answer-apart =
    { $n ->
        [0] Where several voices speak about delivery, they agree ({ $total }).
        [one] On one of { $total } measures that several voices rate, they disagree.
       *[other] On { $n } of { $total } measures that several voices rate, they disagree.
    }
answer-overdue =
    { $n ->
        [0] Of { $total } milestones with a date none is overdue.
        [one] Of { $total } milestones with a date one is overdue.
       *[other] Of { $total } milestones with a date { $n } are overdue.
    }
answer-moved =
    { $n ->
        [0] Of { $total } milestones none was moved.
        [one] Of { $total } milestones one was moved.
       *[other] Of { $total } milestones { $n } were moved.
    }
answer-only-examine =
    { $n ->
        [0] None of { $total } measures of which it can be told only examines something.
        [one] One of { $total } measures of which it can be told only examines something.
       *[other] { $n } of { $total } measures of which it can be told only examine something.
    }
answer-unmet =
    { $n ->
        [0] All { $total } demands that were judged are met at least in part.
        [one] Of { $total } demands that were judged, nobody calls one met, not even in part.
       *[other] Of { $total } demands that were judged, nobody calls { $n } met, not even in part.
    }
answer-unasked =
    { $n ->
        [0] Each of the { $total } measures is cited by at least one judgement.
        [one] One of { $total } measures is cited by no judgement of a demand.
       *[other] { $n } of { $total } measures are cited by no judgement of a demand.
    }
answer-together =
    { $n ->
        [0] Nobody related this plan to another one.
        [one] One pair of measures of two plans belongs together, as an organisation says.
       *[other] { $n } pairs of measures of two plans belong together, as organisations say.
    }
answer-unnamed =
    { $n ->
        [0] Each of the { $total } groups and forms of exploitation is named by at least one measure.
        [one] Of { $total } groups and forms of exploitation, one is named by no measure whose text is recorded.
       *[other] Of { $total } groups and forms of exploitation, { $n } are named by no measure whose text is recorded.
    }
answer-unknown =
    { $n ->
        [one] Of one more measure it cannot be told: the text of the plan is not recorded here.
       *[other] Of { $n } more measures it cannot be told: the text of the plan is not recorded here.
    }
answer-nothing = Nothing is on record here about this yet.
answer-no-row = The list is empty.

answer-head-measure = Measure
answer-head-lead = Lead
answer-head-plan = Plan
answer-head-about = What something is missing on
answer-head-who = Who was asked
answer-head-missing-since = Missing since
answer-head-missing-days = Days without an answer
answer-head-rounds = Rounds in a row without an answer
answer-head-steps = Distance
answer-head-milestone = Milestone
answer-head-due = Due
answer-head-days = Days overdue
answer-head-times = Times moved
answer-head-demand = Demand
answer-head-issuer = Who demands it
answer-head-word = What nobody names
answer-head-dimension = Kind
answer-head-other = Belongs with
answer-head-who-says = Who says so

rule-no-lead = Counted is what the plan names no leading body for, nor any milestone. Measures whose text is not recorded here do not count.
rule-no-date = Counted is what the plan states no period for and no milestone has a date for. Measures whose text is not recorded here do not count.
rule-no-money = Counted is what neither the plan nor a report nor another source says anything about costs or money of. Measures whose text is not recorded here do not count.
rule-money = Counted is what the plan, a report or another source says something about costs or money of.
rule-reported = The last round of a plan is the newest one whose contributions are open. Counted are measures with at least one report that can be seen; asked about means that the round asked somebody for a report.
rule-silent = The last round of a plan is the newest one whose contributions are open. Each line is a contribution that somebody was asked for and that did not come. Who was not asked is not here. What is counted is since when, and in how many rounds in a row, the same contribution has been missing.
rule-apart = Compared are the ratings of delivery in the last round. If a voice rated several times, the middle one counts. The distance is the number of steps between the highest and the lowest voice.
rule-overdue = Overdue is what has a date that is over and of which nobody reports that it was reached.
rule-moved = Counted is each change of the date that stands in the history.
rule-only-examine = Counted is what the plan promises to examine and not to do: by the strength of its verb or the nature of the measure.
rule-unmet = Counted are demands that somebody compared with a plan and that nobody holds to be met or met in part. Demands that nobody compared yet are not here.
rule-unasked = Counted are measures of plans that are judged, where no judgement names the measure.
rule-together = Counted are pairs that an organisation related. What only sounds alike is not here.
rule-unnamed = What the measures of each plan name is compared with six groups and eight forms of exploitation that a plan should think of, and with others that it names itself. Measures whose text is not recorded here do not count; where none of a plan is recorded, nothing counts as missing.
questions-mechanism = Referral mechanism: what exists in which Land?
