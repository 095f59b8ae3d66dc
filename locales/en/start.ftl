# SPDX-License-Identifier: EUPL-1.2
# The start page.

start-title = Action plans in view
start-description = National action plans against human trafficking and labour exploitation, measure by measure: what is stated, what is missing, who judges it.
start-lead = Here you can read, measure by measure, what national action plans against human trafficking and labour exploitation promise, what evidence there is, and how others judge it. Every statement has a source. What nobody stated is shown as “not stated”.
start-plans = The plans
start-history = All entries in the history
start-how = What we hold to
start-how-voices = Government, independent bodies and civil society stand side by side. No voice overwrites another, and there is no combined score.
start-how-silence = Silence counts. “Not stated” and “no evidence” are shown and counted.
start-how-repair = Nothing is corrected silently. Contradictions and impossible numbers are listed with their source under “Data quality”.
start-how-people = There is no data here about people affected.
start-how-verify = The history is stored in such a way that nobody can change it unnoticed.
start-next = Next: { $what }, { $day }
start-due = What falls due in the next 90 days
