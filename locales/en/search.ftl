# SPDX-License-Identifier: EUPL-1.2
# Search.

search-title = Search
search-title-asked = Search for “{ $words }”
search-description = Search plans, measures, recommendations and everything else in the register.
search-label = Search the register
search-words = Words to search for
search-submit = Search
search-noun = Kind of thing
search-lead = Everything in the register is searched, in German and English. Parts of German compounds are found too: “Beratung” finds “Online-Erstberatung”.
search-nothing = Nothing was found. Try fewer or different words, or clear the filters.
