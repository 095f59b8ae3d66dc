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
measure-silent-lead = The source says nothing about these points.
measure-checks = Evaluability
measure-checks-caption = Checks with result and reason
measure-checks-found = { $n } of { $total } checks find a usable detail.
measure-milestones = Milestones
measure-no-milestones = No milestone is stated for this measure.
measure-no-evidence = There is no evidence about this measure here.
measure-asked = Recommendations that point at this measure
measure-not-asked = No judgement of a recommendation names this measure.
measure-history = Entries about this measure, newest first
dropped-measure = This measure is no longer in the newest version of the plan. You see its last state.
asking-caption = Judgements that name this measure
timeline-title = Time line
timeline-finding = { $n ->
    [one] One of { $total } milestones has a due date.
   *[other] { $n } of { $total } milestones have a due date.
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
verdict-says-stated = Yes, it is stated.
verdict-says-none-stated = The source says explicitly that there is none.
verdict-says-not-stated = The source says nothing about it.
verdict-says-vague = Something is stated, but in words that cannot be checked.
verdict-says-contradictory = There are several statements that do not fit together.
