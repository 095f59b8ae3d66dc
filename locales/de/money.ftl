# SPDX-License-Identifier: EUPL-1.2
# Geld: was gebraucht, geplant, gesichert und ausgegeben wird.

money-title = Geld: { $plan }
money-all = Geld aller Pläne
money-description = Was gebraucht, geplant, gesichert und ausgegeben wird, nach Jahr, Handlungsfeld und Federführung; was vor der Maßnahme endet; wo Quellen sich unterscheiden.
money-link = Geld
money-lead = Unterscheiden sich Quellen, steht da, was die niedrigste und was die höchste nennt; kein Betrag zählt zweimal. Währungen werden nicht zusammengezählt. Nennt eine Quelle einen Betrag für mehrere Jahre, steht er unter diesen Jahren. Ein Strich heißt: Niemand nennt einen Betrag.
money-years = Nach Jahren
money-year = Jahr
money-measures = Maßnahmen
money-known = mit Angaben
money-share = Anteil ohne Angaben
money-fields = Nach Handlungsfeldern
money-plans = Nach Plänen
money-leads = Nach Federführung
money-leads-lead = Eine Maßnahme mit mehreren federführenden Stellen steht bei jeder von ihnen.
money-strands = Nach dem Zweck
money-strands-lead = Was Koordinierung und Beteiligung kosten, steht in eigenen Zeilen. Eine Maßnahme mit zwei Zwecken steht bei beiden.
money-empty = Niemand nennt einen Betrag.
money-nobody = –
money-range = { $low } bis { $high }
money-cliffs-title = Wo das Geld vor der Maßnahme endet
money-cliffs-lead = Nennen mehrere Quellen einen letzten Tag des Geldes, gilt der späteste. Nennt eine Maßnahme keinen Zeitraum, gilt der ihres Plans.
money-ends = Geld bis
money-measure-ends = Maßnahme bis
money-days = Tage ohne Geld
money-no-end = ohne Ende
money-no-cliff = Von keiner Maßnahme ist bekannt, dass ihr Geld früher endet als sie.
money-differ = Wo Quellen sich unterscheiden
money-agree = Keine zwei Quellen nennen verschiedene Beträge.
money-what = Betrag
money-said = Wer was nennt
money-unknown =
    { $n ->
        [one] Für eine von { $total } Maßnahmen ist über das Geld nichts bekannt.
       *[other] Für { $n } von { $total } Maßnahmen ist über das Geld nichts bekannt.
    }
money-cliffs =
    { $n ->
        [one] Bei einer Maßnahme endet das Geld, bevor die Maßnahme endet.
       *[other] Bei { $n } Maßnahmen endet das Geld, bevor die Maßnahme endet.
    }
money-differing =
    { $n ->
        [one] Über einen Betrag sagen Quellen Verschiedenes.
       *[other] Über { $n } Beträge sagen Quellen Verschiedenes.
    }
