# SPDX-License-Identifier: EUPL-1.2
# Reporting rounds, what is said in them, and the monitoring of a plan.

nav-rounds = Reporting rounds
rounds-title = Reporting rounds
rounds-description = All reporting rounds: when they begin and end, who must say something, and who did.
rounds-lead = In a reporting round the leads report on their measures, independent bodies assess, and counselling centres say what reaches practice. Everything is sealed until the due date; then all of it becomes public at once.
rounds-caption = Reporting rounds
rounds-empty = No reporting round has been announced yet.
round-round = Reporting round
round-plan = Plan
round-state = State
round-due = Due
round-kept = Statements
round-kept-of = { $n } of { $total } asked for
round-description = A reporting round: its dates, who must say something, who did, and what the result rests on.
round-state-planned = announced
round-state-open = open
round-state-closing = revealed, replies possible
round-state-closed = closed
round-state-published = published
round-state-cancelled = cancelled
round-until-planned = Begins on { $at }.
round-until-open = Sealed until { $at }; then all of it becomes public at once.
round-until-closing = Replies until { $at }.
round-period = Reporting period
round-period-of = { $from } to { $until }
round-note = Note of the coordination office
round-reason = Why it is otherwise than announced
round-cancelled-at = Cancelled on
round-cancelled-why = Why it was cancelled
round-void = cancelled, nobody is asked any more
round-void-lead = The round was cancelled before it was open. Nobody is asked for anything in it.
round-checkpoint = Checkpoint the result rests on
round-days = Dates
round-days-lead = The round moves by the clock, not by a click. Once it is open, nobody can change its dates.
round-planned-at = By the clock
round-moved-at = Recorded
round-at-once = right after
round-not-yet = not yet
round-not-any-more = not any more
round-duties = Who must say something
round-no-duties = Nobody is named.
round-said = What was said
round-said-lead = Each statement is in the public log at once by its fingerprint; its content follows on the due date.
round-nothing-said = Nobody has said anything yet.
duty-organisation = Organisation
duty-what = What
duty-in-time = in time
duty-late = late
duty-unrevealed = not revealed
duty-pending = still to come
duty-missing = missing
said-at = When
said-by = By
said-what = What
said-marks = Remarks
said-no-marks = none
said-voice = Voice
said-about = About
contribution-name-report = Progress report of { $by }: { $on }
contribution-name-assessment = Assessment of { $by }: { $on }
contribution-name-practice = Practice statement of { $by }: { $on }
contribution-name-reply = Reply of { $by }: { $on }
contribution-description = A statement in a reporting round with all its versions and replies.
voice-more =
    { $n ->
        [one] One more statement of this voice
       *[other] { $n } more statements of this voice
    }
contribution-rest =
    { $n ->
        [one] Read all of it (one more answer)
       *[other] Read all of it ({ $n } more answers)
    }
