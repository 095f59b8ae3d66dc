# SPDX-License-Identifier: EUPL-1.2
# Questions that people ask, and their answers in sentences.

questions-title = Fragen
questions-description = Fragen zu den Aktionsplänen, jede mit Antwort, Liste und Regel.
questions-lead = Jede Antwort ist aus dem errechnet, was hier erfasst ist, und führt zu genau der Liste, die sie zählt. Unten auf jeder Seite können Sie einen anderen Tag wählen.
questions-filter = Antwort eingrenzen
questions-rule = Wie das bestimmt wird
questions-findings = Was folgt aus dem Erfassten, Regel für Regel?
questions-changed = Was hat sich zwischen zwei Tagen geändert?
questions-gaps = Wo sind Lücken, Thema für Thema?
filter-between = Zwischen welchen Stimmen
between-all = alle drei
between-two = { $one } und { $other }

question-no-lead = Für welche Maßnahmen steht niemand ein?
question-no-date = Welche Maßnahmen haben keinen Termin?
question-no-money = Für welche Maßnahmen ist kein Geld genannt?
question-money = Für welche Maßnahmen ist Geld genannt?
question-reported = Wozu wurde in der letzten Runde berichtet?
question-silent = Wer hat in der letzten Runde nichts gesagt?
question-apart = Wo sind sich die Stimmen nicht einig?
question-overdue = Was ist überfällig?
question-moved = Was wurde verschoben, und wie oft?
question-only-examine = Welche Maßnahmen prüfen nur?
question-unmet = Welche Forderungen erfüllt kein Plan?
question-unasked = Welche Maßnahmen hat niemand gefordert?
question-together = Welche Maßnahmen zweier Pläne gehören zusammen?
question-unnamed = Welche Gruppen und Formen der Ausbeutung nennt keine Maßnahme?

answer-recorded = Von { $total } Maßnahmen sind { $n } hier erfasst.
answer-recorded-unstated =
    { $n ->
        [one] Eine Maßnahme ist hier erfasst; wie viele es sind, sagt der Plan nicht.
       *[other] { $n } Maßnahmen sind hier erfasst; wie viele es sind, sagt der Plan nicht.
    }
answer-no-lead =
    { $n ->
        [0] Für alle { $total } Maßnahmen, deren Text erfasst ist, steht jemand ein.
        [one] Für eine von { $total } Maßnahmen, deren Text erfasst ist, steht niemand ein.
       *[other] Für { $n } von { $total } Maßnahmen, deren Text erfasst ist, steht niemand ein.
    }
answer-no-date =
    { $n ->
        [0] Alle { $total } Maßnahmen, deren Text erfasst ist, haben einen Termin.
        [one] Eine von { $total } Maßnahmen, deren Text erfasst ist, hat keinen Termin.
       *[other] { $n } von { $total } Maßnahmen, deren Text erfasst ist, haben keinen Termin.
    }
answer-no-money =
    { $n ->
        [0] Für alle { $total } Maßnahmen, deren Text erfasst ist, ist Geld genannt.
        [one] Für eine von { $total } Maßnahmen, deren Text erfasst ist, ist kein Geld genannt.
       *[other] Für { $n } von { $total } Maßnahmen, deren Text erfasst ist, ist kein Geld genannt.
    }
answer-money =
    { $n ->
        [0] Für keine von { $total } Maßnahmen ist Geld genannt.
        [one] Für eine von { $total } Maßnahmen ist Geld genannt.
       *[other] Für { $n } von { $total } Maßnahmen ist Geld genannt.
    }
answer-reported =
    { $n ->
        [0] In der letzten Runde wurde zu keiner der { $total } gefragten Maßnahmen berichtet.
        [one] In der letzten Runde wurde zu einer von { $total } gefragten Maßnahmen berichtet.
       *[other] In der letzten Runde wurde zu { $n } von { $total } gefragten Maßnahmen berichtet.
    }
answer-silent =
    { $n ->
        [0] In der letzten Runde kamen alle { $total } angefragten Beiträge.
        [one] In der letzten Runde fehlt einer von { $total } angefragten Beiträgen.
       *[other] In der letzten Runde fehlen { $n } von { $total } angefragten Beiträgen.
    }
answer-apart =
    { $n ->
        [0] Wo mehrere Stimmen etwas zur Umsetzung sagen, sind sie sich einig ({ $total }).
        [one] Bei einer von { $total } Maßnahmen, die mehrere Stimmen einstufen, sind sie sich nicht einig.
       *[other] Bei { $n } von { $total } Maßnahmen, die mehrere Stimmen einstufen, sind sie sich nicht einig.
    }
answer-overdue =
    { $n ->
        [0] Von { $total } Meilensteinen mit Termin ist keiner überfällig.
        [one] Von { $total } Meilensteinen mit Termin ist einer überfällig.
       *[other] Von { $total } Meilensteinen mit Termin sind { $n } überfällig.
    }
answer-moved =
    { $n ->
        [0] Von { $total } Meilensteinen wurde keiner verschoben.
        [one] Von { $total } Meilensteinen wurde einer verschoben.
       *[other] Von { $total } Meilensteinen wurden { $n } verschoben.
    }
answer-only-examine =
    { $n ->
        [0] Keine von { $total } Maßnahmen, von denen man es sagen kann, prüft nur.
        [one] Eine von { $total } Maßnahmen, von denen man es sagen kann, prüft nur.
       *[other] { $n } von { $total } Maßnahmen, von denen man es sagen kann, prüfen nur.
    }
