# SPDX-License-Identifier: EUPL-1.2
base-title = Informacje
base-exit = Szybkie wyjście
base-skip = Do treści
base-languages = Języki
base-not-advice = Ta strona informuje. Nie zastępuje adwokata. Żaden prawnik jeszcze jej nie sprawdził.
base-draft-original = Szkic: nikt jeszcze nie sprawdził tego tekstu.
base-draft = Szkic: tego tłumaczenia nie sprawdziła jeszcze osoba, dla której jest to język ojczysty.
base-outdated = Uwaga: tekst zmienił się od czasu sprawdzenia.
base-checked = Sprawdził(a): { $by }, { $on }.
base-invented = Zmyślony przykład. Ta placówka nie istnieje, proszę nie dzwonić.
base-free = bezpłatnie
base-always = dzień i noc
base-speaks = Języki:
base-print = Drukuj

guide-heading = Twoje prawa i pierwsza pomoc
guide-contents = Na tej stronie
guide-listen = Posłuchaj tekstu
guide-no-audio = Nie ma jeszcze nagrania tego tekstu.
guide-pocket = Karta do kieszeni
guide-pocket-how = Wydrukuj, wytnij wzdłuż linii, złóż dwa razy. Na zewnątrz jest tylko jedno słowo, które nic nie zdradza.
