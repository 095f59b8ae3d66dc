# SPDX-License-Identifier: EUPL-1.2
# Was zusammengehören könnte.

coherence-title = Was zusammengehört
coherence-of-title = Was zu dieser Maßnahme gehören könnte
coherence-description = Maßnahmen, die zusammengehören könnten, mit den Wörtern, die darauf gebracht haben.
coherence-lead = Das sind Vorschläge: Ein Programm hat die Wörter verglichen. Ob zwei Maßnahmen zusammengehören und wie, sagt eine Organisation mit einer Begründung – oder dass sie es nicht tun.
coherence-found =
    { $n ->
        [0] Die Wörter legen kein Paar nahe, und niemand nennt eines.
        [one] Ein Paar von Maßnahmen könnte zusammengehören.
       *[other] { $n } Paare von Maßnahmen könnten zusammengehören.
    }
coherence-judged = Als zusammengehörig genannt: { $related }; abgelehnt: { $dismissed }; noch nicht beurteilt: { $open }.
coherence-filter = Pläne auswählen
coherence-other = Verglichen mit
coherence-state = Stand
coherence-state-all = alle
coherence-state-open = noch nicht beurteilt
coherence-state-related = als zusammengehörig genannt
coherence-state-dismissed = abgelehnt
coherence-caption = Maßnahmen, die zusammengehören könnten
coherence-none = Kein Paar.
coherence-head-one = Maßnahme
coherence-head-other = Könnte gehören zu
coherence-head-why = Worauf der Vorschlag beruht
coherence-head-said = Was dazu gesagt wurde
coherence-more =
    { $n ->
        [one] und ein weiteres Paar mit denselben Titeln
       *[other] und { $n } weitere Paare mit denselben Titeln
    }
coherence-shared = beide gleich: { $names }
coherence-parts-of-words = ähnliche Teile von Wörtern
coherence-not-by-words = nicht von den Wörtern nahegelegt
coherence-say = Dazu etwas sagen
coherence-graph-title = Als Bild
coherence-graph =
    { $n ->
        [one] Ein Paar von Maßnahmen: links die des einen Plans, rechts die des anderen. Die Tabelle darunter sagt dasselbe.
       *[other] { $n } Paare von Maßnahmen: links die des einen Plans, rechts die des anderen. Die Tabelle darunter sagt dasselbe.
    }
coherence-theme = Thema
coherence-matrix = Themen nebeneinander
coherence-matrix-lead = Wie viele Maßnahmen jeder Plan zu einem Thema hat: nach dem, was die Maßnahmen angeben, und nach den Forderungen, als deren Antwort jemand sie nennt.
coherence-matrix-caption = Themen und Pläne
coherence-no-measure = keine genannt
coherence-lone-title = Ohne Gegenstück
coherence-lone-lead = Zu diesen Maßnahmen legt kein Wort ein Gegenstück im anderen Plan nahe, und niemand nennt eines. Ob eines fehlt, ist damit nicht gesagt.
coherence-lone =
    { $n ->
        [one] Eine Maßnahme aus { $plan } ohne Gegenstück in { $other }
       *[other] { $n } Maßnahmen aus { $plan } ohne Gegenstück in { $other }
    }
coherence-lone-none = Jede Maßnahme hat ein mögliches Gegenstück.
coherence-rule = Verglichen werden Titel, Beschreibung und Indikatoren: Wörter ohne Endungen, zusammengesetzte Wörter nach ihren Teilen, deutsche und englische Wörter gleicher Bedeutung, dazu Gruppen von vier Buchstaben des Titels. Seltene Wörter zählen mehr als häufige. Gleiche Federführung, Gruppe, Ausbeutungsform, gleiches Thema und Handlungsfeld zählen ein wenig mit. Zu jeder Maßnahme werden höchstens zehn aus ihrem Plan und zehn aus anderen vorgeschlagen. Alles geschieht in diesem Programm, ohne dass etwas hinausgeht.
coherence-link = Was könnte dazugehören?
coherence-all = Was in den Plänen zusammengehört
