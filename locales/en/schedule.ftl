# SPDX-License-Identifier: EUPL-1.2
# Time: what runs when and falls due.

schedule-title = Time: { $plan }
schedule-description = What runs when and falls due, what was moved and what was reached, by lead and year.
schedule-link = Time
schedule-leads = By lead
schedule-all-leads = All leads
schedule-key = Each line is a lead or a thing. What is given as a quarter or a year only is drawn as wide as it is imprecise. The upright line is today.
schedule-mark-period = period
schedule-mark-endless = period without a beginning or an end
schedule-mark-due = due on a day
schedule-mark-vague = due within this time
schedule-mark-before = earlier date
schedule-mark-reached = reached
schedule-plan = Period of the plan
schedule-measures = Measures with a period
schedule-milestones = Milestones
schedule-first = First day
schedule-last = Last day
schedule-next = Due next
schedule-nothing-next = nothing more
schedule-empty = Nobody names a day.
schedule-what = What
schedule-planned = Planned
schedule-before = Earlier dates
schedule-actual = Actual
schedule-never = never moved
schedule-from-no-day = no day before
schedule-no-word = –
schedule-due = What falls due
schedule-within = Within the next
schedule-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
schedule-ahead =
    { $n ->
        [one] Within the next { $days } days one deadline ends.
       *[other] Within the next { $days } days { $n } deadlines end.
    }
schedule-cluster =
    { $n ->
        [one] One milestone falls due in { $quarter }.
       *[other] Most falls due in { $quarter }: { $n } milestones.
    }
schedule-day = Last day
schedule-kind = Kind
schedule-since = at some time from { $from }
schedule-nothing-due = Nothing falls due in this time.
schedule-slices = Year by year
schedule-slices-lead = A measure of several years stands in each of them. Measures without days do not stand here.
schedule-year = Year
schedule-running = running
schedule-beginning = beginning
schedule-ending = ending
schedule-quarters = Where dates cluster
schedule-quarters-lead = A cluster is a quarter with at least three milestones, if they are at least twice as many as the quarters with milestones have on average.
schedule-quarter = Quarter
schedule-much = Cluster
schedule-is-much = yes
schedule-usual = no
schedule-actual-title = Planned and actual
schedule-nothing-moved = No milestone was moved or reported as reached so far.
due-kind-milestone = milestone
due-kind-measure = end of the measure
due-kind-round = deadline of a reporting round
filter-running = Running in the year
filter-begins = Beginning in the year
filter-ends = Ending in the year
filter-quarter = Due in the quarter
