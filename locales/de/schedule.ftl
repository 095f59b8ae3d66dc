# SPDX-License-Identifier: EUPL-1.2
# Zeit: was wann läuft und fällig ist.

schedule-title = Zeit: { $plan }
schedule-description = Was wann läuft und fällig wird, was verschoben und was erreicht wurde, nach Federführung und Jahr.
schedule-link = Zeit
schedule-leads = Nach Federführung
schedule-all-leads = Alle federführenden Stellen
schedule-key = Jede Zeile ist eine federführende Stelle oder eine Sache. Was nur als Quartal oder Jahr angegeben ist, ist so breit gezeichnet, wie es ungenau ist. Der senkrechte Strich ist heute.
schedule-mark-period = Zeitraum
schedule-mark-endless = Zeitraum ohne Anfang oder Ende
schedule-mark-due = fällig an einem Tag
schedule-mark-vague = fällig in dieser Zeit
schedule-mark-before = früherer Termin
schedule-mark-reached = erreicht
schedule-plan = Laufzeit des Plans
schedule-measures = Maßnahmen mit Zeitraum
schedule-milestones = Meilensteine
schedule-first = Erster Tag
schedule-last = Letzter Tag
schedule-next = Als Nächstes fällig
schedule-nothing-next = nichts mehr
schedule-empty = Niemand nennt einen Tag.
schedule-what = Was
schedule-planned = Geplant
schedule-before = Frühere Termine
schedule-actual = Tatsächlich
schedule-never = nie verschoben
schedule-from-no-day = zuvor ohne Tag
schedule-no-word = –
schedule-due = Was fällig wird
schedule-within = In den nächsten
schedule-days =
    { $n ->
        [one] { $n } Tag
       *[other] { $n } Tagen
    }
schedule-ahead =
    { $n ->
        [one] In den nächsten { $days } Tagen endet eine Frist.
       *[other] In den nächsten { $days } Tagen enden { $n } Fristen.
    }
schedule-cluster =
    { $n ->
        [one] In { $quarter } wird ein Meilenstein fällig.
       *[other] Am meisten häuft sich in { $quarter }: { $n } Meilensteine.
    }
schedule-day = Letzter Tag
schedule-kind = Art
schedule-since = irgendwann ab { $from }
schedule-nothing-due = In dieser Zeit wird nichts fällig.
schedule-slices = Jahr für Jahr
schedule-slices-lead = Eine Maßnahme über mehrere Jahre steht in jedem von ihnen. Maßnahmen ohne Tage stehen hier nicht.
schedule-year = Jahr
schedule-running = laufen
schedule-beginning = beginnen
schedule-ending = enden
schedule-quarters = Wo sich Termine häufen
schedule-quarters-lead = Eine Häufung ist ein Quartal mit wenigstens drei Meilensteinen, wenn es mindestens doppelt so viele sind wie im Mittel der Quartale mit Meilensteinen.
schedule-quarter = Quartal
schedule-much = Häufung
schedule-is-much = ja
schedule-usual = nein
schedule-actual-title = Geplant und tatsächlich
schedule-nothing-moved = Kein Meilenstein wurde bisher verschoben oder als erreicht gemeldet.
due-kind-milestone = Meilenstein
due-kind-measure = Ende der Maßnahme
due-kind-round = Frist einer Berichtsrunde
filter-running = Läuft im Jahr
filter-begins = Beginnt im Jahr
filter-ends = Endet im Jahr
filter-quarter = Fällig im Quartal
