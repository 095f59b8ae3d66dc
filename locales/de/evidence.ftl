# SPDX-License-Identifier: EUPL-1.2
# Evidence.

evidence-title = Belege
evidence-caption = Belege, die neuesten zuerst
evidence-empty = Es gibt keinen Beleg.
evidence-claim = Aussage
evidence-date = Datum
evidence-kind = Art
evidence-speaker = Wer spricht
evidence-source = Quelle
evidence-cites = Zitiert als: { $cited }
evidence-some = vorhanden
evidence-none = kein Beleg
evidence-kind-self-report = Selbstauskunft
evidence-kind-independent = unabhängig
