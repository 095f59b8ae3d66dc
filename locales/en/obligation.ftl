# SPDX-License-Identifier: EUPL-1.2
# Binding duties.

obligations-title = Obligations
obligations-description = Binding duties with legal instrument and article.
obligations-lead = An obligation is a binding duty with a legal source. The short wordings here do not replace the legal text; each line says whether a lawyer has checked it.
obligations-caption = Obligations with their legal source
obligations-empty = No obligation is recorded.
obligation-lead = The short wording does not replace the legal text.
obligation-history = Entries about this obligation, newest first
dropped-obligation = This obligation was taken out of the register. You see its last state.
obligation-obligation = Obligation
obligation-instrument = Legal instrument
obligation-article = Article
obligation-basis = Basis of the wording
obligation-lawyer = Legal check
obligation-checked = checked by a lawyer
obligation-unchecked = not checked by a lawyer
basis-article-text = article text
