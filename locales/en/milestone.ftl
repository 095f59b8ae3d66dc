# SPDX-License-Identifier: EUPL-1.2
# Milestones.

milestones-title = Milestones: { $plan }
milestones-all = Milestones
milestones-description = All milestones of the plan, ordered by due date, with filters.
milestones-caption = Milestones by due date
milestones-filter = Filter milestones
milestones-empty = No milestone fits this selection.
milestone-milestone = Milestone
milestone-description = Everything stated about this milestone, and everything missing.
milestone-lead = Lead
milestone-type = Type
milestone-due = Due
milestone-state = State
milestone-moved =
    { $n ->
        [one] moved once
       *[other] moved { $n } times
    }
milestone-at-first = at first: { $day }
milestone-baseline = Baseline
milestone-goal = Goal
milestone-unit = Unit
milestone-serves = Measures it serves
milestone-equal = Goal and baseline are the same. It cannot be seen what is meant to change.
milestone-no-evidence = There is no evidence about this milestone here.
milestone-history = Entries about this milestone, newest first
dropped-milestone = This milestone is no longer in the newest version of the plan. You see its last state.
milestone-type-quantitative = by a number
milestone-type-qualitative = by a state to verify
direction-increase = meant to rise
direction-decrease = meant to fall
direction-maintain = meant to stay
direction-derived = { $direction } (inferred from baseline and goal)
milestone-shifts = Shifts
milestone-shifts-lead = { $n ->
    [one] The date was shifted once
   *[other] The date was shifted { $n } times
}
milestone-shifts-sum = { $n ->
    [one] by one day altogether.
   *[other] by { $n } days altogether.
}
milestone-shift-from = Before
milestone-shift-to = After
milestone-shift-days = Days later
