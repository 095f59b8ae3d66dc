# SPDX-License-Identifier: EUPL-1.2
# Things of the register in a form: stating and changing them.

records-title = State and change
records-lead = This is what you may state, and what your organisation can change. Nothing is public before you have seen what changes and said yes.
records-state = State something new
records-ours = In the name of your organisation
records-own = What you can change
records-none = There is nothing yet that you can change.
records-filter = Selection
records-change = Change: { $name }
records-withdraw = Take back: { $name }
record-new = State: { $noun }
record-change = Change: { $noun }
record-lead = A blank field means: not stated. If the source says that there is none, write “none”. The next step shows what changes.
record-look = Next: look at what changes
record-none = none
record-stated-none = expressly none
record-name-hint = Id, number or title
record-names-hint = Separate several by semicolons
record-version = Version of the plan
record-version-hint = Open a new version when the plan itself was changed.
record-same-version = Correction of the present version
record-new-version = New version
record-discard = Discard
record-more = More
