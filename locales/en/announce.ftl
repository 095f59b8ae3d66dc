# SPDX-License-Identifier: EUPL-1.2
# Announcing a round, changing it, cancelling it, and looking at it before it is public.

announce-change-title = Change a reporting round: { $round }
announce-reason-hint = Everybody planned with what was announced. The reason stands with the round, in public.
announce-asked = Who is asked for what
announce-asked-last = Ticked is what was asked last time ({ $round }). Measures that came since are marked as new; there only the lead is asked.
announce-asked-first = Ticked are the reports of the leads. Nobody else is asked for anything until you tick it.
announce-many-who = Many at once: of whom
announce-many-hint = Sets all boxes of a column or of a field of action together. Nothing is saved by that.
announce-many-all = of everybody in the table
announce-many-about = Many at once: about what
announce-rows-all = about everything
announce-rows-measures = about all measures
announce-rows-new = about all new measures
announce-rows-plan = about the plan as a whole
announce-tick = Tick all
announce-untick = Clear all
announce-set = Ticked now: { $more }. Cleared now: { $fewer }. Nothing is public yet.
announce-table = Who is asked for what: a row for each measure, a column for each voice
announce-table-lead = Whoever is ticked and says nothing will stand in public as silent. All others of the same voice may speak without being asked.
announce-leads = lead
announce-new = new
announce-no-lead = The plan names no lead.
announce-is-lead = This body leads and stands in the first column.
announce-no-report = Reports are about measures only.
announce-add = Ask somebody else
announce-add-hint = The organisation gets a column of its own. It is asked once a box is ticked.
announce-add-do = Add a column
announce-check = Next: check
announce-edit = Back to the form
announce-do = Announce the round
announce-change-do = Change the round
announce-stale = Somebody has changed this round in the meantime. What you entered is still here, but nothing was saved. Please open the form anew in a second window and compare.
check-title = Please check: { $round }
check-public = Nothing is public yet. With “Announce the round” everybody sees what stands here.
check-public-change = What was announced before still holds. With “Change the round” everybody sees what stands here, and your reason.
check-counts = { $bodies ->
    [one] One organisation is
   *[other] { $bodies } organisations are
} asked for { $duties ->
    [one] one statement
   *[other] { $duties } statements
} altogether.
check-nobody = Nobody is asked for a report on { $n } of { $total } measures. That is visible, too.
check-silent = Whoever is asked and says nothing by the due date stands in public as silent.
check-until = You can change and cancel it until { $at }. After that nobody can.
check-day = Date
check-day-now = As it will be
check-day-before = Announced so far
check-opens = Open from
check-due = Due
check-replies = Replies until
check-asked = Who is asked for how many statements
check-how-many = Number
check-how-many-before = before
check-otherwise = What differs from “{ $round }”
check-otherwise-announced = What differs from what was announced
check-same = Exactly the same is asked.
check-more = Asked anew
check-fewer = Not asked any more
check-none = Nobody.
round-cancel = Cancel the round
round-cancel-of = Cancel: { $round }
round-cancel-title = Cancel a reporting round
round-cancel-lead = A cancelled round stays public, with your reason. Nobody is asked for anything in it any more, and calendars show its dates as cancelled. This cannot be undone; a new round takes a new short name.
round-cancel-hint = The reason stands with the round, in public.
refused-already-open = The reporting round is open already. Nobody can change its dates or who is asked any more, or cancel it, so that nobody can hold back what is said.
refused-inquiry-runs = This inquiry is sealed and has begun. Only its title and note can still change; everybody who is asked relies on the date. It opens by itself when that is over.
refused-asks-now = A sealed inquiry asks about this now. Please give what you say differently as an answer; it stays sealed until the date.
refused-cancelled = This reporting round was cancelled. A new round takes a new short name.
problem-announced-otherwise = The round is announced already, and others planned with it. Please write why it will be different.
problem-other-voice = “{ $detail }” speaks with another voice and cannot say this. Please clear the box.
problem-one-of-two = Please name only one of the two: the recommendation or the obligation.
problem-nothing-chosen = Please choose something here first.
