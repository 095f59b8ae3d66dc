# SPDX-License-Identifier: EUPL-1.2
# Measures and the checks of their design.

measure-measure = Maßnahme
measure-description = Alles, was zu dieser Maßnahme angegeben ist, und alles, was fehlt.
measure-number = Nummer
measure-number-in-field = Handlungsfeld { $field }, Nummer { $number }
measure-number-alone = Nummer { $number }, ohne Handlungsfeld
measure-listed-in-field = { $title } ({ $field }, Nr. { $number })
measure-listed = { $title } (Nr. { $number })
measure-field = Handlungsfeld
measure-lead = Federführung
measure-period = Zeitraum
measure-cited = Zitiert als
measure-evidence = Beleg
measure-stated = Was angegeben ist
measure-only-title = Außer dem Titel ist nichts angegeben.
measure-silent = Was nicht angegeben ist
measure-silent-lead = Zu diesen Punkten sagt der Plan nichts.
measure-unrecorded = Was hier nicht erfasst ist
measure-unrecorded-lead = Der Text des Plans liegt hier nicht vor, nur was andere daraus zitieren. Ob der Plan zu diesen Punkten etwas sagt, ist offen.
measure-elsewhere = Was der Plan nicht sagt, andere aber angeben
measure-elsewhere-lead = Diese Angaben stehen in Berichten, Meilensteinen oder Indikatoren, die seitdem dazukamen.
measure-without = Dazu ist hier nichts erfasst: { $what }.
measures-title = Maßnahmen
measures-description = Die Maßnahmen aller Pläne in einer Liste, mit allen Filtern.
measure-checks = Prüfbarkeit
measure-checks-caption = Prüfungen mit Ergebnis und Begründung
measure-checks-found = { $n } von { $total } Prüfungen finden eine brauchbare Angabe.
measure-milestones = Meilensteine
measure-asked = Empfehlungen, die auf diese Maßnahme zeigen
measure-history = Einträge zu dieser Maßnahme, die neuesten zuerst
dropped-measure = Diese Maßnahme steht in der neuesten Fassung des Plans nicht mehr. Sie sehen den letzten Stand.
asking-caption = Beurteilungen, die diese Maßnahme nennen
timeline-title = Zeitlicher Verlauf
timeline-finding =
    { $total ->
        [one] { $n ->
            [one] Der Meilenstein hat einen Termin.
           *[other] Der Meilenstein hat keinen Termin.
        }
       *[other] { $n ->
            [one] Einer von { $total } Meilensteinen hat einen Termin.
           *[other] { $n } von { $total } Meilensteinen haben einen Termin.
        }
    }

nature-new = neu
nature-continued = fortgeführt
nature-extended = erweitert
nature-review = Prüfauftrag
commitment-implement = umsetzen
commitment-continue = fortführen
commitment-support = unterstützen
commitment-strive = anstreben
commitment-examine = prüfen
level-federation = Bund
level-land = Länder
level-municipality = Kommunen
level-shared = gemeinsam
level-international = EU oder international
level-non-state = nichtstaatlich

check-lead = Federführung
check-partners = Beteiligte
check-period = Zeitraum
check-milestone = Meilenstein
check-output-indicator = Output-Indikator
check-outcome-indicator = Outcome-Indikator
check-baseline = Ausgangswert
check-goal = Zielwert
check-funding = Finanzierung
check-addressed-group = Angesprochene Gruppe
check-commitment = Verbindlichkeit
check-asks-lead = Ist gesagt, wer dafür einsteht?
check-asks-partners = Ist gesagt, wer mitwirkt?
check-asks-period = Ist gesagt, von wann bis wann?
check-asks-milestone = Gibt es einen Schritt mit Termin?
check-asks-output-indicator = Ist gesagt, woran man die Umsetzung erkennt?
check-asks-outcome-indicator = Ist gesagt, woran man erkennt, dass es hilft?
check-asks-baseline = Ist der Stand zu Beginn bekannt?
check-asks-goal = Ist gesagt, was erreicht sein soll?
check-asks-funding = Ist gesagt, was es kostet und wer zahlt?
check-asks-addressed-group = Ist gesagt, für wen es ist?
check-asks-commitment = Ist klar, wie verbindlich es ist?
verdict-stated = angegeben
verdict-none-stated = ausdrücklich keine
verdict-not-stated = nicht angegeben
verdict-vague = ungenau
verdict-contradictory = widersprüchlich
verdict-elsewhere = anderswo angegeben
verdict-not-recorded = hier nicht erfasst
verdict-says-stated = Ja, es ist angegeben.
verdict-says-none-stated = Die Quelle sagt ausdrücklich, dass es das nicht gibt.
verdict-says-not-stated = Der Plan sagt dazu nichts.
verdict-says-elsewhere = Der Plan sagt dazu nichts, soweit er hier erfasst ist. Seitdem hat es jemand angegeben.
verdict-says-not-recorded = Der Text des Plans ist hier nicht erfasst. Ob er etwas dazu sagt, ist offen.
verdict-says-vague = Es ist etwas angegeben, aber so, dass es sich nicht prüfen lässt.
verdict-says-contradictory = Es gibt mehrere Angaben, die nicht zusammenpassen.

strip-label = Auf einen Blick
strip-due = Nächster Termin
strip-due-last = Letzter Termin
strip-no-due = kein Termin erfasst
strip-money = Geld
strip-no-money = nichts erfasst
strip-money-in-words = im Plan in Worten genannt
strip-effect = Wirkung: { $effect }
