# SPDX-License-Identifier: EUPL-1.2
# Organisations.

organisations-title = Organisations
organisations-description = All organisations with their voice and what they lead, recommend and judge.
organisations-lead = Statements are made by organisations here, never by individuals. Each speaks with one of three voices: government, independent or civil society.
organisations-caption = Organisations by name
organisations-filter = Filter organisations
organisations-empty = No organisation fits this selection.
organisation-organisation = Organisation
organisation-description = What this organisation leads, recommends and judges, and its former names.
organisation-short = Short name
organisation-kind = Kind
organisation-voice = Voice
organisation-role = Role
organisation-leads = leads (measures and milestones)
organisation-issued = recommendations
organisation-judged = judgements
organisation-measures = Measures
organisation-milestones = Milestones
organisation-issued-caption = Recommendations issued
organisation-judged-title = How the organisation judges plans
organisation-judged-finding =
    { $plans ->
        [one] { $n } judgements on one plan.
       *[other] { $n } judgements on { $plans } plans.
    }
organisation-wall = Measures that it leads or reports on
organisation-missing = What was asked for and did not come
organisation-stated = Money, values and states that it gives
organisation-stated-on = On what
organisation-about = About the organisation
organisation-says-leads =
    { $n ->
        [one] It leads one measure.
       *[other] It leads { $n } measures.
    }
organisation-says-asked =
    { $n ->
        [one] One contribution was asked of it.
       *[other] { $n } contributions were asked of it.
    }
organisation-says-late =
    { $n ->
        [one] Of { $total } contributions asked for, one came after the date.
       *[other] Of { $total } contributions asked for, { $n } came after the date.
    }
organisation-says-unrevealed =
    { $n ->
        [one] Of { $total } contributions asked for, only the fingerprint of one is here.
       *[other] Of { $total } contributions asked for, only the fingerprints of { $n } are here.
    }
organisation-says-silent =
    { $n ->
        [one] Of { $total } contributions asked for, one is missing.
       *[other] Of { $total } contributions asked for, { $n } are missing.
    }
organisation-says-issued =
    { $n ->
        [one] One demand is its own.
       *[other] { $n } demands are its own.
    }
organisation-says-judged =
    { $n ->
        [one] It judged once how far a plan meets a demand.
       *[other] It judged { $n } times how far a plan meets a demand.
    }
organisation-says-figures =
    { $n ->
        [one] One figure or state of it is on record.
       *[other] { $n } figures and states of it are on record.
    }
organisation-more-measures = The first { $shown } of { $total } measures are listed.
organisation-more-milestones = The first { $shown } of { $total } milestones are listed.
organisation-more-recommendations = The first { $shown } of { $total } recommendations are listed.
organisation-history = Entries about this organisation itself, newest first
dropped-organisation = This organisation was taken out of the register. You see its last state.
role-lead = lead
role-partner = partner
voice-by-kind = { $voice } (by its kind)
voice-government = Government
voice-independent = Independent
voice-civil-society = Civil society
organisation-kind-government = Government
organisation-kind-ministry = Ministry
organisation-kind-agency = Agency
organisation-kind-land = Land or Länder
organisation-kind-independent = independent body
organisation-kind-civil-society = civil society
organisation-kind-state = State
organisation-kind-international = international organisation
succession-title = Former and later names
succession-caption = Renamings, mergers and splits
succession-empty = No succession is recorded.
succession-before = Before
succession-kind = What happened
succession-after = After
succession-on = On
succession-renamed = renamed
succession-merged = merged
succession-split = split
briefing-title = { $organisation }: asked and answered
briefing-link = Asked and answered: what was asked for, what came, and what is due next
briefing-description = What this organisation was asked for, what it gave in time, what others say about it and what it replies.
briefing-lead = What was asked for and what came, what changed, what others say and what the organisation replies. Nothing of it is added up to a grade.
briefing-as-of = As of { $day }.
briefing-asked = contributions asked for
briefing-in-time = in time
briefing-late = after the due date
briefing-unrevealed = committed, not revealed
briefing-silent = no contribution
briefing-pending = still time
briefing-next = What is due next
briefing-next-none = Nothing is asked for at present, and no milestone with a date lies ahead of the organisation.
briefing-until = Until
briefing-what = What
briefing-no-round = milestone of the plan
briefing-rounds = Round by round
briefing-rounds-none = No reporting round has asked this organisation yet.
briefing-given = Each request, and what became of it
briefing-given-none = Nothing was asked for.
briefing-given-at = Given
briefing-changed = What changed
briefing-changed-lead = In the last year: how the organisation reports the state of its measures from round to round, and dates of milestones that moved.
briefing-changed-none = No change is on record here in the last year.
briefing-before = Before
briefing-now = Now
briefing-reported = reported state:
briefing-moved = date:
briefing-judged = What others say, and the reply
briefing-judged-lead = Published assessments and practice statements about what the organisation answers for, with its reply beside each.
briefing-judged-none = Others have published nothing about it yet.
briefing-reply = Reply of the organisation
briefing-may-reply = No reply yet. It is possible until { $until }.
briefing-no-reply = No reply.
briefing-responses = Answers to recommendations
briefing-answer = Answer
briefing-more-judged = The first { $shown } of { $total } statements of others are listed.
briefing-more-changed = The first { $shown } of { $total } changes are listed.
demands-title = { $organisation }: what became of what we asked for
demands-link = What became of its recommendations: who answered, which measure, which judgement, what changed
demands-description = The recommendations of this organisation, who answered, which measures are named for them, how they are judged, and what changed since a day.
demands-finding = Of { $n } recommendations { $answered } are answered and { $judged } are judged. Since { $since } something changed with { $changed } of them.
demands-filter = Changes since a day
demands-since = Changes since
demands-caption = Recommendations, and what became of them
demands-answered = Who answered
demands-judged = How it is judged
demands-measures = Measures for it
demands-changed = Changed since
demands-nobody = nobody yet
demands-not-judged = not judged yet
demands-no-measure = none named
demands-unchanged = nothing
demands-more = and { $n } more entries