contribution-more = All versions and replies
contribution-content = Content
contribution-sealed = sealed
contribution-stays-sealed = replaced, stays sealed
contribution-sealed-why = The content is sealed until the round is due. Its fingerprint is in the public log already: nobody can later claim to have said something else.
contribution-committed = only the fingerprint is here
contribution-committed-why = Only the fingerprint was submitted. The organisation alone has the words, and reveals them when the round is due.
contribution-unrevealed = committed, not revealed
contribution-unrevealed-why = The round is due, and the organisation did not reveal the words of its fingerprint. Nobody else has them.
contribution-withdrawn = taken back
contribution-withdrawn-why = Whoever said this took it back. The earlier versions are below.
contribution-unopened = did not open
contribution-erased = erased
contribution-without-evidence = without evidence
contribution-repeats = word for word as in: { $round }
contribution-not-renewed = { $lang } not renewed
contribution-late = late
contribution-replaced = { $n ->
    [one] replaced once
   *[other] replaced { $n } times
}
contribution-corrected = { $n ->
    [one] corrected once
   *[other] corrected { $n } times
}
contribution-replies = Replies
contribution-no-replies = There is no reply.
contribution-may-reply = Who may reply:
contribution-versions = Versions
version-what = What
version-reason = Reason
version-entry = Entry
version-no-reason = first or replacing version
voices-title = What the three voices say
voices-lead = Government, independent bodies and civil society side by side, on the same scale. No voice replaces another, and there is no overall mark.
voice-said-nothing = This voice said nothing and was not asked.
voice-silent = { $n ->
    [one] Silent although asked:
   *[other] Silent although asked:
}
voice-pending = { $n ->
    [one] Still asked:
   *[other] Still asked:
}
disagreement = Distance of the voices
disagreement-steps = { $n ->
    [one] one step apart
   *[other] { $n } steps apart
}
silent = nothing said
invented-mark = Example data
invented = Statements on this page are made up to show how the register works. The organisations named did not make them.
entry-corrects = Refers to
entry-reason = Reason
entry-proposal = Proposal
monitoring-title = Monitoring: { $plan }
monitoring-description = A plan in a reporting round: six separate axes, the largest disagreements, who is silent, what is overdue.
monitoring-link = Monitoring of the plan
monitoring-of-round = Over all measures
monitoring-sealed = The round is not due yet. Until then every statement is sealed, and this page shows only what is public already.
wholes-title = On the plan as a whole, and on whole fields of action
monitoring-more = More about evaluability and coverage is with the plan:
indicators-title = Indicators
indicator-description = An indicator: what is observed and how, and the values of all sources side by side.
indicator-indicator = Indicator
indicator-kind = Kind
indicator-kind-structural = structural
indicator-kind-process = process
indicator-kind-output = output
indicator-kind-outcome = outcome
indicator-baseline = Baseline
indicator-target = Target
indicator-set-by = Set by
indicator-moved = Changed baselines and targets
indicator-what = What
indicator-before = Before
indicator-after = After
indicator-why = Why
indicator-newest = Newest values
indicator-levels = Levels
indicator-parts = What the values are made of
indicator-parts-lead = “suppressed” means: there is a number, and it is not told so that nobody is found again. It is not zero, and not “not stated”.
indicator-parts-of = Values by part: { $by }, { $on }
indicator-part = Part
indicator-part-value = Value
indicator-more-parts = { $n ->
    [one] One more part
   *[other] { $n } more parts
 }
reading-suppressed = suppressed
part-women = Women
part-men = Men
part-trans = Trans* and non-binary people
part-families = Families
part-minors = Minors
part-not-recorded = not recorded
indicator-values = Values
indicator-no-values = Nobody has given a value yet.
indicator-conflicts = { $n ->
    [one] On one day the sources give different values.
   *[other] On { $n } days the sources give different values.
}
level-name = Level
level-anchor = How one knows it
value-on = Day
value-conflict = Comparison
value-differs = sources differ
value-agrees = no contradiction
funding-title = Funding
funding-year = Year
funding-security = Security
funding-line = Budget line
funding-ends = Money until
funding-ends-soon = The money ends on { $on }, and no source names a later day.
funding-ended = The money ended on { $on }, and no source names a later day.
amount-euro = € { $amount }
amount-in = { $currency } { $amount }
monitoring-by-voices = By voice
monitoring-by-fields = By field of action ({ $voice })
monitoring-by-leads = By lead ({ $voice })
monitoring-no-lead = no lead named
monitoring-nothing = Nothing is said or on record about this.
monitoring-trend = From round to round
monitoring-trend-line = { $voice }: { $round }
monitoring-trend-finding = In “{ $first }” there are { $before } ratings, in “{ $last }” { $now }.
indicator-course = The way to the target
indicator-course-finding =
    { $n ->
        [one] There is one value.
       *[other] There are { $n } values from { $sources } { $sources ->
            [one] source
           *[other] sources
        }.
    }
indicator-aim = { $what }: { $value }
monitoring-finding = { $n } of { $total } values are there.
axis-lead-delivery = How far the measures are carried out. All voices use one scale; if a voice rated several times, the middle rating counts. Where a plan names no lead, it is who has to report.
axis-lead-effect = What the measures changed. Only independent bodies and civil society judge the effect, with reasons and evidence.
axis-lead-funding = How secure the money of the measures is, as each voice said last.
axis-lead-timeliness = Whether dates are kept. Of each measure the milestone that is the most late counts.
axis-lead-coverage = How far demands are met that point at the measure. Of each voice the lowest judgement counts.
axis-lead-evaluability = How many of eleven details there are by which a measure can be judged later. Measures whose text is not recorded here do not count.
overdue-milestone = Milestone
overdue-due = Due
overdue-days = Days overdue
overdue-none = No milestone is overdue.
