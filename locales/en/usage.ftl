# SPDX-License-Identifier: EUPL-1.2
# What cannot be read of a command line.

usage-no-command = What “{ $program }” is to do is missing.
usage-unknown = This command has no “{ $given }”.
usage-unknown-command = There is no command “{ $given }”.
usage-missing = Missing: { $given }.
usage-conflict = { $given } and { $other } do not go together. Please leave one of them out.
usage-value = “{ $value }” is not possible for { $given }.
usage-no-value = A value is missing for { $given }.
usage-refused = “{ $value }” is not possible for { $given }: { $why }.
usage-no-equals = An equals sign is missing between { $given } and its value.
usage-too-many = “{ $value }” is one value too many for { $given }.
usage-too-few = Values are missing for { $given }.
usage-letters = A word of the command line does not read as UTF-8.
usage-other = The command line does not read.
usage-near = Did you mean “{ $near }”?
usage-allowed = Possible: { $allowed }.
usage-line = The command is written like this: { $usage }
usage-help-here = More with --help. Nothing was done.
usage-help = More with --help. Nothing was done.

# The help of a program
usage-usage = Usage
usage-commands = Commands
usage-arguments = Arguments
usage-options = Options
usage-options-place = [OPTIONS]
usage-command-place = <COMMAND>
usage-flag-help = This help.
usage-flag-version = The version.
usage-values = [possible: { $values }]
usage-default = [default: { $value }]
usage-variable = [or the variable { $name }]
