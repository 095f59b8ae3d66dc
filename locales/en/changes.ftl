# SPDX-License-Identifier: EUPL-1.2
# What changed between two days.

changes-title = What changed
changes-description = What changed in the action plans and in what is said about them, between any two days.
changes-answer =
    { $n ->
        [0] Between { $since } and { $until } nothing changed that is on record here.
        [one] Between { $since } and { $until } one thing changed.
       *[other] Between { $since } and { $until } { $n } things changed:
    }
changes-answer-kind = Between { $since } and { $until }: { $what }
changes-no-day = “{ $words }” is not a day. Please write it like 2026-01-31; until then the usual day stands here.
changes-filter = Choose days, plan and kind of change
changes-since = From
changes-until = To
changes-kind = Kind of change
changes-marks = Days to start from
changes-month = The last month
changes-year = The last year
changes-since-round = Since the round “{ $round }” ({ $day })
changes-since-version = Since version { $n } ({ $day })
changes-versions = Two versions side by side
changes-caption = Changes, newest first
changes-day = Day
changes-what = What
changes-how = How
changes-empty = Nothing changed in this time.
changes-rule = A change has the day that its source carries; where it carries none, the day on which it was recorded here. Each line is one entry of the log and leads to it. Doubts about imported files are not counted here. What was said in a round and is still sealed counts as said; what it says is not shown.

turn-version =
    { $n ->
        [0] No new version of a plan came out.
        [one] One new version of a plan came out.
       *[other] { $n } new versions of plans came out.
    }
turn-added =
    { $n ->
        [0] Nothing was added to a plan.
        [one] One part of a plan was added.
       *[other] { $n } parts of plans were added: measures, milestones, fields, goals, facts.
    }
turn-moved =
    { $n ->
        [0] No date was moved.
        [one] One date was moved.
       *[other] { $n } dates were moved.
    }
turn-changed =
    { $n ->
        [0] Nothing in a plan was changed otherwise.
        [one] One part of a plan was changed otherwise.
       *[other] { $n } parts of plans were changed otherwise.
    }
turn-dropped =
    { $n ->
        [0] No part of a plan was dropped.
        [one] One part of a plan was dropped.
       *[other] { $n } parts of plans were dropped.
    }
turn-said =
    { $n ->
        [0] Nobody said how far something is.
        [one] One statement says how far something is.
       *[other] { $n } statements say how far something is.
    }
turn-judged =
    { $n ->
        [0] No demand was judged.
        [one] One demand was judged anew.
       *[other] { $n } judgements of demands were added or changed.
    }
turn-demanded =
    { $n ->
        [0] No demand was added or changed.
        [one] One demand or duty was added or changed.
       *[other] { $n } demands or duties were added or changed.
    }
turn-answered =
    { $n ->
        [0] No demand was answered.
        [one] One demand was answered.
       *[other] { $n } demands were answered.
    }
turn-figures =
    { $n ->
        [0] No figure was added or changed.
        [one] One figure was added or changed: an indicator, a value or money.
       *[other] { $n } figures were added or changed: indicators, values, money.
    }
turn-related =
    { $n ->
        [0] No evidence, event or relation was added or changed.
        [one] One piece of evidence, event or relation was added or changed.
       *[other] { $n } pieces of evidence, events or relations were added or changed.
    }
turn-round =
    { $n ->
        [0] No round was announced, opened or closed.
        [one] One round was announced, opened or closed.
       *[other] Rounds were announced, opened or closed { $n } times.
    }
turn-corrected =
    { $n ->
        [0] No correction was proposed or decided.
        [one] One correction was proposed or decided.
       *[other] { $n } corrections were proposed or decided.
    }
turn-organisation =
    { $n ->
        [0] No organisation was added or changed.
        [one] One organisation was added or changed.
       *[other] Organisations or their keys were added or changed { $n } times.
    }
turn-body =
    { $n ->
        [0] No content of an entry was erased or handed in again.
        [one] The content of one entry was erased or handed in again.
       *[other] The content of { $n } entries was erased or handed in again.
    }

turn-name-version = New versions
turn-name-added = Added to a plan
turn-name-moved = Dates moved
turn-name-changed = Changed otherwise
turn-name-dropped = Dropped
turn-name-said = How far something is
turn-name-judged = Demands judged
turn-name-demanded = Demands and duties
turn-name-answered = Demands answered
turn-name-figures = Figures and money
turn-name-related = Evidence, events, relations
turn-name-round = Rounds
turn-name-corrected = Corrections
turn-name-organisation = Organisations and keys
turn-name-body = Contents erased or restored
filter-organisation = Organisation
