# SPDX-License-Identifier: EUPL-1.2
base-title = Informationen
base-exit = Schnell weg
base-skip = Zum Text
base-languages = Sprachen
base-not-advice = Diese Seite gibt Infos. Sie ist keine Beratung. Kein Anwalt hat sie geprüft.
base-draft-original = Das ist ein Entwurf. Niemand hat den Text geprüft.
base-draft = Das ist ein Entwurf. Niemand hat geprüft: Ist der Text leicht genug?
base-outdated = Achtung: Der Text ist neu. Die neue Fassung hat niemand geprüft.
base-checked = Geprüft von { $by } am { $on }.
base-invented = Diese Stelle ist erfunden. Bitte nicht anrufen.
base-free = kostet nichts
base-always = Tag und Nacht
base-speaks = Sprachen:
base-print = Drucken

guide-heading = Hilfe und Ihre Rechte
guide-contents = Das steht hier
guide-listen = Text anhören
guide-no-audio = Sie können den Text noch nicht anhören.
guide-pocket = Karte für die Tasche
guide-pocket-how = Drucken Sie die Karte. Schneiden Sie sie aus. Falten Sie sie zwei Mal. Außen steht nur ein Wort. Niemand sieht, worum es geht.
