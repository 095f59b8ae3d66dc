# SPDX-License-Identifier: EUPL-1.2
# Kontextereignisse.

noun-context = Kontextereignis
nouns-context = Kontextereignisse
kind-context-stated = Kontextereignis aufgenommen
kind-context-changed = Kontextereignis geändert
kind-context-dropped = Kontextereignis herausgenommen
attribute-when = Wann
attribute-context-effect = Was es bedeutet
attribute-context-organisation = Wer das sagt
attribute-context-title = Ereignis
context-title = Was sich außerhalb des Plans ereignet hat
context-description = Ein Ereignis außerhalb des Plans, und was es für die Maßnahmen bedeutet, wie eine Organisation es sieht.
dropped-context = Dieses Ereignis steht nicht mehr im Register.
figures-new-context = Kontextereignis angeben
figures-own-contexts = Ihre Kontextereignisse
figures-change-context = Ereignis ändern
figure-title-new-context = Kontextereignis
figure-title-context = Kontextereignis ändern
figure-lead-new-context = Was sich außerhalb des Plans ereignet hat und seine Maßnahmen berührt, zum Beispiel ein neues Gesetz. Wer es anders sieht, gibt ein eigenes Ereignis an.
figure-lead-context = Der frühere Wortlaut bleibt im Protokoll.
hint-context-when = Ein Tag, ein Monat, ein Quartal oder ein Jahr, zum Beispiel: 12.03.2026 oder Q2 2026.
hint-context-measures = Keine: Das Ereignis berührt den ganzen Plan.
hint-context-effect = Für wen ändert sich was?
