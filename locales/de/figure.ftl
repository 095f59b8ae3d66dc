# SPDX-License-Identifier: EUPL-1.2
# Formulare für Indikatoren, Werte, Geld und Meilensteine.

figures-of = Indikatoren, Meilensteine, Geld: { $plan }
figures-title = Indikatoren, Meilensteine, Geld
figures-lead = Was hier angegeben wird, ist sofort öffentlich, im Namen Ihrer Organisation; Entwürfe sieht nur Ihre Organisation. Verlangt sie zwei Personen, schreibt eine den Entwurf und eine andere gibt ihn frei. Werte mehrerer Quellen stehen nebeneinander; niemand ändert die einer anderen Organisation.
figures-done = Angegeben.
figures-proposals = Vorgeschlagene Meilensteine
figures-by = Vorgeschlagen von
figures-decide = Bestätigen oder ablehnen
figures-waits = wartet auf die Koordinierung
figures-indicators = Indikatoren
figures-indicator = Indikator
figures-no-indicators = Es gibt noch keinen Indikator.
figures-set-by = Festgelegt von
figure-scale-used = Seit es Werte gibt, stehen Ausgangs- und Zielwert fest. Wer sie ändert, schreibt dazu, warum; Vorher und Nachher stehen öffentlich nebeneinander.
figures-values = Werte
figures-value = Wert angeben
figures-value-of = Wert vom { $on }
figures-drafts = Entwürfe: Indikatoren, Meilensteine, Geld
figures-change = Indikator ändern
figures-new-indicator = Neuen Indikator festlegen
figures-measures = Maßnahmen
figures-no-measures = Der Plan hat keine Maßnahmen.
figures-nothing-to-do = nichts zu tun
figures-money = Geld für ein Jahr angeben
figures-milestones = Meilensteine
figures-new-milestone = Meilenstein vorschlagen
figures-shift = Anderer Stand: { $milestone }
proposal-state-open = offen
proposal-state-confirmed = bestätigt
proposal-state-declined = abgelehnt
proposal-state-withdrawn = zurückgenommen
figure-title-funding = Geld für eine Maßnahme
figure-title-new-indicator = Neuer Indikator
figure-title-indicator = Indikator ändern
figure-title-value = Wert eines Indikators
figure-title-new-milestone = Meilenstein vorschlagen
figure-title-milestone = Anderen Stand eines Meilensteins vorschlagen
figure-title-withdrawal = Angabe zurücknehmen
figure-title-proposal = Über einen Vorschlag entscheiden
figure-lead-funding = Ein Formular für jedes Jahr. Was leer bleibt, gilt als nicht angegeben. Wird ein Jahr noch einmal angegeben, ist das eine Berichtigung und braucht einen Grund.
figure-lead-new-indicator = Ein Indikator sagt, was beobachtet wird, wie, und von wo nach wo es gehen soll. Nach dem ersten Wert bleibt die Methode, wie sie ist.
figure-lead-indicator = Sobald es Werte gibt, bleiben Methode, Einheit, Richtung und Stufen, wie sie sind: Sonst ließen sich Werte nicht vergleichen. Für eine andere Methode bitte einen neuen Indikator festlegen.
figure-lead-value = Ein Wert gehört zu einem Tag und hat eine Quelle. Wird derselbe Tag noch einmal angegeben, berichtigt das Ihren eigenen Wert und braucht einen Grund; der frühere bleibt öffentlich sichtbar.
figure-lead-new-milestone = Ein Meilenstein ist ein Schritt, der sich prüfen lässt. Die Koordinierung bestätigt ihn.
figure-lead-milestone = Ein neuer Termin wird als Verschiebung festgehalten: Wie oft und wie weit ein Meilenstein verschoben wurde, bleibt sichtbar. Die Koordinierung bestätigt ihn.
figure-lead-withdrawal = Was Ihre Organisation angegeben hat, gilt dann nicht mehr. Es bleibt lesbar, mit dem Grund, den Sie nennen.
figure-lead-own-proposal = Das hat Ihre Organisation vorgeschlagen, und noch hat niemand entschieden. Sie können es mit einem Grund zurücknehmen; es bleibt im Verlauf.
figure-lead-proposal = Was Sie bestätigen, gehört zum Plan, wie er steht. Eine Ablehnung braucht einen Grund.
figure-state = Im Namen der Organisation angeben
figure-propose = Vorschlagen
figure-confirm = Bestätigen
figure-decline = Ablehnen
figure-decline-reason = Grund, falls Sie ablehnen
figure-change-hint = Warum ist es anders als zuvor? Der Grund wird öffentlich.
figure-withdraw = Zurücknehmen
amended-title = Berichtigt oder zurückgenommen
amended-withdrawn = zurückgenommen
amended-all = Alles
amended-withdrawn-why = Wer das angegeben hat, hat es zurückgenommen: { $reason }
dropped-indicator = Dieser Indikator steht nicht mehr im Register. Sie sehen den letzten Stand.
figure-source = Quelle
figure-source-lead = Wo andere es nachprüfen können.
figure-document = Titel des Dokuments
figure-locator = Seite oder Abschnitt
figure-url = Webadresse
hint-funding-ends-on = Letzter Tag, für den es Geld gibt. Zwölf Monate vorher erscheint eine Warnung.
hint-indicator-kind = Struktur: Regeln und Stellen sind da. Prozess: Die Arbeit läuft. Output: Etwas wurde geschaffen. Wirkung: Für die Betroffenen hat sich etwas geändert.
hint-indicator-measures = Keine: Der Indikator gilt für den ganzen Plan.
figure-scale = Skala
hint-indicator-unit = Für Zahlen, zum Beispiel: Beratungen im Jahr.
figure-reading-hint = Eine Zahl; bei Stufen der Platz der Stufe, von 1 gezählt.
figure-level = Stufe { $n }: Name
figure-anchor = Stufe { $n }: woran man sie erkennt
figure-levels-lead = Statt Zahlen: zwei bis fünf Stufen in Worten, von der niedrigsten zur höchsten.
hint-indicator-method = Wer zählt was, wann und wie?
hint-indicator-disaggregation = Wonach die Werte unterschieden werden, durch Kommas getrennt, zum Beispiel: Land, Geschlecht.
figure-due-hint = Letzter Tag, bis zu dem er erreicht sein soll.
hint-milestone-goal = Nur für Meilensteine mit einer Zahl.
hint-milestone-verification = Woran sieht jemand, dass er erreicht ist?
figure-reason-hint = Warum soll der Meilenstein anders sein? Der Grund wird öffentlich.
refused-decided = Über diesen Vorschlag wurde schon entschieden.
figure-proposed-by = Vorgeschlagen von
figure-proposed-at = Vorgeschlagen am
figure-moves = Der Termin verschiebt sich
figure-later = { $n ->
    [0] gar nicht
    [one] um einen Tag nach hinten
   *[other] um { $n } Tage nach hinten
  }
figure-earlier = { $n ->
    [one] um einen Tag nach vorn
   *[other] um { $n } Tage nach vorn
  }
figure-compared = Was sich ändern würde
