# SPDX-License-Identifier: EUPL-1.2
# Plans, their versions and worklists.

plans-title = Plans
plans-description = All recorded action plans with lead, date and size.
plans-lead = An action plan is an adopted programme of a responsible government. Stated is what the plan says about its size; recorded is what you can read here.
plans-caption = Plans and their size
plans-empty = No plan has been recorded yet.
plan-plan = Plan
plan-description = { $plan }: facts, fields of action, measures, judgements and versions.
plan-lead = Lead
plan-coordination = Coordination
plan-adopted = Adopted on
plan-period = Period
plan-stated = Measures stated
plan-recorded = Measures recorded
plan-milestones = Milestones
plan-fields-stated = Fields stated
plan-living = Living document
plan-facts = Facts
plan-fields = Fields of action
plan-goals = Goals
plan-versions = Versions
dropped-plan = This plan was taken out of the register. You see its last state.
measures-stated = measures stated
measures-recorded = measures recorded
measures-missing = measures missing here
measures-missing-note = The plan counts them, but their content is not available here yet.
recorded-title = Stated and recorded
recorded-finding = Of the { $stated } measures the plans state, { $recorded } are recorded here.
told-title = What single sources say
told-lead = Sources can contradict each other. Their statements stand side by side here; none is preferred or corrected.
told-caption = What single sources say about the plan
told-empty = No source says anything.
told-fact = Fact
told-value = Value
told-source = Source
told-agree = Comparison
told-one = one source
told-same = sources agree
told-differ = sources differ
fact-adopted = Adopted
fact-measures = Measures
fact-duration = Duration
fact-fields-of-action = Fields of action
fact-coordination = Coordination
fact-lead = Lead
fact-measures-field-i-ii-iii-iv = Measures in field I/II/III/IV
fact-measures-of-the-laender-in-the-annex = Measures of the Länder in the annex
fact-bundestag-paper = Bundestag paper
fact-actions = Actions
fact-actions-goals = Actions / goals
fact-measures-evaluation = Measures / evaluation
field-field = Field of action
field-number = Number
fields-caption = Fields of action and their size
fields-empty = No fields of action are recorded.
goal-goal = Goal
goals-caption = Goals with the number of their measures
goals-empty = No goals are recorded.

evaluability-title = Evaluability
evaluability-lead = Will it be possible to tell whether a measure succeeded? Each line is a check of its own; there is no overall score. Only measures whose text is recorded here are counted.
evaluability-check = Check
evaluability-verdict = Result
evaluability-reason = Reason
evaluability-finding =
    { $measures ->
        [one] In { $n } of { $total } checks the only measure gives no usable detail.
       *[other] In { $n } of { $total } checks none of the { $measures } measures gives a usable detail.
    }
plan-coverage-title = How others judge the plan
plan-coverage-lead = For each recommendation an organisation can say how far the plan meets it. Each bar is one voice.
plan-coverage-finding =
    { $total ->
        [one] There is one judgement; { $met } say “met” and { $notmet } “not met”.
       *[other] Of { $total } judgements, { $met } say “met” and { $notmet } say “not met”.
    }

measures-in-lines =
    { $n ->
        [one] { $found } in one line
       *[other] { $found } in { $n } lines
    }
measures-caption = Measures of the plan
measures-filter = Filter measures
measures-empty = No measure fits this selection.
state-all = part of the plan
state-evidence = with evidence
state-silent = without evidence
state-dropped = no longer part

cite-title = What does this citation mean?
cite-lead = Enter a citation the way you found it, for example “II 30-34” or “HF II, Maßnahme 13”.
cite-label = Citation
cite-submit = Resolve
cite-caption = Meaning of the citation, number by number
cite-nothing = The citation holds no number.
cite-unreadable = There is no number in this citation. Please give the field of action and at least one number, for example “II 13”.
cite-number = Number
cite-result = Result
cite-measures = Measures
cite-found = found
cite-ambiguous = ambiguous: several measures carry this number
cite-no-field = no field named: several measures may be meant
cite-impossible =
    { $n ->
        [one] impossible: the plan says this field has only { $n } measure
       *[other] impossible: the plan says this field has only { $n } measures
    }
cite-not-recorded = possible, but not recorded here
cite-unknown-field = the plan has no such field
cite-no-measure = none

worklist-title = What is still missing: { $plan }
worklist-link = What is still missing
worklist-description = Measures the plan states that are not recorded here yet, field by field.
worklist-lead = This list shows openly what of the plan is not recorded here yet. If you have the full catalogue, it helps to close the gaps.
worklist-by-field = Missing numbers by field of action
worklist-caption = Stated, recorded and missing numbers by field of action
worklist-chart = Recorded and missing by field of action
worklist-finding =
    { $n ->
        [one] One number is still missing.
       *[other] { $n } numbers are still missing.
    }
worklist-numbers = Missing numbers
worklist-outside = Numbers outside the field
worklist-unknown = The plan does not say how many measures this field has.
worklist-complete = none
worklist-no-outside = none
worklist-loose = Without a number or a field
worklist-loose-lead = These measures are recorded, but cannot be placed in the plan.
worklist-loose-empty = All recorded measures have a number and a field.

versions-title = Versions: { $plan }
versions-description = All versions of the plan and what changed between any two of them.
versions-lead = A plan can change. Measures keep the same id across all versions, even if their printed number changes.
versions-caption = Versions of the plan, newest first
versions-empty = No version has been recorded yet.
versions-pick = Compare two versions
versions-from = From version
versions-to = To version
versions-compare = Compare
versions-compare-link = Compare versions
version-version = Version
version-number = Version { $n }
version-dated = Dated
version-recorded = Recorded
version-by = Recorded by
version-files = Files with the start of their checksum
version-no-files = no file named
diff-title = Changes from version { $from } to version { $to }
diff-summary = Number of changes
diff-none = There is no difference between these versions.
diff-added = added
diff-dropped = dropped
diff-changed = changed
diff-is-added = added
diff-is-dropped = dropped
diff-is-changed = changed

plan-measures-all = All measures with filters
plan-gaps = Demands and gaps
plan-due-title = Milestones that come up
plan-due-finding =
    { $total ->
        [one] The only milestone with a date.
       *[other] { $n } of { $total } milestones with a date, around today.
    }
plan-quality = Data quality:
