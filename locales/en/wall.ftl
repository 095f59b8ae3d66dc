# SPDX-License-Identifier: EUPL-1.2
# The wall: one square for each measure.

wall-title = One square for each measure
wall-label = All measures of the plan, by field of action
wall-small = { $plan }: all measures as squares, each with how far it is carried out
wall-axes = What the squares show
wall-rounds = Reporting round
wall-three-bands = Each square has three bands: the government above, independent bodies in the middle, civil society below.
wall-one-band = Each square has one band. It is computed from what is on record and is nobody’s voice.
wall-axis-delivery = Delivery
wall-axis-effect = Effect
wall-axis-funding = Money
wall-axis-timeliness = Dates
wall-axis-coverage = Demands
wall-axis-evaluability = Evaluability
wall-field = { $number } { $name }
wall-no-field = Without a field of action
wall-unrecorded = Stated, not recorded here
wall-band = { $voice }: { $said }
wall-square = { $measure }: { $said }
wall-apart = the voices disagree
wall-apart-mark = the voices disagree
wall-checks = { $n } of { $total } details
wall-checks-step-0 = less than a quarter of the details
wall-checks-step-1 = more than a quarter
wall-checks-step-2 = more than half
wall-checks-step-3 = more than three quarters
wall-checks-step-4 = all details
wall-missing =
    { $n ->
        [one] The plan states one more measure, which is not recorded here.
       *[other] The plan states { $n } more measures, which are not recorded here.
    }
wall-table = The same as a table
wall-dash = –
wall-key-best = complete
wall-key-worst = no evidence
wall-key-missing = stated, not recorded here

silence-silent = asked, said nothing
silence-pending = asked, still time
silence-not-asked = not asked
silence-sealed = handed in, still sealed
silence-unrated = said, without a rating
silence-gone = withdrawn or erased
silence-unrevealed = committed, not revealed
silence-nothing = nothing on record
silence-not-recorded = text of the plan not recorded here
