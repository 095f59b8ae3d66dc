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
organisation-measures-empty = The organisation is not named in any recorded measure.
organisation-milestones = Milestones
organisation-milestones-empty = The organisation is not named in any recorded milestone.
organisation-issued-caption = Recommendations issued
organisation-issued-empty = The organisation has issued no recommendation here.
organisation-judged-title = How the organisation judges plans
organisation-judged-finding =
    { $plans ->
        [one] { $n } judgements on one plan.
       *[other] { $n } judgements on { $plans } plans.
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
