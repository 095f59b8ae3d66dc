# SPDX-License-Identifier: EUPL-1.2
# Editors: who keeps the record of whose plan, and what its owner makes of it.

recorded-not-confirmed = recorded by { $by }, not confirmed by { $of }
recorded-nobody = recorded by { $by }, confirmed by nobody
recorded-confirmed = recorded by { $by }, confirmed by { $of }
recorded-corrected = recorded by { $by }, corrected by { $of }
recorded-contested = recorded by { $by }, contested by { $of }
recorded-choice = { $name } ({ $mark })
wall-recorded = { $n ->
    [one] One measure was
   *[other] { $n } measures were
} { $mark }.
recorded-notice = This was { $mark }.
recorded-counts = Of { $all } things recorded here { $confirmed } are confirmed, { $corrected } corrected, { $contested } contested, { $open } not confirmed.
confirmation-not-confirmed = not confirmed
confirmation-confirmed = confirmed
confirmation-corrected = corrected
confirmation-contested = contested

editing-title = Keep the record of a plan
editing-link = Who keeps the record of this plan
editing-lead = Where those who answer for a plan do not take part here, another organisation can keep its record as an editor. Everything that it records says so, until whoever answers for the plan confirms, corrects or contests it. Nothing is overwritten.
editing-terms = Who keeps the record
editing-editor = Editor
editing-of = Whose plan it is
editing-time = When
editing-since = from entry
editing-until = until entry
editing-own = Your organisation answers for this plan. It states what the plan says itself.
editing-already = Your organisation keeps the record of this plan. You state and change it under “State and change”, or by a table.
editing-takes-part = Only who has no account is kept record for. Account holders for this plan: { $names }. You can propose corrections on the pages of the plan.
editing-begin-title = Become editor
editing-begin = Keep the record from now on
editing-begin-lead = Who answers for the plan: { $names }. What your organisation records says that they have not confirmed it.
editing-begin-nobody = No source names anybody who answers for the plan. What your organisation records says that nobody has confirmed it.
editing-new-lead = For a plan that is not on record yet. Afterwards you state the plan itself, by form or table.
editing-new-plan = Short name of the plan
editing-plan-hint = As you will state it afterwards; if it has none, its title. Its address is made of it.
editing-of-hint = Who leads or coordinates the plan. The plan that you state then must name the same.
editing-end-title = Stop
editing-end = Keep the record no more
editing-end-lead = What was recorded stays, and goes on saying who recorded it.
editing-to-review = { $plan }: look at what others recorded
editing-review-title = What others recorded of your plan
editing-review-lead = Tick what you looked at, or confirm everything at once. Contesting needs a reason, which stands beside it in public.
editing-correct = To say something otherwise yourself, change it under
editing-about = What it is about
editing-about-hint = Nothing ticked is nothing.
editing-reason-hint = Needed to contest. No names of persons.
editing-confirm = Confirm what is ticked
editing-contest = Contest what is ticked
editing-confirm-all = Confirm everything
editing-recorded-title = What an editor recorded
editing-state = What became of it
editing-done = Done. It is on record.
editing-reviewed = What is meant
editing-whole = everything that an editor recorded of the plan until then
editing-one = what an editor recorded of it until then
editing-through = As of entry
