# SPDX-License-Identifier: EUPL-1.2
# Der Verweisungsmechanismus: Standards, was es gibt, Auskünfte, Abfragen.

noun-standard = Standard
nouns-standard = Standards
kind-standard-stated = Standard aufgenommen
kind-standard-changed = Standard geändert
kind-standard-dropped = Standard herausgenommen
noun-arrangement = Baustein des Verweisungsmechanismus
nouns-arrangement = Bausteine des Verweisungsmechanismus
kind-arrangement-stated = Baustein aufgenommen
kind-arrangement-changed = Baustein geändert
kind-arrangement-dropped = Baustein herausgenommen
noun-answer = Auskunft zu einem Standard
nouns-answer = Auskünfte zu Standards
kind-answer-stated = Auskunft gegeben
kind-answer-changed = Auskunft geändert
kind-answer-dropped = Auskunft zurückgenommen
noun-inquiry = Abfrage
nouns-inquiry = Abfragen
kind-inquiry-stated = Abfrage begonnen
kind-inquiry-changed = Abfrage geändert
kind-inquiry-dropped = Abfrage zurückgenommen
kind-answer-submitted = Auskunft gegeben, bis zum Termin versiegelt
kind-inquiry-opened = Auskünfte der Abfrage geöffnet

attribute-standard = Standard
attribute-standards = Standards
attribute-standard-description = Was dafür da sein muss
attribute-standard-recommendation = Empfehlung, die er prüfbar macht
attribute-standard-due = Zu erfüllen bis
attribute-standard-levels = Wer handeln muss
attribute-standard-groups = Für wen
attribute-standard-issuer = Aufgestellt von
attribute-force = Verbindlichkeit
attribute-standard-obligation = Verpflichtung, aus der er folgt
attribute-arrangements = Worauf sich das stützt
attribute-arrangement-kind = Art
attribute-arrangement-land = Wo
attribute-arrangement-organisation = Wer das sagt
attribute-arrangement-description = Woraus er besteht
attribute-arrangement-standards = Standards, denen er dient
attribute-arrangement-dated-on = Stand
attribute-answer-organisation = Wer das sagt
attribute-answer-degree = Wie weit erfüllt
attribute-answer-note = Begründung
attribute-answer-dated-on = Stand
attribute-inquiry-organisation = Wer fragt
attribute-inquiry-standards = Zu welchen Standards (nichts: zu allen)
attribute-inquiry-note = Was noch zu wissen ist
attribute-lands = Für welche Länder (nichts: für alle und den Bund)
attribute-asked = Wer gefragt ist
attribute-asked-on = Gefragt am
attribute-due-on = Antwort bis
attribute-sealed = Bis zum Termin versiegelt: Niemand sieht vorher, was andere antworten
attribute-since = Seit
attribute-office = Funktion und Stelle, nie eine Person
attribute-mandate = Mandat
attribute-independence = Unabhängigkeit
attribute-places-wanted = Plätze, die gebraucht werden
attribute-places = Plätze, die es gibt

force-duty = Pflicht aus Recht
force-recommended = empfohlen, keine Rechtspflicht
fulfilment-met = erfüllt
fulfilment-partial = teilweise erfüllt
fulfilment-not-met = nicht erfüllt
fulfilment-unclear = unklar
arrangement-kind-agreement = Kooperationsvereinbarung
arrangement-kind-focal-point = Kontaktstelle
arrangement-kind-shelter = Schutzplätze
arrangement-kind-counselling = Fachberatung
arrangement-kind-procedure = festgelegtes Verfahren
arrangement-kind-committee = ständige Runde
arrangement-kind-other = anderes
independence-independent = unabhängig
independence-attached = einer Behörde zugeordnet, fachlich frei
independence-bound = an Weisungen gebunden
independence-unclear = nicht geregelt
group-families = Familien

