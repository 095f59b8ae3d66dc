# SPDX-License-Identifier: EUPL-1.2
# Balance: whom the measures of a plan think of.

balance-title = Balance: { $plan }
balance-description = Which groups, forms of exploitation and stages the measures think of, and which they do not.
balance-link = Whom the plan thinks of
balance-by = Measures by
balance-across = and also by
balance-lead = A measure that names two words stands under both. A highlighted zero means: no measure whose text is recorded here names it. Every number leads to its list.
balance-matrix = { $rows } and { $columns }
balance-matrix-lead = Counted are measures that name both.
balance-measures = Measures
balance-milestones = Milestones
balance-funded = Measures with figures on money
balance-planned = Money planned
balance-unknown = not known
balance-empty = No measure is recorded here yet.
balance-table-form = By form of exploitation
balance-table-group = By group
balance-table-strand = By purpose
balance-table-phase = By stage
balance-table-level = By level
balance-named-form =
    { $n ->
        [one] One of { $total } measures whose text is recorded names a form of exploitation.
       *[other] { $n } of { $total } measures whose text is recorded name a form of exploitation.
    }
balance-named-group =
    { $n ->
        [one] One of { $total } measures whose text is recorded names a group.
       *[other] { $n } of { $total } measures whose text is recorded name a group.
    }
balance-named-strand =
    { $n ->
        [one] Of one of { $total } measures whose text is recorded it is said what it is for.
       *[other] Of { $n } of { $total } measures whose text is recorded it is said what they are for.
    }
balance-named-phase =
    { $n ->
        [one] Of one of { $total } measures whose text is recorded it is said at which stage it reaches those affected.
       *[other] Of { $n } of { $total } measures whose text is recorded it is said at which stage they reach those affected.
    }
balance-named-level =
    { $n ->
        [one] Of one of { $total } measures whose text is recorded it is said which level acts.
       *[other] Of { $n } of { $total } measures whose text is recorded it is said which level acts.
    }
balance-not-stated-form =
    { $n ->
        [one] For one of { $total } the plan leaves the form of exploitation open.
       *[other] For { $n } of { $total } the plan leaves the form of exploitation open.
    }
balance-not-stated-group =
    { $n ->
        [one] For one of { $total } the plan leaves the group open.
       *[other] For { $n } of { $total } the plan leaves the group open.
    }
balance-not-stated-strand =
    { $n ->
        [one] For one of { $total } it is not stated what it is for.
       *[other] For { $n } of { $total } it is not stated what they are for.
    }
balance-not-stated-phase =
    { $n ->
        [one] For one of { $total } no stage is stated.
       *[other] For { $n } of { $total } no stage is stated.
    }
balance-not-stated-level =
    { $n ->
        [one] For one of { $total } no level is stated.
       *[other] For { $n } of { $total } no level is stated.
    }
balance-not-recorded =
    { $n ->
        [one] For one measure it cannot be said: the plan’s text is not recorded here.
       *[other] For { $n } measures it cannot be said: the plan’s text is not recorded here.
    }

dimension-form = Form of exploitation
dimension-group = Group
dimension-strand = Purpose
dimension-phase = Stage
dimension-level = Level

narrow-named = anything named
narrow-money-known = figures on record
narrow-money-unknown = nothing known
narrow-money-ends = ends before the measure
filter-money = Money
filter-years = Money in the years

group-women = women
group-men = men
group-minors = minors
group-trans-and-non-binary = trans* and non-binary people
group-eu-nationals = EU nationals
group-third-country-nationals = third-country nationals
exploitation-sexual-exploitation = sexual exploitation
exploitation-labour-exploitation = labour exploitation and forced labour
exploitation-forced-begging = forced begging
exploitation-forced-criminality = forced criminality
exploitation-organ-removal = removal of organs
exploitation-forced-marriage = forced marriage
exploitation-illegal-adoption = illegal adoption
exploitation-surrogacy = exploitation of surrogacy
strand-prevention = prevention
strand-protection = protection and support
strand-prosecution = prosecution
strand-coordination = coordination
strand-participation = participation
strand-knowledge = knowledge and data
phase-before = before anything happens
phase-identification = identification
phase-first-help = first help
phase-support = support
phase-proceedings = proceedings
phase-after = afterwards: compensation, work, staying or returning
