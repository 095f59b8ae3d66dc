# SPDX-License-Identifier: EUPL-1.2
# Evidence.

evidence-title = Evidence
evidence-caption = Evidence, newest first
evidence-empty = There is no evidence.
evidence-claim = Claim
evidence-date = Date
evidence-kind = Kind
evidence-speaker = Who speaks
evidence-source = Source
evidence-cites = Cited as: { $cited }
evidence-some = there is some
evidence-none = no evidence
evidence-kind-self-report = self-report
evidence-kind-independent = independent
