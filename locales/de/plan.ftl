# SPDX-License-Identifier: EUPL-1.2
# Plans, their versions and worklists.

plans-title = Pläne
plans-description = Alle erfassten Aktionspläne mit Federführung, Datum und Umfang.
plans-lead = Ein Aktionsplan ist ein beschlossenes Programm einer verantwortlichen Regierung. Genannt ist, was der Plan über seinen Umfang sagt; erfasst ist, was Sie hier nachlesen können.
plans-caption = Pläne mit ihrem Umfang
plans-empty = Noch ist kein Plan erfasst.
plan-plan = Plan
plan-description = { $plan }: Steckbrief, Handlungsfelder, Maßnahmen, Beurteilungen und Fassungen.
plan-lead = Federführung
plan-coordination = Koordinierung
plan-adopted = Beschlossen am
plan-period = Zeitraum
plan-stated = Maßnahmen genannt
plan-recorded = Maßnahmen erfasst
plan-milestones = Meilensteine
plan-fields-stated = Handlungsfelder genannt
plan-living = Lebendes Dokument
plan-facts = Steckbrief
plan-fields = Handlungsfelder
plan-goals = Ziele
plan-versions = Fassungen
dropped-plan = Dieser Plan wurde aus dem Register genommen. Sie sehen den letzten Stand.
measures-stated = Maßnahmen genannt
measures-recorded = Maßnahmen erfasst
measures-missing = Maßnahmen fehlen hier
measures-missing-note = Der Plan nennt sie, aber ihr Inhalt liegt hier noch nicht vor.
recorded-title = Genannt und erfasst
recorded-finding = Von { $stated } Maßnahmen, die die Pläne nennen, sind { $recorded } hier erfasst.
told-title = Was einzelne Quellen sagen
told-lead = Quellen können sich widersprechen. Hier stehen ihre Angaben nebeneinander, keine ist ausgewählt oder berichtigt.
told-caption = Angaben einzelner Quellen zum Plan
told-empty = Keine Quelle macht eine Angabe.
told-fact = Angabe
told-value = Wert
told-source = Quelle
told-agree = Vergleich
told-one = eine Quelle
told-same = Quellen sind sich einig
told-differ = Quellen widersprechen sich
fact-adopted = Beschlossen
fact-measures = Maßnahmen
fact-duration = Laufzeit
fact-fields-of-action = Handlungsfelder
fact-coordination = Koordinierung
fact-lead = Federführung
fact-measures-field-i-ii-iii-iv = Maßnahmen in Feld I/II/III/IV
fact-measures-of-the-laender-in-the-annex = Maßnahmen der Länder im Anhang
fact-bundestag-paper = Bundestagsdrucksache
fact-actions = Maßnahmen
fact-actions-goals = Maßnahmen / Ziele
fact-measures-evaluation = Maßnahmen / Evaluation
field-field = Handlungsfeld
field-number = Nummer
fields-caption = Handlungsfelder mit ihrem Umfang
fields-empty = Handlungsfelder sind nicht erfasst.
goal-goal = Ziel
goals-caption = Ziele mit der Zahl ihrer Maßnahmen
goals-empty = Ziele sind nicht erfasst.

evaluability-title = Prüfbarkeit
evaluability-lead = Lässt sich später feststellen, ob eine Maßnahme gelungen ist? Jede Zeile ist eine Prüfung für sich, eine Gesamtnote gibt es nicht. Gezählt werden nur Maßnahmen, deren Text hier erfasst ist.
evaluability-check = Prüfung
evaluability-verdict = Ergebnis
evaluability-reason = Begründung
evaluability-finding =
    { $measures ->
        [one] Bei { $n } von { $total } Prüfungen macht die einzige Maßnahme keine brauchbare Angabe.
       *[other] Bei { $n } von { $total } Prüfungen macht keine der { $measures } Maßnahmen eine brauchbare Angabe.
    }
plan-coverage-title = Wie andere den Plan beurteilen
plan-coverage-lead = Für jede Empfehlung kann eine Organisation sagen, wie weit der Plan ihr nachkommt. Jeder Balken ist eine Stimme.
plan-coverage-finding =
    { $total ->
        [one] Es liegt eine Beurteilung vor; auf „erfüllt“ lauten { $met }, auf „nicht erfüllt“ { $notmet }.
       *[other] Von { $total } Beurteilungen lauten { $met } auf „erfüllt“ und { $notmet } auf „nicht erfüllt“.
    }

measures-in-lines =
    { $n ->
        [one] { $found } in einer Zeile
       *[other] { $found } in { $n } Zeilen
    }
