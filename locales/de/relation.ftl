# SPDX-License-Identifier: EUPL-1.2
# Wie Maßnahmen zusammenhängen.

noun-relation = Zusammenhang
nouns-relation = Zusammenhänge
kind-relation-stated = Zusammenhang aufgenommen
kind-relation-changed = Zusammenhang geändert
kind-relation-dropped = Zusammenhang herausgenommen
relation-title = Wie sie mit anderen Maßnahmen zusammenhängt
relation-caption = Zusammenhänge mit anderen Maßnahmen
attribute-other = Andere Maßnahme
attribute-relation-kind = Zusammenhang
attribute-relation-organisation = Wer das sagt
attribute-relation-note = Begründung
relation-kind-same-as = verspricht dasselbe wie
relation-kind-complements = ergänzt
relation-kind-depends-on = ist angewiesen auf
relation-kind-overlaps = überschneidet sich mit
relation-kind-contradicts = steht im Widerspruch zu
relation-kind-refers-to = verweist auf
relation-kind-missing-counterpart = Gegenstück fehlt
relation-kind-unrelated = gehört nicht zusammen mit
relation-kind-of-same-as = verspricht dasselbe wie
relation-kind-of-complements = wird ergänzt von
relation-kind-of-depends-on = ist Voraussetzung für
relation-kind-of-overlaps = überschneidet sich mit
relation-kind-of-contradicts = steht im Widerspruch zu
relation-kind-of-refers-to = wird erwähnt von
relation-kind-of-missing-counterpart = Gegenstück fehlt
relation-kind-of-unrelated = gehört nicht zusammen mit
