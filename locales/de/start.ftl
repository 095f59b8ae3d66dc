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
start-how-repair = Nichts wird stillschweigend berichtigt. Widersprüche und unmögliche Zahlen stehen mit ihrer Quelle unter „Datenqualität“.
start-how-people = Daten über betroffene Menschen gibt es hier nicht.
start-how-verify = Der Verlauf ist so gespeichert, dass niemand ihn unbemerkt ändern kann.
start-next = Als Nächstes: { $what }, { $day }
start-due = Was in den nächsten 90 Tagen fällig ist