measures-caption = Maßnahmen des Plans
measures-filter = Maßnahmen filtern
measures-empty = Keine Maßnahme passt zu dieser Auswahl.
state-all = enthalten
state-evidence = mit Beleg
state-silent = ohne Beleg
state-dropped = nicht mehr enthalten

cite-title = Was bedeutet diese Fundstelle?
cite-lead = Geben Sie eine Fundstelle so ein, wie sie irgendwo zitiert ist, zum Beispiel „II 30-34“ oder „HF II, Maßnahme 13“.
cite-label = Fundstelle
cite-submit = Nachschlagen
cite-caption = Bedeutung der Fundstelle, Nummer für Nummer
cite-nothing = Die Fundstelle enthält keine Nummer.
cite-unreadable = In dieser Fundstelle steht keine Nummer. Bitte nennen Sie das Handlungsfeld und mindestens eine Nummer, zum Beispiel „II 13“.
cite-number = Nummer
cite-result = Ergebnis
cite-measures = Maßnahmen
cite-found = eindeutig
cite-ambiguous = mehrdeutig: mehrere Maßnahmen tragen diese Nummer
cite-no-field = kein Handlungsfeld genannt: mehrere Maßnahmen können gemeint sein
cite-impossible =
    { $n ->
        [one] unmöglich: das Handlungsfeld hat nach dem Plan nur { $n } Maßnahme
       *[other] unmöglich: das Handlungsfeld hat nach dem Plan nur { $n } Maßnahmen
    }
cite-not-recorded = möglich, aber hier nicht erfasst
cite-unknown-field = dieses Handlungsfeld gibt es im Plan nicht
cite-no-measure = keine

worklist-title = Was noch fehlt: { $plan }
worklist-link = Was noch fehlt
worklist-description = Maßnahmen, die der Plan nennt und die hier noch nicht erfasst sind, Handlungsfeld für Handlungsfeld.
worklist-lead = Diese Liste zeigt offen, was von dem Plan hier noch nicht erfasst ist. Wenn Sie den vollständigen Katalog haben, hilft er, die Lücken zu schließen.
worklist-by-field = Fehlende Nummern je Handlungsfeld
worklist-caption = Genannte, erfasste und fehlende Nummern je Handlungsfeld
worklist-chart = Erfasst und fehlend je Handlungsfeld
worklist-finding =
    { $n ->
        [one] Eine Nummer fehlt noch.
       *[other] { $n } Nummern fehlen noch.
    }
worklist-numbers = Fehlende Nummern
worklist-outside = Nummern außerhalb des Feldes
worklist-unknown = Der Plan sagt nicht, wie viele Maßnahmen das Feld hat.
worklist-complete = keine
worklist-no-outside = keine
worklist-loose = Ohne Nummer oder ohne Handlungsfeld
worklist-loose-lead = Diese Maßnahmen sind erfasst, lassen sich aber keiner Stelle im Plan zuordnen.
worklist-loose-empty = Alle erfassten Maßnahmen haben Nummer und Handlungsfeld.

versions-title = Fassungen: { $plan }
versions-description = Alle Fassungen des Plans und was sich zwischen zwei von ihnen geändert hat.
versions-lead = Ein Plan kann sich ändern. Maßnahmen behalten über alle Fassungen dieselbe Kennung, auch wenn ihre gedruckte Nummer wechselt.
versions-caption = Fassungen des Plans, die neueste zuerst
versions-empty = Es ist noch keine Fassung erfasst.
versions-pick = Zwei Fassungen vergleichen
versions-from = Von Fassung
versions-to = Zu Fassung
versions-compare = Vergleichen
versions-compare-link = Fassungen vergleichen
version-version = Fassung
version-number = Fassung { $n }
version-dated = Stand
version-recorded = Erfasst am
version-by = Erfasst von
version-files = Dateien mit Anfang ihrer Prüfsumme
version-no-files = keine Datei genannt
diff-title = Änderungen von Fassung { $from } zu Fassung { $to }
diff-summary = Zahl der Änderungen
diff-none = Zwischen diesen Fassungen gibt es keinen Unterschied.
diff-added = neu
diff-dropped = entfallen
diff-changed = geändert
diff-is-added = neu
diff-is-dropped = entfallen
diff-is-changed = geändert

plan-measures-all = Alle Maßnahmen mit Filtern
plan-gaps = Forderungen und Lücken
plan-due-title = Meilensteine, die anstehen
plan-due-finding =
    { $total ->
        [one] Der einzige Meilenstein mit Termin.
       *[other] { $n } von { $total } Meilensteinen mit Termin, um den heutigen Tag herum.
    }
plan-quality = Datenqualität:
