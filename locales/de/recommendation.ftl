# SPDX-License-Identifier: EUPL-1.2
# Recommendations, responses and coverage judgements.

recommendations-title = Empfehlungen
recommendations-description = Alle Empfehlungen mit Thema, Beurteilung je Plan und Antworten.
recommendations-lead = Eine Empfehlung ist eine Forderung einer benannten Organisation. Verbindliche Pflichten stehen eigens:
recommendations-caption = Empfehlungen mit Beurteilungen und Antworten
recommendations-filter = Empfehlungen filtern
recommendations-empty = Keine Empfehlung passt zu dieser Auswahl.
recommendation-recommendation = Empfehlung
recommendation-description = Diese Empfehlung, ihre Beurteilung je Plan und Stimme, und die Antworten darauf.
recommendation-issuer = Herausgegeben von
recommendation-topics = Themen
recommendation-coverage = Beurteilung je Plan
recommendation-responses = Antworten
recommendation-history = Einträge zu dieser Empfehlung, die neuesten zuerst
dropped-recommendation = Diese Empfehlung wurde aus dem Register genommen. Sie sehen den letzten Stand.

coverage-title = Wie weit die Pläne das erfüllen
coverage-lead = Jede Zeile ist die Beurteilung einer Organisation. Beurteilungen werden nicht verrechnet.
coverage-caption = Beurteilungen je Plan und Stimme
coverage-empty = Das hat bisher niemand beurteilt.
coverage-judge = Beurteilen, wie weit ein Plan das erfüllt
coverage-nobody = von niemandem beurteilt
coverage-silent = Für diese Pläne liegt keine Beurteilung vor
coverage-short = { $plan }: { $degree }
coverage-plan = Plan
coverage-author = Beurteilt von
coverage-degree = Beurteilung
coverage-measures = Genannte Maßnahmen
coverage-reason = Begründung
coverage-date = Datum
degree-met = erfüllt
degree-partial = teilweise erfüllt
degree-not-met = nicht erfüllt
degree-contradicted = Plan widerspricht
degree-unclear = unklar

responses-title = Antworten
responses-caption = Was die Angesprochenen dazu sagen
responses-empty = Es liegt keine Antwort vor.
response-nobody = keine Antwort
response-without-position = Antwort ohne erkennbare Haltung
response-by = Antwort von
response-position = Haltung
response-text = Wortlaut
response-date = Datum
position-accepted = angenommen
position-partly-accepted = teilweise angenommen
position-noted = zur Kenntnis genommen
position-rejected = abgelehnt
position-pending = noch offen