answer-unmet =
    { $n ->
        [0] Alle { $total } beurteilten Forderungen sind wenigstens teilweise erfüllt.
        [one] Eine von { $total } beurteilten Forderungen hält niemand für erfüllt, auch nicht teilweise.
       *[other] { $n } von { $total } beurteilten Forderungen hält niemand für erfüllt, auch nicht teilweise.
    }
answer-unasked =
    { $n ->
        [0] Auf jede der { $total } Maßnahmen beruft sich mindestens eine Beurteilung.
        [one] Auf eine von { $total } Maßnahmen beruft sich keine Beurteilung einer Forderung.
       *[other] Auf { $n } von { $total } Maßnahmen beruft sich keine Beurteilung einer Forderung.
    }
answer-together =
    { $n ->
        [0] Niemand hat diesen Plan mit einem anderen verbunden.
        [one] Ein Paar von Maßnahmen zweier Pläne gehört nach Aussage einer Organisation zusammen.
       *[other] { $n } Paare von Maßnahmen zweier Pläne gehören nach Aussage von Organisationen zusammen.
    }
answer-unnamed =
    { $n ->
        [0] Jede der { $total } Gruppen und Formen der Ausbeutung nennt wenigstens eine Maßnahme.
        [one] Eine von { $total } Gruppen und Formen der Ausbeutung nennt keine Maßnahme, deren Text erfasst ist.
       *[other] { $n } von { $total } Gruppen und Formen der Ausbeutung nennt keine Maßnahme, deren Text erfasst ist.
    }
answer-unknown =
    { $n ->
        [one] Für eine weitere Maßnahme lässt es sich nicht sagen: der Text des Plans ist hier nicht erfasst.
       *[other] Für { $n } weitere Maßnahmen lässt es sich nicht sagen: der Text des Plans ist hier nicht erfasst.
    }
answer-nothing = Dazu ist hier noch nichts erfasst.
answer-no-row = Die Liste ist leer.

answer-head-measure = Maßnahme
answer-head-lead = Federführung
answer-head-plan = Plan
answer-head-about = Wozu etwas fehlt
answer-head-who = Wer gefragt war
answer-head-missing-since = Fehlt seit
answer-head-missing-days = Tage ohne Antwort
answer-head-rounds = Runden in Folge ohne Antwort
answer-head-steps = Abstand
answer-head-milestone = Meilenstein
answer-head-due = Fällig
answer-head-days = Tage überfällig
answer-head-times = Verschiebungen
answer-head-demand = Forderung
answer-head-issuer = Wer fordert
answer-head-word = Was niemand nennt
answer-head-dimension = Art
answer-head-other = Gehört zu
answer-head-who-says = Wer das sagt

rule-no-lead = Gezählt wird, wofür der Plan keine federführende Stelle nennt und auch kein Meilenstein eine. Maßnahmen, deren Text hier nicht erfasst ist, zählen nicht mit.
rule-no-date = Gezählt wird, wofür der Plan keinen Zeitraum nennt und kein Meilenstein einen Termin hat. Maßnahmen, deren Text hier nicht erfasst ist, zählen nicht mit.
rule-no-money = Gezählt wird, wofür weder der Plan noch ein Bericht noch eine andere Quelle etwas über Kosten oder Mittel sagt. Maßnahmen, deren Text hier nicht erfasst ist, zählen nicht mit.
rule-money = Gezählt wird, wofür der Plan, ein Bericht oder eine andere Quelle etwas über Kosten oder Mittel sagt.
rule-reported = Die letzte Runde eines Plans ist die jüngste, deren Beiträge offen liegen. Gezählt werden Maßnahmen mit mindestens einem Bericht, der zu sehen ist; gefragt heißt, dass die Runde jemanden um einen Bericht gebeten hat.
rule-silent = Die letzte Runde eines Plans ist die jüngste, deren Beiträge offen liegen. Jede Zeile ist ein Beitrag, um den jemand gebeten war und der nicht kam. Wer nicht gefragt war, steht hier nicht. Gezählt wird, seit wann und in wie vielen Runden in Folge derselbe Beitrag fehlt.
rule-apart = Verglichen werden die Einstufungen der Umsetzung in der letzten Runde. Hat eine Stimme mehrmals eingestuft, zählt die mittlere. Der Abstand ist die Zahl der Stufen zwischen der höchsten und der niedrigsten Stimme.
rule-overdue = Überfällig ist, was einen Termin hat, der vorbei ist, und wovon niemand berichtet, dass es erreicht wurde.
rule-moved = Gezählt wird jede Änderung des Termins, die im Verlauf steht.
rule-only-examine = Gezählt wird, was der Plan zu prüfen verspricht und nicht zu tun: nach der Verbindlichkeit seines Verbs oder der Art der Maßnahme.
rule-unmet = Gezählt werden Forderungen, die jemand mit einem Plan verglichen hat und die niemand für erfüllt oder teilweise erfüllt hält. Forderungen, die noch niemand verglichen hat, stehen hier nicht.
rule-unasked = Gezählt werden Maßnahmen der Pläne, zu denen es Beurteilungen gibt, wenn keine von ihnen die Maßnahme nennt.
rule-together = Gezählt werden Paare, die eine Organisation verbunden hat. Was nur ähnlich klingt, steht hier nicht.
rule-unnamed = Verglichen wird, was die Maßnahmen jedes Plans nennen, mit sechs Gruppen und acht Formen der Ausbeutung, an die ein Plan denken sollte, und mit weiteren, die er selbst nennt. Maßnahmen, deren Text hier nicht erfasst ist, zählen nicht mit; ist von einem Plan keine erfasst, fehlt ihm hier nichts.
questions-mechanism = Verweisungsmechanismus: Was gibt es in welchem Land?
