# SPDX-License-Identifier: EUPL-1.2
# Befunde: was nach einer Regel mit Code aus dem folgt, was erfasst ist.

findings-title = Befunde
findings-description = Was aus dem folgt, was zu den Aktionsplänen erfasst ist, jeweils nach einer Regel mit Code und mit den Einträgen, auf denen es beruht.
findings-lead = Jeder dieser Befunde folgt aus dem, was hier erfasst ist, nach einer Regel, die für jeden Plan dieselbe ist. Keiner sagt, wie gut ein Plan ist. Unten auf jeder Seite können Sie einen anderen Tag wählen.
findings-rules-caption = Regeln, und wie oft jede etwas findet
findings-caption = Befunde nach dieser Regel
found-beside-all =
    { $n ->
        [one] Dieser Befund mit seiner Regel
       *[other] Alle { $n } Befunde dazu
    }
found-beside-remark = Erklären oder bestreiten
found-beside-first = Zuerst: { $rule }
found-beside-who = Das kann, wen ein Befund betrifft.
findings-all-caption = Befunde, zuerst die, bei denen am meisten zu tun ist
findings-by-rule = Nach Regeln gezählt
findings-filter = Befunde eingrenzen
found-data-findings = Was beim Einlesen der Quellen nicht zusammenpasste
found-head-rule = Was gefunden wird
found-head-code = Code
found-head-count = Befunde
found-head-finding = Befund
found-head-about = Betrifft
found-head-plan = Plan
found-head-owner = Wer etwas tun kann
found-nobody = niemand ist genannt
found-page-title = { $rule }: { $on }
found-rests = Worauf er beruht
found-rests-on =
    { $n ->
        [one] Er folgt aus einem Eintrag. Ändert sich dieser, ändert sich auch der Befund.
       *[other] Er folgt aus { $n } Einträgen. Ändern sich diese, ändert sich auch der Befund.
    }
found-entries-caption = Die Einträge, auf denen er beruht, die ältesten zuerst
count-findings =
    { $n ->
        [0] Es wird nichts gefunden.
        [one] { $n } Befund.
       *[other] { $n } Befunde.
    }

found-title-no-lead = Niemand steht dafür ein
found-title-no-date = Ohne Termin
found-title-no-money = Kein Geld genannt
found-title-not-recorded = Der Text des Plans ist hier nicht erfasst
found-title-only-examine = Prüft nur
found-title-unnamed = Von keiner Maßnahme genannt
found-title-silent = Angefragt und still
found-title-apart = Die Stimmen sind sich nicht einig
found-title-overdue = Überfällig
found-title-moved = Verschoben
found-title-money-ends = Das Geld endet zu früh
found-title-sources-differ = Quellen weichen voneinander ab
found-title-unmet = Forderung nicht erfüllt
found-title-unjudged = Von niemandem beurteilt
found-title-authors-differ = Verschieden beurteilt
found-title-unasked = Von niemandem gefordert
found-title-citation = Fundstelle führt nicht ans Ziel

found-says-no-lead = Der Plan nennt keine Stelle, die dafür einsteht, und auch kein Meilenstein nennt eine.
found-says-no-date = Der Plan nennt keinen Zeitraum, und kein Meilenstein hat einen Termin.
found-says-no-money = Weder der Plan noch jemand anderes sagt, was es kostet oder wer es bezahlt.
found-says-not-recorded = Von dieser Maßnahme ist hier der Titel bekannt und nicht, was der Plan dazu sagt.
found-says-only-examine = Der Plan verspricht, etwas zu prüfen, und nicht, es zu tun.
found-says-unnamed = Keine Maßnahme des Plans nennt dies: { $what }.
found-says-silent =
    { $n ->
        [0] { $who } war in der letzten Runde gefragt und hat hierzu nichts gesagt, zu anderem aber schon.
        [one] { $who } war in der letzten Runde gefragt und hat nichts gesagt.
       *[other] { $who } war in der letzten Runde gefragt und hat nichts gesagt, zum { $n }. Mal in Folge.
    }
found-says-apart =
    { $n ->
        [one] Die Stimmen liegen eine Stufe auseinander, wie weit das ist.
       *[other] Die Stimmen liegen { $n } Stufen auseinander, wie weit das ist.
    }
found-says-overdue =
    { $n ->
        [one] Es war gestern fällig, und niemand berichtet, dass es erreicht wurde.
       *[other] Es war vor { $n } Tagen fällig, und niemand berichtet, dass es erreicht wurde.
    }
found-says-moved =
    { $n ->
        [one] Der Termin wurde einmal verschoben.
       *[other] Der Termin wurde { $n }-mal verschoben.
    }
found-says-money-ends =
    { $n ->
        [one] Das Geld endet einen Tag vor der Maßnahme.
       *[other] Das Geld endet { $n } Tage vor der Maßnahme.
    }
