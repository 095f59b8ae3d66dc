# SPDX-License-Identifier: EUPL-1.2
# Redaktion: wer den Plan anderer festhält, und was diese dazu sagen.

recorded-not-confirmed = festgehalten von { $by }, nicht bestätigt von { $of }
recorded-nobody = festgehalten von { $by }, von niemandem bestätigt
recorded-confirmed = festgehalten von { $by }, bestätigt von { $of }
recorded-corrected = festgehalten von { $by }, berichtigt von { $of }
recorded-contested = festgehalten von { $by }, bestritten von { $of }
recorded-choice = { $name } ({ $mark })
wall-recorded = { $n ->
    [one] Eine Maßnahme ist
   *[other] { $n } Maßnahmen sind
} { $mark }.
recorded-notice = Das ist { $mark }.
recorded-counts = Von { $all } Angaben, die so festgehalten sind, wurden { $confirmed } bestätigt, { $corrected } berichtigt, { $contested } bestritten; { $open } sind nicht bestätigt.
confirmation-not-confirmed = nicht bestätigt
confirmation-confirmed = bestätigt
confirmation-corrected = berichtigt
confirmation-contested = bestritten

editing-title = Einen Plan für andere festhalten
editing-link = Wer diesen Plan festhält
editing-lead = Macht hier nicht mit, wer für einen Plan einsteht, kann eine andere Organisation ihn als Redaktion festhalten. Alles, was sie einträgt, sagt das dazu, bis die Zuständigen es bestätigen, berichtigen oder bestreiten. Nichts wird überschrieben.
editing-terms = Wer festhält
editing-editor = Redaktion
editing-of = Wessen Plan es ist
editing-time = Wann
editing-since = ab Eintrag
editing-until = bis Eintrag
editing-own = Ihre Organisation steht für diesen Plan ein. Was er sagt, trägt sie selbst ein.
editing-already = Ihre Organisation hält diesen Plan fest. Eintragen und ändern können Sie unter „Eintragen und ändern“ oder mit einer Tabelle.
editing-takes-part = Festgehalten wird nur für die, die hier kein Konto haben. Ein Konto hat: { $names }. Auf den Seiten des Plans können Sie Berichtigungen vorschlagen.
editing-begin-title = Redaktion werden
editing-begin = Ab jetzt festhalten
editing-begin-lead = Für den Plan steht ein: { $names }. Was Ihre Organisation einträgt, sagt dazu, dass es von dort nicht bestätigt ist.
editing-begin-nobody = Keine Quelle nennt, wer für den Plan einsteht. Was Ihre Organisation einträgt, sagt dazu, dass es niemand bestätigt hat.
editing-new-lead = Für einen Plan, der hier noch nicht eingetragen ist. Den Plan selbst tragen Sie danach ein, mit Formular oder Tabelle.
editing-new-plan = Kurzname des Plans
editing-plan-hint = So, wie Sie ihn danach eintragen; hat der Plan keinen, sein Titel. Daraus wird seine Adresse.
editing-of-hint = Wer den Plan federführend trägt oder koordiniert. Der Plan, den Sie dann eintragen, muss dieselbe Stelle nennen.
editing-end-title = Aufhören
editing-end = Nicht mehr festhalten
editing-end-lead = Was festgehalten wurde, bleibt, und sagt weiter dazu, von wem.
editing-to-review = { $plan }: ansehen, was andere festgehalten haben
editing-review-title = Was andere von Ihrem Plan festgehalten haben
editing-review-lead = Kreuzen Sie an, was Sie angesehen haben, oder bestätigen Sie alles auf einmal. Wer bestreitet, sagt warum; das steht dann öffentlich daneben.
editing-correct = Was Sie selbst anders sagen wollen, ändern Sie unter
editing-about = Worum es geht
editing-about-hint = Nichts angekreuzt ist nichts.
editing-reason-hint = Nötig, wenn Sie bestreiten. Keine Namen von Personen.
editing-confirm = Angekreuztes bestätigen
editing-contest = Angekreuztes bestreiten
editing-confirm-all = Alles bestätigen
editing-recorded-title = Was eine Redaktion festgehalten hat
editing-state = Was daraus wurde
editing-done = Erledigt. Es steht im Protokoll.
editing-reviewed = Was gemeint ist
editing-whole = alles, was eine Redaktion bis dahin von dem Plan festgehalten hat
editing-one = was eine Redaktion bis dahin davon festgehalten hat
editing-through = Stand von Eintrag
