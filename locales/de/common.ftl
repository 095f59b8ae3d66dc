# SPDX-License-Identifier: EUPL-1.2
# Words that every page uses.

count-measures =
    { $n ->
        [one] { $n } Maßnahme
       *[other] { $n } Maßnahmen
    }
shown-in = auf { $language }