found-says-money-ends-open = Das Geld endet, und die Maßnahme hat kein Ende.
found-says-sources-differ = Quellen nennen verschiedene Zahlen: { $what }.
found-says-unmet = Jemand hat sie mit diesem Plan verglichen, und niemand hält sie für erfüllt, auch nicht teilweise.
found-says-unjudged = Noch hat niemand beurteilt, ob der Plan das erfüllt.
found-says-authors-differ = Mehrere kommen zu verschiedenen Beurteilungen.
found-says-unasked = Keine Beurteilung einer Forderung nennt diese Maßnahme.
found-says-citation = { $what }
found-citation-number = Nummer { $number }: { $words }
found-citation-outside = Das Handlungsfeld hat weniger Maßnahmen, als diese Nummer bräuchte.
found-citation-several = Eine Nummer steht für mehrere Inhalte.
found-citation-no-field = Die Nummer steht ohne ihr Handlungsfeld da.
found-citation-shared = Mehrere Nummern teilen sich einen Inhalt.
found-citation-nothing = Unter dem, was zitiert wird, ist nichts erfasst.
found-money = { $amount }, { $years }

rule-not-recorded = Gezählt werden Maßnahmen, von denen hier weder die Beschreibung noch sonst etwas erfasst ist, was der Plan sagt, oder deren Plan nur in Auszügen erfasst ist. Über den Plan selbst sagt das nichts.
rule-money-ends = Verglichen wird der letzte Tag, für den irgendeine Quelle Geld nennt, mit dem letzten Tag der Maßnahme, sonst dem des Plans.
rule-sources-differ = Gezählt werden Beträge für dieselbe Zeit und denselben Zweck, Werte desselben Tages und Angaben zu einem Plan, die zwei Quellen verschieden nennen, auch wo eine davon die ist, nach der der Plan hier erfasst ist; dazu Handlungsfelder, aus denen jemand eine höhere Nummer zitiert, als für sie Maßnahmen genannt sind. Alles bleibt stehen.
differing-numbers = Maßnahmen des Handlungsfelds
rule-unjudged = Gezählt werden Forderungen derer, deren Forderungen schon einmal mit einem Plan verglichen wurden, und rechtliche Verpflichtungen, wenn gerade diese noch niemand mit diesem Plan verglichen hat.
rule-authors-differ = Gezählt werden Forderungen, die mehrere mit demselben Plan verglichen und verschieden beurteilt haben. Zwischen ihnen wird nichts entschieden.
rule-citation = Verglichen wird die Nummer, unter der eine Quelle eine Maßnahme nennt, mit den Nummern, die der Plan hat, Handlungsfeld für Handlungsfeld. Ein Plan kann keine Nummer haben, die über der Anzahl liegt, die er für das Handlungsfeld nennt.

found-head-state = Stand
found-head-stance = Haltung
found-head-remark = Was gesagt wird
found-state-open = offen
found-state-explained = erklärt
found-state-contested = bestritten
found-state-fixed = behoben
found-fixed = Dies folgte aus dem Erfassten, als jemand etwas dazu sagte. Jetzt nicht mehr.
found-fixed-title = Was sich seitdem geändert hat
found-fixed-by = Behoben durch Eintrag { $entry }.
found-fixed-since =
    { $n ->
        [0] Seitdem kam kein Eintrag dazu: es ist anders datiert, oder die Zeit ging weiter.
       *[other] Einer von diesen { $n } Einträgen hat es behoben: sie kamen seitdem dazu oder zu dem, was es nennt.
    }
found-remarks = Was Organisationen dazu sagen
found-remarks-none = Bisher hat ihn niemand erklärt oder bestritten.
found-remark-who = Wen er betrifft, kann ihn erklären oder bestreiten: wer etwas tun kann, wer den Plan verantwortet oder koordiniert, und auf wessen Wort er beruht.
found-remark = Etwas dazu sagen
noun-remark = Wort zu einem Befund
nouns-remark = Worte zu Befunden
kind-remark-stated = Etwas zu einem Befund gesagt
kind-remark-changed = Geändert, was zu einem Befund gesagt wurde
kind-remark-dropped = Zurückgenommen, was zu einem Befund gesagt wurde
attribute-stance = Haltung
attribute-remark-about = Betrifft
attribute-remark-organisation = Wer das sagt
attribute-remark-text = Was dazu zu sagen ist
stance-explained = erklärt: es ist so, und hier steht, warum
stance-contested = bestritten: es ist nicht so, oder die Regel passt hier nicht
hint-remark-text = Für Menschen, die den Befund kennen und sonst nichts. Es steht öffentlich neben ihm.
figure-title-remark = Einen Befund erklären oder bestreiten
figure-lead-remark = Der Befund bleibt, solange er aus dem Erfassten folgt. Was Sie sagen, steht daneben. Ist etwas falsch erfasst, schlagen Sie bitte eine Berichtigung vor.
