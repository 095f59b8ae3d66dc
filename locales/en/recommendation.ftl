# SPDX-License-Identifier: EUPL-1.2
# Recommendations, responses and coverage judgements.

recommendations-title = Recommendations
recommendations-description = All recommendations with topic, judgement per plan and responses.
recommendations-lead = A recommendation is a demand of a named organisation. Binding duties are listed separately:
recommendations-caption = Recommendations with judgements and responses
recommendations-filter = Filter recommendations
recommendations-empty = No recommendation fits this selection.
recommendation-recommendation = Recommendation
recommendation-description = This recommendation, its judgement per plan and voice, and the responses to it.
recommendation-issuer = Issued by
recommendation-topics = Topics
recommendation-coverage = Judgement per plan
recommendation-responses = Responses
recommendation-history = Entries about this recommendation, newest first
dropped-recommendation = This recommendation was taken out of the register. You see its last state.

coverage-title = How far the plans meet it
coverage-lead = Each line is the judgement of one organisation. Judgements are never blended.
coverage-caption = Judgements per plan and voice
coverage-empty = Nobody has judged it yet.
coverage-judge = Judge how far a plan meets it
coverage-nobody = judged by nobody
coverage-silent = There is no judgement for these plans
coverage-short = { $plan }: { $degree }
coverage-plan = Plan
coverage-author = Judged by
coverage-degree = Judgement
coverage-measures = Measures cited
coverage-reason = Reason
coverage-date = Date
degree-met = met
degree-partial = partly met
degree-not-met = not met
degree-contradicted = contradicted
degree-unclear = unclear

responses-title = Responses
responses-caption = What those addressed say to it
responses-empty = There is no response.
response-nobody = no response
response-without-position = response without a clear position
response-by = Response by
response-position = Position
response-text = Wording
response-date = Date
position-accepted = accepted
position-partly-accepted = partly accepted
position-noted = noted
position-rejected = rejected
position-pending = pending
