# SPDX-License-Identifier: EUPL-1.2
# Words that every page uses.

count-measures =
    { $n ->
        [one] { $n } measure
       *[other] { $n } measures
    }
shown-in = in { $language }
