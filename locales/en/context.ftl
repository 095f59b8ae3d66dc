# SPDX-License-Identifier: EUPL-1.2
# Context events.

noun-context = Context event
nouns-context = Context events
kind-context-stated = Context event recorded
kind-context-changed = Context event changed
kind-context-dropped = Context event removed
attribute-when = When
attribute-context-effect = What it means
attribute-context-organisation = Who says so
attribute-context-title = Event
context-title = What happened outside the plan
context-description = An event outside the plan, and what it means for the measures, as one organisation sees it.
dropped-context = This event is no longer in the register.
figures-new-context = State a context event
figures-own-contexts = Your context events
figures-change-context = Change the event
figure-title-new-context = Context event
figure-title-context = Change a context event
figure-lead-new-context = What happened outside the plan and touches its measures, such as a new law. Whoever sees it otherwise states an event of their own.
figure-lead-context = The earlier wording stays in the log.
hint-context-when = A day, a month, a quarter or a year, such as 12.03.2026 or Q2 2026.
hint-context-measures = None: the event touches the whole plan.
hint-context-effect = For whom does what change?