mechanism-title = Verweisungsmechanismus
mechanism-description = Was ein Verweisungsmechanismus haben soll, was es davon in Bund und Ländern gibt, und was drei Stimmen dazu sagen.
mechanism-lead = Ein Verweisungsmechanismus regelt, wie Betroffene erkannt werden und zu Schutz und Beratung kommen. Hier steht, was er haben soll, und was Regierung, unabhängige Stellen und Zivilgesellschaft dazu sagen. „Keine Auskunft“ heißt: Dazu hat hier niemand etwas gesagt. Es heißt nicht, dass es nichts gibt.
mechanism-table = Länder und Standards
mechanism-table-lead = Jedes Feld nennt, was jede Stimme sagt. Der Name des Landes führt zu den Auskünften mit Begründung und Beleg.
mechanism-none = Es ist kein Standard erfasst.
mechanism-land = Land
mechanism-federation = Bund
mechanism-not-meant = nicht zuständig
mechanism-no-answer = keine Auskunft
mechanism-voice-none = Stimme nicht angegeben
mechanism-says-met = ✓ { $voice }: erfüllt
mechanism-says-partial = ◐ { $voice }: teilweise
mechanism-says-not-met = ✗ { $voice }: nicht erfüllt
mechanism-says-unclear = ? { $voice }: unklar
mechanism-says-sealed = { $voice }: hat geantwortet, bis { $until } versiegelt
mechanism-sealed =
    { $n ->
        [one] Eine Auskunft ist bis zum Termin ihrer Abfrage versiegelt.
       *[other] { $n } Auskünfte sind bis zum Termin ihrer Abfrage versiegelt.
    }
mechanism-cells =
    { $n ->
        [one] Ein Feld von { $total } hat keine Auskunft.
       *[other] { $n } von { $total } Feldern haben keine Auskunft.
    }
mechanism-silent =
    { $n ->
        [one] Zu einem Feld wurde gefragt, und bis zum Termin kam keine Antwort.
       *[other] Zu { $n } Feldern wurde gefragt, und bis zum Termin kam keine Antwort.
    }
mechanism-not-met =
    { $n ->
        [one] Eine Auskunft sagt, dass ein Standard nicht erfüllt ist.
       *[other] { $n } Auskünfte sagen, dass ein Standard nicht erfüllt ist.
    }
mechanism-differ =
    { $n ->
        [one] Eine Auskunft steht neben einer Stimme, die es anders sieht.
       *[other] { $n } Auskünfte stehen in Feldern, in denen Stimmen es verschieden sehen.
    }
mechanism-unanswered =
    { $n ->
        [one] Zu einem Standard gibt es nirgends eine Auskunft.
       *[other] Zu { $n } Standards gibt es nirgends eine Auskunft.
    }
mechanism-short =
    { $n ->
        [one] An einer Stelle gibt es weniger Schutzplätze, als gebraucht werden.
       *[other] An { $n } Stellen gibt es weniger Schutzplätze, als gebraucht werden.
    }
mechanism-mandate =
    { $n ->
        [one] Bei einer Kontaktstelle fehlt die Angabe zu Mandat oder Unabhängigkeit.
       *[other] Bei { $n } Kontaktstellen fehlt die Angabe zu Mandat oder Unabhängigkeit.
    }
mechanism-over =
    { $n ->
        [one] Ein Baustein ist ausgelaufen.
       *[other] { $n } Bausteine sind ausgelaufen.
    }
mechanism-focal-points = Kontaktstellen
mechanism-focal-lead = Kontaktstellen mit ihrem Mandat und ihrer Unabhängigkeit, wie sie jemand angibt.
mechanism-focal-none = Es ist keine Kontaktstelle erfasst.
mechanism-places-link = Schutzplätze nach Gruppe und Land
mechanism-all-answers = Alle Auskünfte, auch als Diagramm
mechanism-all-standards = Alle Standards
mechanism-all-arrangements = Alle Bausteine

answers-title = Auskünfte zu den Standards
answers-description = Jede Auskunft, wie weit ein Standard in einem Land erfüllt ist, und jedes Feld ohne Auskunft.
answers-chart = Auskünfte nach Ländern
answers-finding =
    { $n ->
        [one] Von { $total } Feldern hat eines eine Auskunft.
       *[other] Von { $total } Feldern haben { $n } eine Auskunft.
    }
answers-list = Auskünfte und Felder ohne Auskunft
answers-empty = Dazu gibt es keine Zeile.
answers-filter = Auskünfte eingrenzen
answers-silence = Wenn nichts zu lesen ist
answers-nobody = niemand
answers-inquiries = Abfragen
answers-inquiries-lead = Wer gefragt wurde und wie viel davon beantwortet ist. Wer nicht gefragt wurde, gilt nicht als still. Bei einer versiegelten Abfrage sieht bis zum Termin niemand, was andere antworten.
answers-inquiry-answered = { $name }: { $n ->
        [0] keine Auskunft
        [one] eine Auskunft
       *[other] { $n } Auskünfte
    }
