# SPDX-License-Identifier: EUPL-1.2
# Demands that ask for the same.

noun-grouping = Same demands
nouns-grouping = Same demands
kind-grouping-stated = Two demands compared
kind-grouping-changed = Comparison of two demands changed
kind-grouping-dropped = Comparison of two demands withdrawn
grouping-title = Who asks for the same
grouping-lead = Each line is what one organisation says. Both demands stay as they are, and both are judged.
grouping-caption = Other demands with which this one was compared
grouping-nobody = Nobody has compared it with another demand yet.
grouping-say = Say whether another demand asks for the same
likeness-same = asks for the same
likeness-apart = does not ask for the same
attribute-grouping-recommendation = Demand
attribute-grouping-other = Other demand
attribute-grouping-kind = Comparison
attribute-grouping-organisation = Who says so
attribute-grouping-note = Reason
