# SPDX-License-Identifier: EUPL-1.2
# Forderungen, die dasselbe verlangen.

noun-grouping = Gleiche Forderungen
nouns-grouping = Gleiche Forderungen
kind-grouping-stated = Zwei Forderungen verglichen
kind-grouping-changed = Vergleich zweier Forderungen geändert
kind-grouping-dropped = Vergleich zweier Forderungen zurückgenommen
grouping-title = Wer dasselbe fordert
grouping-lead = Jede Zeile ist die Aussage einer Organisation. Beide Forderungen bleiben stehen, und beide werden beurteilt.
grouping-caption = Andere Forderungen, mit denen diese verglichen wurde
grouping-nobody = Mit einer anderen Forderung hat sie noch niemand verglichen.
grouping-say = Sagen, ob eine andere Forderung dasselbe verlangt
likeness-same = fordert dasselbe
likeness-apart = fordert nicht dasselbe
attribute-grouping-recommendation = Forderung
attribute-grouping-other = Andere Forderung
attribute-grouping-kind = Vergleich
attribute-grouping-organisation = Wer das sagt
attribute-grouping-note = Begründung
