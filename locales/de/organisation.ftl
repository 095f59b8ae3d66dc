# SPDX-License-Identifier: EUPL-1.2
# Organisations.

organisations-title = Organisationen
organisations-description = Alle Organisationen mit ihrer Stimme und dem, was sie federführen, empfehlen und beurteilen.
organisations-lead = Aussagen machen hier Organisationen, nie einzelne Personen. Jede spricht mit einer von drei Stimmen: Regierung, unabhängig oder Zivilgesellschaft.
organisations-caption = Organisationen nach Namen
organisations-filter = Organisationen filtern
organisations-empty = Keine Organisation passt zu dieser Auswahl.
organisation-organisation = Organisation
organisation-description = Was diese Organisation federführt, empfiehlt und beurteilt, und wie sie früher hieß.
organisation-short = Kurzname
organisation-kind = Art
organisation-voice = Stimme
organisation-role = Rolle
organisation-leads = federführend (Maßnahmen und Meilensteine)
organisation-issued = Empfehlungen
organisation-judged = Beurteilungen
organisation-measures = Maßnahmen
organisation-milestones = Meilensteine
organisation-issued-caption = Herausgegebene Empfehlungen
organisation-judged-title = Wie die Organisation Pläne beurteilt
organisation-judged-finding =
    { $plans ->
        [one] { $n } Beurteilungen zu einem Plan.
       *[other] { $n } Beurteilungen zu { $plans } Plänen.
    }
organisation-wall = Maßnahmen, für die sie einsteht oder zu denen sie berichtet
organisation-missing = Was angefragt war und nicht kam
organisation-stated = Geld, Werte und Stände, die sie nennt
organisation-stated-on = Wozu
organisation-about = Über die Organisation
organisation-says-leads =
    { $n ->
        [one] Sie ist für eine Maßnahme federführend.
       *[other] Sie ist für { $n } Maßnahmen federführend.
    }
organisation-says-asked =
    { $n ->
        [one] Ein Beitrag war von ihr angefragt.
       *[other] { $n } Beiträge waren von ihr angefragt.
    }
organisation-says-late =
    { $n ->
        [one] Von { $total } angefragten Beiträgen kam einer nach dem Termin.
       *[other] Von { $total } angefragten Beiträgen kamen { $n } nach dem Termin.
    }
organisation-says-unrevealed =
    { $n ->
        [one] Von { $total } angefragten Beiträgen ist zu einem nur der Fingerabdruck hinterlegt.
       *[other] Von { $total } angefragten Beiträgen ist zu { $n } nur der Fingerabdruck hinterlegt.
    }
organisation-says-silent =
    { $n ->
        [one] Von { $total } angefragten Beiträgen fehlt einer.
       *[other] Von { $total } angefragten Beiträgen fehlen { $n }.
    }
organisation-says-issued =
    { $n ->
        [one] Eine Forderung stammt von ihr.
       *[other] { $n } Forderungen stammen von ihr.
    }
organisation-says-judged =
    { $n ->
        [one] Sie hat einmal beurteilt, wie weit ein Plan eine Forderung erfüllt.
       *[other] Sie hat { $n } Mal beurteilt, wie weit ein Plan eine Forderung erfüllt.
    }
organisation-says-figures =
    { $n ->
        [one] Eine Zahl oder ein Stand ist von ihr erfasst.
       *[other] { $n } Zahlen und Stände sind von ihr erfasst.
    }
