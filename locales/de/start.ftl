# SPDX-License-Identifier: EUPL-1.2
# The start page.

start-title = Aktionspläne im Blick
start-description = Nationale Aktionspläne gegen Menschenhandel und Arbeitsausbeutung, Maßnahme für Maßnahme: was angegeben ist, was fehlt, wer es beurteilt.
start-lead = Hier können Sie Maßnahme für Maßnahme nachlesen, was nationale Aktionspläne gegen Menschenhandel und Arbeitsausbeutung versprechen, was dazu belegt ist und wie andere es beurteilen. Jede Angabe hat eine Quelle. Was niemand angegeben hat, steht als „nicht angegeben“ da.
start-plans = Die Pläne
start-history = Alle Einträge im Verlauf
start-how = Woran wir uns halten
start-how-voices = Regierung, unabhängige Stellen und Zivilgesellschaft stehen nebeneinander. Keine Stimme überschreibt eine andere, und es gibt keine gemeinsame Note.
start-how-silence = Schweigen zählt. „Nicht angegeben“ und „kein Beleg“ werden gezeigt und gezählt.
start-how-repair = Nichts wird stillschweigend berichtigt. Widersprüche und unmögliche Zahlen stehen mit ihrer Quelle unter „Befunde“.
start-how-people = Daten über betroffene Menschen gibt es hier nicht.
start-how-verify = Der Verlauf ist so gespeichert, dass niemand ihn unbemerkt ändern kann.
card-plans = Pläne
card-measures = erfasste Maßnahmen
card-milestones = erfasste Meilensteine
card-recommendations = Empfehlungen
card-coverages = Beurteilungen der Abdeckung
card-findings = offene Befunde
stated-title = Was angegeben ist und was nicht
stated-lead = Elf Angaben braucht es, um eine Maßnahme beurteilen zu können. Die Balken zeigen, bei wie vielen Maßnahmen die Quelle etwas dazu sagt.
stated-finding = Bei { $n } von { $total } Angaben sagt die Quelle für die meisten der { $measures } Maßnahmen nichts.
