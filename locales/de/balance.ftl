# SPDX-License-Identifier: EUPL-1.2
# Ausgewogenheit: an wen die Maßnahmen eines Plans denken.

balance-title = Ausgewogenheit: { $plan }
balance-description = An welche Gruppen, Formen der Ausbeutung und Abschnitte eines Wegs die Maßnahmen denken, und an welche nicht.
balance-link = An wen der Plan denkt
balance-by = Maßnahmen nach
balance-across = und dazu nach
balance-lead = Eine Maßnahme, die zwei Wörter nennt, steht bei beiden. Eine hervorgehobene Null heißt: Keine Maßnahme, deren Text hier erfasst ist, nennt das. Jede Zahl führt zu ihrer Liste.
balance-matrix = { $rows } und { $columns }
balance-matrix-lead = Gezählt sind Maßnahmen, die beides nennen.
balance-measures = Maßnahmen
balance-milestones = Meilensteine
balance-funded = Maßnahmen mit Angaben zum Geld
balance-planned = Geplantes Geld
balance-unknown = nicht bekannt
balance-empty = Hier ist noch keine Maßnahme erfasst.
balance-table-form = Nach der Form der Ausbeutung
balance-table-group = Nach der Gruppe
balance-table-strand = Nach dem Zweck
balance-table-phase = Nach dem Abschnitt des Wegs
balance-table-level = Nach der Ebene
balance-named-form =
    { $n ->
        [one] Eine von { $total } Maßnahmen, deren Text erfasst ist, nennt eine Form der Ausbeutung.
       *[other] { $n } von { $total } Maßnahmen, deren Text erfasst ist, nennen eine Form der Ausbeutung.
    }
balance-named-group =
    { $n ->
        [one] Eine von { $total } Maßnahmen, deren Text erfasst ist, nennt eine Gruppe.
       *[other] { $n } von { $total } Maßnahmen, deren Text erfasst ist, nennen eine Gruppe.
    }
balance-named-strand =
    { $n ->
        [one] Bei einer von { $total } Maßnahmen, deren Text erfasst ist, steht, wozu sie dient.
       *[other] Bei { $n } von { $total } Maßnahmen, deren Text erfasst ist, steht, wozu sie dienen.
    }
balance-named-phase =
    { $n ->
        [one] Bei einer von { $total } Maßnahmen, deren Text erfasst ist, steht, in welchem Abschnitt sie die Betroffenen erreicht.
       *[other] Bei { $n } von { $total } Maßnahmen, deren Text erfasst ist, steht, in welchem Abschnitt sie die Betroffenen erreichen.
    }
balance-named-level =
    { $n ->
        [one] Bei einer von { $total } Maßnahmen, deren Text erfasst ist, steht, welche Ebene handelt.
       *[other] Bei { $n } von { $total } Maßnahmen, deren Text erfasst ist, steht, welche Ebene handelt.
    }
balance-not-stated-form =
    { $n ->
        [one] Bei einer von { $total } lässt der Plan die Form der Ausbeutung offen.
       *[other] Bei { $n } von { $total } lässt der Plan die Form der Ausbeutung offen.
    }
balance-not-stated-group =
    { $n ->
        [one] Bei einer von { $total } lässt der Plan die Gruppe offen.
       *[other] Bei { $n } von { $total } lässt der Plan die Gruppe offen.
    }
balance-not-stated-strand =
    { $n ->
        [one] Bei einer von { $total } ist nicht angegeben, wozu sie dient.
       *[other] Bei { $n } von { $total } ist nicht angegeben, wozu sie dienen.
    }
balance-not-stated-phase =
    { $n ->
        [one] Bei einer von { $total } ist kein Abschnitt angegeben.
       *[other] Bei { $n } von { $total } ist kein Abschnitt angegeben.
    }
balance-not-stated-level =
    { $n ->
        [one] Bei einer von { $total } ist keine Ebene angegeben.
       *[other] Bei { $n } von { $total } ist keine Ebene angegeben.
    }
balance-not-recorded =
    { $n ->
        [one] Für eine Maßnahme lässt es sich nicht sagen: Der Text des Plans ist hier nicht erfasst.
       *[other] Für { $n } Maßnahmen lässt es sich nicht sagen: Der Text des Plans ist hier nicht erfasst.
    }

dimension-form = Form der Ausbeutung
dimension-group = Gruppe
dimension-strand = Zweck
dimension-phase = Abschnitt des Wegs
dimension-level = Ebene

narrow-named = irgendetwas genannt
narrow-money-known = Angaben vorhanden
narrow-money-unknown = nichts bekannt
narrow-money-ends = endet vor der Maßnahme
filter-money = Geld
filter-years = Geld in den Jahren

group-women = Frauen
group-men = Männer
group-minors = Minderjährige
group-trans-and-non-binary = trans* und nichtbinäre Menschen
group-eu-nationals = EU-Staatsangehörige
group-third-country-nationals = Drittstaatsangehörige
exploitation-sexual-exploitation = sexuelle Ausbeutung
exploitation-labour-exploitation = Arbeitsausbeutung und Zwangsarbeit
exploitation-forced-begging = Ausbeutung bei der Bettelei
exploitation-forced-criminality = Ausbeutung strafbarer Handlungen
exploitation-organ-removal = Organentnahme
exploitation-forced-marriage = Zwangsheirat
exploitation-illegal-adoption = rechtswidrige Adoption
exploitation-surrogacy = Ausbeutung durch Leihmutterschaft
strand-prevention = Vorbeugung
strand-protection = Schutz und Unterstützung
strand-prosecution = Strafverfolgung
strand-coordination = Koordinierung
strand-participation = Beteiligung
strand-knowledge = Wissen und Daten
phase-before = bevor etwas geschieht
phase-identification = Erkennen
phase-first-help = erste Hilfe
phase-support = Unterstützung
phase-proceedings = Verfahren
phase-after = danach: Entschädigung, Arbeit, Bleiben oder Rückkehr
