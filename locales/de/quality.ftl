# SPDX-License-Identifier: EUPL-1.2
# Die Güte des Erfassten selbst.

quality-title = Güte des Erfassten
quality-description = Wie vollständig, frisch und stimmig jeder Plan erfasst ist, und wie lange Organisationen schon still sind.
quality-lead = Hier geht es um das Erfasste und nicht um die Pläne: was von ihnen hier steht, wie alt es ist, wo Quellen einander widersprechen. Nichts wird zu einer Note verrechnet.
quality-plans-title = Pläne
quality-organisations-title = Organisationen
quality-plans = Wie jeder Plan erfasst ist
quality-organisations = Organisationen, die um etwas gebeten wurden oder auf die ein Befund wartet
quality-plan = Plan
quality-measures = Erfasste Maßnahmen
quality-recorded = Mit ihrem Text
quality-details = Genannte Angaben
quality-quiet = Letzter Eintrag
quality-silence = Letztes eigenes Wort
quality-consistency = Widersprüche
quality-findings = Befunde
quality-organisation = Organisation
quality-asked = Angefragt
quality-given = Gegeben
quality-silent = Still
quality-part = { $n } von { $of }
quality-none = nichts zu zählen
quality-days =
    { $n ->
        [0] heute
        [one] vor { $n } Tag
       *[other] vor { $n } Tagen
    }
quality-never = noch nie
quality-not-asked = nicht angefragt
quality-late =
    { $n ->
        [one] davon einmal zu spät
       *[other] davon { $n }-mal zu spät
    }
quality-consistent = keine bekannt
quality-spoken = { $explained } erklärt, { $contested } bestritten
count-findings-short =
    { $n ->
        [one] { $n } Befund
       *[other] { $n } Befunde
    }
quality-of-sources-differ =
    { $n ->
        [one] Bei einer Zahl weichen Quellen voneinander ab
       *[other] Bei { $n } Zahlen weichen Quellen voneinander ab
    }
quality-of-citation =
    { $n ->
        [one] Eine Fundstelle führt nicht ans Ziel
       *[other] { $n } Fundstellen führen nicht ans Ziel
    }
quality-rule = Verglichen werden die erfassten Maßnahmen mit der Zahl, die der Plan nennt. Angaben sind die, die eine Maßnahme braucht, um beurteilt zu werden, etwa Federführung, Zeitraum oder Geld, bei Maßnahmen, deren Text erfasst ist; was jemand inzwischen sagt, zählt mit. Letztes eigenes Wort zu einem Plan ist der letzte Eintrag dazu von denen, die ihn verantworten oder koordinieren. Widersprüche und Befunde folgen nach eigenen Regeln, zu denen die Zahlen führen.
differing-link = Zahlen, bei denen Quellen voneinander abweichen, nebeneinander
differing-title = Quellen weichen voneinander ab
differing-description = Zahlen, die zwei Quellen verschieden nennen, nebeneinander.
differing-lead =
    { $n ->
        [0] Es ist keine Zahl bekannt, bei der Quellen voneinander abweichen.
        [one] Bei einer Zahl weichen Quellen voneinander ab. Beide Angaben bleiben stehen, nebeneinander.
       *[other] Bei { $n } Zahlen weichen Quellen voneinander ab. Alle Angaben bleiben stehen, nebeneinander.
    }
differing-caption = Was jede Quelle sagt
differing-figure = Zahl
differing-sides = Was jede Quelle sagt
differing-nobody = keine Quelle genannt
