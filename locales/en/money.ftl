# SPDX-License-Identifier: EUPL-1.2
# Money: what is needed, planned, secured and spent.

money-title = Money: { $plan }
money-all = Money of all plans
money-description = What is needed, planned, secured and spent, by year, field of action and lead; what ends before the measure does; where sources differ.
money-link = Money
money-lead = Where sources differ, you see what the lowest and what the highest one names; no amount counts twice. Currencies are not added together. Where a source names one amount for several years, it stands under those years. A dash means: nobody names an amount.
money-years = By year
money-year = Year
money-measures = Measures
money-known = with figures
money-share = Share without figures
money-fields = By field of action
money-plans = By plan
money-leads = By lead
money-leads-lead = A measure with several leads stands under each of them.
money-strands = By purpose
money-strands-lead = What coordination and participation cost stands in lines of its own. A measure with two purposes stands under both.
money-empty = Nobody names an amount.
money-nobody = –
money-range = { $low } to { $high }
money-cliffs-title = Where money ends before the measure does
money-cliffs-lead = Where several sources name a last day of the money, the latest one counts. Where a measure states no period, that of its plan counts.
money-ends = Money until
money-measure-ends = Measure until
money-days = Days without money
money-no-end = no end
money-no-cliff = Of no measure is it known that its money ends before it does.
money-differ = Where sources differ
money-agree = No two sources name different amounts.
money-what = Amount
money-said = Who names what
money-unknown =
    { $n ->
        [one] For one of { $total } measures nothing is known about money.
       *[other] For { $n } of { $total } measures nothing is known about money.
    }
money-cliffs =
    { $n ->
        [one] For one measure the money ends before the measure does.
       *[other] For { $n } measures the money ends before the measure does.
    }
money-differing =
    { $n ->
        [one] About one amount sources say different things.
       *[other] About { $n } amounts sources say different things.
    }
