# SPDX-License-Identifier: EUPL-1.2
# Binding duties.

obligations-title = Verpflichtungen
obligations-description = Verbindliche Pflichten mit Rechtsakt und Artikel.
obligations-lead = Eine Verpflichtung ist eine verbindliche Pflicht mit einer Rechtsquelle. Die Kurzfassungen hier ersetzen nicht den Wortlaut; ob sie juristisch geprüft sind, steht in jeder Zeile.
obligations-caption = Verpflichtungen mit ihrer Rechtsquelle
obligations-empty = Es ist keine Verpflichtung erfasst.
obligation-lead = Die Kurzfassung ersetzt nicht den Wortlaut.
obligation-history = Einträge zu dieser Verpflichtung, die neuesten zuerst
dropped-obligation = Diese Verpflichtung wurde aus dem Register genommen. Sie sehen den letzten Stand.
obligation-obligation = Verpflichtung
obligation-instrument = Rechtsakt
obligation-article = Artikel
obligation-basis = Grundlage des Wortlauts
obligation-lawyer = Juristische Prüfung
obligation-checked = juristisch geprüft
obligation-unchecked = nicht juristisch geprüft
basis-article-text = Text des Artikels
