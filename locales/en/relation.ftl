# SPDX-License-Identifier: EUPL-1.2
# How measures go together.

noun-relation = Relation
nouns-relation = Relations
kind-relation-stated = Relation recorded
kind-relation-changed = Relation changed
kind-relation-dropped = Relation removed
relation-title = How it goes together with other measures
relation-caption = Relations with other measures
attribute-other = Other measure
attribute-relation-kind = Relation
attribute-relation-organisation = Who says so
attribute-relation-note = Reason
relation-kind-same-as = promises the same as
relation-kind-complements = complements
relation-kind-depends-on = depends on
relation-kind-overlaps = overlaps with
relation-kind-contradicts = contradicts
relation-kind-refers-to = refers to
relation-kind-missing-counterpart = counterpart is missing
relation-kind-unrelated = does not belong together with
relation-kind-of-same-as = promises the same as
relation-kind-of-complements = is complemented by
relation-kind-of-depends-on = is a condition of
relation-kind-of-overlaps = overlaps with
relation-kind-of-contradicts = contradicts
relation-kind-of-refers-to = is referred to by
relation-kind-of-missing-counterpart = counterpart is missing
relation-kind-of-unrelated = does not belong together with
