# SPDX-License-Identifier: EUPL-1.2
# Forms for indicators, values, money and milestones.

figures-of = Indicators, milestones, money: { $plan }
figures-title = Indicators, milestones, money
figures-lead = What is stated here is public at once, in the name of your organisation; drafts are seen by your organisation alone. If it wants two persons, one writes the draft and another one releases it. Values of several sources stand side by side; nobody changes those of another organisation.
figures-done = Stated.
figures-proposals = Proposed milestones
figures-by = Proposed by
figures-decide = Confirm or decline
figures-waits = waits for the coordination office
figures-indicators = Indicators
figures-indicator = Indicator
figures-no-indicators = There is no indicator yet.
figures-set-by = Set by
figure-scale-used = Since there are values, baseline and target are fixed. Who changes them writes why; before and after stand beside each other in public.
figures-values = Values
figures-value = State a value
figures-value-of = Value of { $on }
figures-drafts = Drafts: indicators, milestones, money
figures-change = Change the indicator
figures-new-indicator = Define a new indicator
figures-measures = Measures
figures-no-measures = The plan has no measures.
figures-nothing-to-do = nothing to do
figures-money = State money for a year
figures-milestones = Milestones
figures-new-milestone = Propose a milestone
figures-shift = Another state: { $milestone }
proposal-state-open = open
proposal-state-confirmed = confirmed
proposal-state-declined = declined
proposal-state-withdrawn = taken back
figure-title-funding = Money for a measure
figure-title-new-indicator = New indicator
figure-title-indicator = Change an indicator
figure-title-value = Value of an indicator
figure-title-new-milestone = Propose a milestone
figure-title-milestone = Propose another state of a milestone
figure-title-withdrawal = Take back what was stated
figure-title-proposal = Decide a proposal
figure-lead-funding = One form for each year. What you leave empty counts as not stated. A year stated again is a correction and takes a reason.
figure-lead-new-indicator = An indicator says what is observed, how, and from where it is meant to go where. After its first value the method stays as it is.
figure-lead-indicator = Once there are values, method, unit, direction and levels stay as they are: otherwise values could not be compared. For another method please define a new indicator.
figure-lead-value = A value belongs to a day and has a source. The same day stated again corrects your own value and takes a reason; the earlier one stays visible in public.
figure-lead-new-milestone = A milestone is a step that can be checked. The coordination office confirms it.
figure-lead-milestone = A new date is recorded as a shift: how often and how far a milestone moved stays visible. The coordination office confirms it.
figure-lead-withdrawal = What your organisation stated does not hold any more then. It stays readable, with the reason that you give.
figure-lead-own-proposal = Your organisation proposed this, and nobody has decided yet. You can take it back with a reason; it stays in the history.
figure-lead-proposal = What you confirm becomes part of the plan as it stands. Declining takes a reason.
figure-state = State it in the name of the organisation
figure-propose = Propose
figure-confirm = Confirm
figure-decline = Decline
figure-decline-reason = Reason, if you decline
figure-change-hint = Why is it different from before? The reason becomes public.
figure-withdraw = Take back
amended-title = Corrected or taken back
amended-withdrawn = taken back
amended-all = Everything
amended-withdrawn-why = Who stated this has taken it back: { $reason }
dropped-indicator = This indicator is not in the register any more. You see how it last stood.
figure-source = Source
figure-source-lead = Where somebody else can check it.
figure-document = Title of the document
figure-locator = Page or section
figure-url = Web address
hint-funding-ends-on = Last day for which there is money. Twelve months before it a warning is shown.
hint-indicator-kind = Structural: rules and bodies are there. Process: the work goes on. Output: something was made. Outcome: something changed for those concerned.
hint-indicator-measures = None: the indicator is of the whole plan.
figure-scale = Scale
hint-indicator-unit = For numbers, for example: consultations per year.
figure-reading-hint = A number; with levels, the place of the level, counted from 1.
figure-level = Level { $n }: name
figure-anchor = Level { $n }: by what one knows it
figure-levels-lead = Instead of numbers: two to five levels in words, from the lowest to the highest.
hint-indicator-method = Who counts what, when and how?
hint-indicator-disaggregation = By what the values are told apart, separated by commas, for example: Land, gender.
figure-due-hint = Last day by which it is to be reached.
hint-milestone-goal = Only for milestones with a number.
hint-milestone-verification = By what does somebody see that it is reached?
figure-reason-hint = Why should the milestone be different? The reason becomes public.
refused-decided = This proposal has been decided already.
figure-proposed-by = Proposed by
figure-proposed-at = Proposed on
figure-moves = The date moves
figure-later = { $n ->
    [0] not at all
    [one] back by one day
   *[other] back by { $n } days
  }
figure-earlier = { $n ->
    [one] forward by one day
   *[other] forward by { $n } days
  }
figure-compared = What would change