answers-inquiry-sealed = { $name }: { $n ->
        [one] eine Auskunft, noch versiegelt
       *[other] { $n } Auskünfte, noch versiegelt
    }
answers-inquiry-closed = bis zum Ende dieses Tages versiegelt, dann für alle zugleich offen
answers-inquiry-opened = danach für alle zugleich geöffnet
answers-found =
    { $n ->
        [one] Eine Zeile
       *[other] { $n } Zeilen
    }

standards-title = Standards
standards-description = Was ein Verweisungsmechanismus haben soll, mit Quelle und Verbindlichkeit.
standards-lead = Was ein Verweisungsmechanismus haben soll. Eine Pflicht aus Recht nennt ihre Rechtsquelle und ob sie juristisch geprüft ist; eine Empfehlung bindet nicht.
standards-caption = Standards mit ihrer Quelle
standards-empty = Dazu ist kein Standard erfasst.
standards-filter = Standards eingrenzen
standards-answered = Auskünfte
standards-answered-yes = mit Auskunft
standards-answered-no = ohne Auskunft
standards-count =
    { $n ->
        [0] keine Auskunft
        [one] eine Auskunft
       *[other] { $n } Auskünfte
    }
standards-found =
    { $n ->
        [one] Ein Standard
       *[other] { $n } Standards
    }
standard-description = Ein Standard des Verweisungsmechanismus, und was dazu in jedem Land gesagt wird.
standard-answers = Was in jedem Land gesagt wird
standard-arrangements = Was dafür da ist
standard-no-arrangement = Niemand nennt einen Baustein dafür.
standard-legal = Rechtsquelle
dropped-standard = Dieser Standard steht nicht mehr im Verzeichnis.

arrangements-title = Bausteine des Verweisungsmechanismus
arrangements-description = Was es vom Verweisungsmechanismus gibt: Vereinbarungen, Kontaktstellen, Schutzplätze, Beratung, Verfahren.
arrangements-lead = Was es gibt, wie es eine Organisation angibt: seit wann, wo und mit welchem Beleg. Zu Schutzplätzen stehen hier nur Zahlen, nie eine Adresse.
arrangements-caption = Bausteine mit Land und Zeitraum
arrangements-empty = Dazu ist kein Baustein erfasst.
arrangements-filter = Bausteine eingrenzen
arrangements-short = Plätze
arrangements-short-yes = weniger, als gebraucht werden
arrangements-short-no = nicht weniger, oder nicht angegeben
arrangements-mandate = Mandat und Unabhängigkeit
arrangements-mandate-yes = beides angegeben
arrangements-mandate-no = Kontaktstelle ohne eine der Angaben
arrangements-over = Zeitraum
arrangements-over-yes = ausgelaufen
arrangements-over-no = nicht ausgelaufen
arrangements-found =
    { $n ->
        [one] Ein Baustein
       *[other] { $n } Bausteine
    }
arrangement-description = Ein Baustein des Verweisungsmechanismus, wie ihn eine Organisation angibt.
arrangement-over = Ausgelaufen: Der angegebene Zeitraum ist vorbei.
arrangement-cited = Auskünfte, die sich darauf stützen
dropped-arrangement = Dieser Baustein steht nicht mehr im Verzeichnis.

places-title = Schutzplätze nach Gruppe und Land
places-description = Wie viele Schutzplätze es für welche Gruppe gibt und wie viele gebraucht werden, wie es Organisationen angeben.
places-lead = Jede Zahl ist die Angabe einer Organisation für eine Gruppe in einem Land. Angaben mehrerer werden nicht zusammengezählt. Wo nichts steht, hat niemand etwas angegeben.
places-table = Plätze nach Land und Gruppe
places-list = Alle Angaben zu Plätzen
places-none = Niemand hat Schutzplätze angegeben.
places-nothing = keine Angabe
places-of =
    { $wanted ->
        [one] { $there } von einem Platz
       *[other] { $there } von { $wanted } Plätzen
    }
places-there =
    { $n ->
        [one] ein Platz, Bedarf nicht angegeben
       *[other] { $n } Plätze, Bedarf nicht angegeben
    }
places-wanted =
    { $n ->
        [one] ein Platz gebraucht, Bestand nicht angegeben
       *[other] { $n } Plätze gebraucht, Bestand nicht angegeben
    }
places-missing =
    { $n ->
        [0] keine Lücke
        [one] ein Platz fehlt
       *[other] { $n } Plätze fehlen
    }
places-gap = Lücke