organisation-more-measures = Die ersten { $shown } von { $total } Maßnahmen sind aufgeführt.
organisation-more-milestones = Die ersten { $shown } von { $total } Meilensteinen sind aufgeführt.
organisation-more-recommendations = Die ersten { $shown } von { $total } Empfehlungen sind aufgeführt.
organisation-history = Einträge zu dieser Organisation selbst, die neuesten zuerst
dropped-organisation = Diese Organisation wurde aus dem Register genommen. Sie sehen den letzten Stand.
role-lead = federführend
role-partner = beteiligt
voice-by-kind = { $voice } (nach ihrer Art)
voice-government = Regierung
voice-independent = Unabhängig
voice-civil-society = Zivilgesellschaft
organisation-kind-government = Regierung
organisation-kind-ministry = Ministerium
organisation-kind-agency = Behörde
organisation-kind-land = Land oder Länder
organisation-kind-independent = unabhängige Stelle
organisation-kind-civil-society = Zivilgesellschaft
organisation-kind-state = Staat
organisation-kind-international = internationale Organisation
succession-title = Frühere und spätere Namen
succession-caption = Umbenennungen, Zusammenlegungen und Teilungen
succession-empty = Es ist keine Nachfolge erfasst.
succession-before = Vorher
succession-kind = Was geschah
succession-after = Nachher
succession-on = Am
succession-renamed = umbenannt
succession-merged = zusammengelegt
succession-split = geteilt
briefing-title = { $organisation }: gefragt und geantwortet
briefing-link = Gefragt und geantwortet: was angefragt war, was kam, und was als Nächstes ansteht
briefing-description = Was diese Organisation gefragt wurde, was sie rechtzeitig gegeben hat, was andere dazu sagen und was sie erwidert.
briefing-lead = Was angefragt war und was kam, was sich geändert hat, was andere sagen und was die Organisation dazu erwidert. Nichts davon wird zu einer Note zusammengerechnet.
briefing-as-of = Stand { $day }.
briefing-asked = Beiträge angefragt
briefing-in-time = rechtzeitig
briefing-late = nach dem Termin
briefing-unrevealed = hinterlegt, nicht aufgedeckt
briefing-silent = kein Beitrag
briefing-pending = noch Zeit
briefing-next = Was als Nächstes ansteht
briefing-next-none = Zurzeit ist nichts angefragt, und kein Meilenstein mit Datum liegt vor der Organisation.
briefing-until = Bis
briefing-what = Was
briefing-no-round = Meilenstein des Plans
briefing-rounds = Runde für Runde
briefing-rounds-none = Noch keine Berichtsrunde hat diese Organisation gefragt.
briefing-given = Jede Anfrage und was daraus wurde
briefing-given-none = Es war nichts angefragt.
briefing-given-at = Gegeben
briefing-changed = Was sich geändert hat
briefing-changed-lead = Im letzten Jahr: wie die Organisation den Stand ihrer Maßnahmen von Runde zu Runde berichtet, und Termine von Meilensteinen, die sich verschoben haben.
briefing-changed-none = Im letzten Jahr ist hier keine Änderung erfasst.
briefing-before = Vorher
briefing-now = Jetzt
briefing-reported = berichteter Stand:
briefing-moved = Termin:
briefing-judged = Was andere sagen, und die Erwiderung
briefing-judged-lead = Veröffentlichte Bewertungen und Praxisrückmeldungen zu dem, wofür die Organisation antwortet; daneben ihre Erwiderung.
briefing-judged-none = Andere haben dazu noch nichts veröffentlicht.
briefing-reply = Erwiderung der Organisation
briefing-may-reply = Noch keine Erwiderung. Sie ist möglich bis { $until }.
briefing-no-reply = Keine Erwiderung.
briefing-responses = Antworten auf Empfehlungen
briefing-answer = Antwort
briefing-more-judged = Die ersten { $shown } von { $total } Aussagen anderer sind aufgeführt.
briefing-more-changed = Die ersten { $shown } von { $total } Änderungen sind aufgeführt.
demands-title = { $organisation }: was aus unseren Empfehlungen wurde
demands-link = Was aus den Empfehlungen wurde: wer geantwortet hat, welche Maßnahme, welche Beurteilung, was sich geändert hat
demands-description = Die Empfehlungen dieser Organisation, wer geantwortet hat, welche Maßnahmen dazu genannt sind, wie sie beurteilt werden und was sich seit einem Tag geändert hat.
demands-finding = Von { $n } Empfehlungen sind { $answered } beantwortet und { $judged } beurteilt. Seit dem { $since } hat sich bei { $changed } etwas geändert.
demands-filter = Änderungen seit einem Tag
demands-since = Änderungen seit
demands-caption = Empfehlungen und was daraus wurde
demands-answered = Wer geantwortet hat
demands-judged = Wie sie beurteilt ist
demands-measures = Maßnahmen dazu
demands-changed = Seitdem geändert
demands-nobody = noch niemand
demands-not-judged = noch nicht beurteilt
demands-no-measure = keine genannt
demands-unchanged = nichts
demands-more = und { $n } weitere Einträge
