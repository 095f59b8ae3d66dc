# SPDX-License-Identifier: EUPL-1.2
# Measures and the checks of their design.

measure-measure = Measure
measure-description = Everything stated about this measure, and everything missing.
measure-number = Number
measure-number-in-field = Field { $field }, number { $number }
measure-number-alone = Number { $number }, without a field
measure-listed-in-field = { $title } ({ $field }, no. { $number })
measure-listed = { $title } (no. { $number })
measure-field = Field of action
measure-lead = Lead
measure-period = Period
measure-cited = Cited as
measure-evidence = Evidence
measure-stated = What is stated
measure-only-title = Nothing is stated but the title.
measure-silent = What is not stated
measure-silent-lead = The plan says nothing about these points.
measure-unrecorded = What is not recorded here
measure-unrecorded-lead = The text of the plan is not here, only what others quote of it. Whether the plan says something about these points is open.
measure-elsewhere = What the plan does not say and others state
measure-elsewhere-lead = These details stand in reports, milestones or indicators that came since.
measure-without = Nothing is on record here about: { $what }.
measures-title = Measures
measures-description = The measures of all plans in one list, with every filter.
measure-checks = Evaluability
measure-checks-caption = Checks with result and reason
measure-checks-found = { $n } of { $total } checks find a usable detail.
measure-milestones = Milestones
measure-asked = Recommendations that point at this measure
measure-history = Entries about this measure, newest first
dropped-measure = This measure is no longer in the newest version of the plan. You see its last state.
asking-caption = Judgements that name this measure
timeline-title = Time line
timeline-finding =
    { $total ->
        [one] { $n ->
            [one] The milestone has a due date.
           *[other] The milestone has no due date.
        }
       *[other] { $n ->
            [one] One of { $total } milestones has a due date.
           *[other] { $n } of { $total } milestones have a due date.
        }
    }

nature-new = new
nature-continued = continued
nature-extended = extended
nature-review = review
commitment-implement = implement
commitment-continue = continue
commitment-support = support
commitment-strive = strive
commitment-examine = examine
level-federation = federation
level-land = Länder
level-municipality = municipalities
level-shared = shared
level-international = EU or international
level-non-state = non-state

check-lead = Lead
check-partners = Partners
check-period = Period
check-milestone = Milestone
check-output-indicator = Output indicator
check-outcome-indicator = Outcome indicator
check-baseline = Baseline
check-goal = Goal
check-funding = Funding
check-addressed-group = Addressed group
check-commitment = Commitment strength
check-asks-lead = Does it say who is answerable?
check-asks-partners = Does it say who takes part?
check-asks-period = Does it say from when until when?
check-asks-milestone = Is there a dated step?
check-asks-output-indicator = Does it say what shows that it was done?
check-asks-outcome-indicator = Does it say what shows that it helps?
check-asks-baseline = Is the state at the start known?
check-asks-goal = Does it say what is to be reached?
check-asks-funding = Does it say what it costs and who pays?
check-asks-addressed-group = Does it say whom it is for?
check-asks-commitment = Is it clear how binding it is?
verdict-stated = stated
verdict-none-stated = stated as none
verdict-not-stated = not stated
verdict-vague = vague
verdict-contradictory = contradictory
verdict-elsewhere = stated elsewhere
verdict-not-recorded = not recorded here
verdict-says-stated = Yes, it is stated.
verdict-says-none-stated = The source says explicitly that there is none.
verdict-says-not-stated = The plan says nothing about it.
verdict-says-elsewhere = The plan says nothing about it as far as it is recorded here. Somebody stated it since.
verdict-says-not-recorded = The text of the plan is not recorded here. Whether it says something about it is open.
verdict-says-vague = Something is stated, but in words that cannot be checked.
verdict-says-contradictory = There are several statements that do not fit together.

strip-label = At a glance
strip-due = Next date
strip-due-last = Last date
strip-no-due = no date on record
strip-money = Money
strip-no-money = nothing on record
strip-money-in-words = stated in the plan in words
strip-effect = Effect: { $effect }
