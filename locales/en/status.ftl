# SPDX-License-Identifier: EUPL-1.2
# What is said about the state of things outside of reporting rounds.

noun-status = Status outside of rounds
nouns-status = Statuses outside of rounds
kind-status-stated = Status outside of rounds recorded
kind-status-changed = Status outside of rounds changed
kind-status-dropped = Status outside of rounds removed
status-say = Say how far it is, outside of rounds
status-title = Said outside of rounds
status-lead = This comes from documents and tables of the organisations named. Nobody was asked for it, and each source chooses its own day and scale. So it stands beside the reporting rounds and is not counted with them.
status-caption = What organisations say outside of rounds, newest first
attribute-grade = Grade of the source
attribute-flag = Flag
attribute-status-organisation = Who says so
attribute-status-dated-on = As of
attribute-status-text = What is said
