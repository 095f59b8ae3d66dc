# SPDX-License-Identifier: EUPL-1.2
# The quality of the record itself.

quality-title = Quality of the record
quality-description = How complete, fresh and consistent the record of each plan is, and how long organisations have been silent.
quality-lead = This is about the record and not about the plans: what of them is here, how old it is, where sources contradict each other. Nothing is added up to a score.
quality-plans-title = Plans
quality-organisations-title = Organisations
quality-plans = The record of each plan
quality-organisations = Organisations that were asked for something, or on which a finding waits
quality-plan = Plan
quality-measures = Measures on record
quality-recorded = With their text
quality-details = Details stated
quality-quiet = Last entry
quality-silence = Last own word
quality-consistency = Contradictions
quality-findings = Findings
quality-organisation = Organisation
quality-asked = Asked for
quality-given = Given
quality-silent = Silent
quality-part = { $n } of { $of }
quality-none = nothing to count
quality-days =
    { $n ->
        [0] today
        [one] { $n } day ago
       *[other] { $n } days ago
    }
quality-never = never
quality-not-asked = not asked
quality-late =
    { $n ->
        [one] one of them late
       *[other] { $n } of them late
    }
quality-consistent = none known
quality-spoken = { $explained } explained, { $contested } contested
count-findings-short =
    { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    }
quality-of-sources-differ =
    { $n ->
        [one] Sources differ about one figure
       *[other] Sources differ about { $n } figures
    }
quality-of-citation =
    { $n ->
        [one] One citation does not lead to its aim
       *[other] { $n } citations do not lead to their aim
    }
quality-rule = Measures on record are compared with the number that the plan states. Details are those that a measure needs to be judged, such as lead, period or money, of measures whose text is recorded; what somebody states since counts, too. Last own word of a plan is the last entry about it by who leads or coordinates it. Contradictions and findings follow by rules of their own, to which the numbers lead.
differing-link = Figures about which sources differ, side by side
differing-title = Sources differ
differing-description = Figures that two sources give differently, side by side.
differing-lead =
    { $n ->
        [0] No figure is known about which sources differ.
        [one] About one figure sources differ. Both stay on record, side by side.
       *[other] About { $n } figures sources differ. All stay on record, side by side.
    }
differing-caption = What each source says
differing-figure = Figure
differing-sides = What each source says
differing-nobody = no source named
