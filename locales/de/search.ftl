# SPDX-License-Identifier: EUPL-1.2
# Search.

search-title = Suche
search-title-asked = Suche nach „{ $words }“
search-description = Pläne, Maßnahmen, Empfehlungen und alles andere im Register durchsuchen.
search-label = Register durchsuchen
search-words = Suchwörter
search-submit = Suchen
search-noun = Gegenstand
search-lead = Durchsucht wird alles im Register, auf Deutsch und Englisch. Auch Teile zusammengesetzter Wörter werden gefunden: „Beratung“ findet „Online-Erstberatung“.
search-nothing = Dazu ist nichts zu finden. Versuchen Sie weniger oder andere Wörter, oder heben Sie die Filter auf.
