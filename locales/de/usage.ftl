# SPDX-License-Identifier: EUPL-1.2
# Was an einer Befehlszeile nicht lesbar ist.

usage-no-command = Es fehlt, was „{ $program }“ tun soll.
usage-unknown = „{ $given }“ gibt es bei diesem Befehl nicht.
usage-unknown-command = Den Befehl „{ $given }“ gibt es nicht.
usage-missing = Es fehlt: { $given }.
usage-conflict = { $given } und { $other } gehen nicht zusammen. Bitte lassen Sie eines weg.
usage-value = „{ $value }“ geht bei { $given } nicht.
usage-no-value = Bei { $given } fehlt ein Wert.
usage-refused = „{ $value }“ geht bei { $given } nicht: { $why }.
usage-no-equals = Zwischen { $given } und seinem Wert fehlt ein Gleichheitszeichen.
usage-too-many = „{ $value }“ ist bei { $given } ein Wert zu viel.
usage-too-few = Bei { $given } fehlen Werte.
usage-letters = Ein Wort der Befehlszeile ist nicht als UTF-8 lesbar.
usage-other = Die Befehlszeile ist nicht lesbar.
usage-near = Meinten Sie „{ $near }“?
usage-allowed = Es geht: { $allowed }.
usage-line = So wird der Befehl geschrieben: { $usage }
usage-help-here = Mehr mit --help. Nichts wurde getan.
usage-help = Mehr mit --help (auf Englisch). Nichts wurde getan.

# Die Hilfe eines Programms
usage-usage = Aufruf
usage-commands = Befehle
usage-arguments = Angaben
usage-options = Optionen
usage-options-place = [OPTIONEN]
usage-command-place = <BEFEHL>
usage-flag-help = Diese Hilfe.
usage-flag-version = Die Version.
usage-values = [möglich: { $values }]
usage-default = [sonst: { $value }]
usage-variable = [oder die Variable { $name }]
