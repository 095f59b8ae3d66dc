# SPDX-License-Identifier: EUPL-1.2
# Words that every page uses.

site-claim = What was promised, what is done, and who says so
skip-to-content = Skip to content
nav-main = Main menu
nav-languages = Language
nav-crumbs = You are here
nav-footer = About this site
nav-start = Start
nav-plans = Plans
nav-organisations = Organisations
nav-recommendations = Recommendations
nav-gaps = Gaps
nav-data-findings = Data quality
nav-measures = Measures
nav-monitoring = Monitoring
nav-questions = Questions
nav-changes = Changes
nav-history = History
nav-search = Search
nav-imprint = Imprint
nav-privacy = Privacy
nav-accessibility = Accessibility
nav-licence = Licence
nav-data = Data
nav-verify = How to check for yourself
nav-feed = Changes as a feed
toc-label = On this page

as-of-label = Earlier state
as-of-shown = { $later ->
    [0] You see the register as it stood on { $date }.
    [one] You see the register with everything that was said up to { $date }. One of these entries was recorded here only later.
   *[other] You see the register with everything that was said up to { $date }. { $later } of these entries were recorded here only later.
}
as-of-damaged = { $n ->
    [one] One entry of it is damaged and missing here. So this earlier state may be incomplete.
   *[other] { $n } entries of it are damaged and missing here. So this earlier state may be incomplete.
}
as-of-now = Go to today’s state
as-of-form = Show an earlier state
as-of-pick = State of
as-of-show = Show
register-state =
    { $n ->
        [one] This state rests on { $n } entry, the last one of { $date }.
       *[other] This state rests on { $n } entries, the last one of { $date }.
    }
register-empty = The register holds no entry yet.
log-key = Verification key
log-checkpoint = Signed checkpoint of the log

not-stated = not stated
stated-as-none = stated as none
yes = yes
no = no
dropped = no longer part of the plan
withheld = There is an entry about this whose content is not public, or not yet. What you see here may be incomplete.
shown-in = in { $language }
shown-in-list = Some texts are not available in English. They are shown in { $language }.
thing = { $noun }: { $name }
choice = { $words } ({ $n })
times = { $n } × { $words }
of-total = { $n } of { $total }
list-cut = The first { $shown } of { $total } are listed.
source-label = Source:
span-from-until = { $from } to { $until }
span-from = from { $from }
span-until = until { $until }
span-derived = { $days } (worked out, not in the source)
span-without-days = No date can be read from this.
chart-given = { $n } of { $total } given
chart-first = { $n } of { $total } { $what }
chart-table = The figures as a table
chart-source = Source: { $cite }
chart-take = Picture (SVG)
chart-empty = There are no figures.

filter-submit = Apply
filter-reset = Clear filters
filter-all = all
filter-all-plans = all plans
filter-words = Words in the title
filter-cut = That was very long. The first 200 characters are looked for.
filter-plan = Plan
filter-field = Field of action
filter-lead = Lead
filter-theme = Theme
filter-topic = Topic
filter-nature = Nature
filter-state = State
filter-issuer = Issued by
filter-author = Judged by
filter-degree = Judgement
filter-year = Due in year
filter-type = Type
pager-label = Pages
pager-page = Page { $n }
pager-previous = Previous
pager-next = Next
pager-range = { $from } to { $to } of { $total }

count-measures =
    { $n ->
        [one] { $n } measure
       *[other] { $n } measures
    }
count-milestones =
    { $n ->
        [one] { $n } milestone
       *[other] { $n } milestones
    }
count-organisations =
    { $n ->
        [one] { $n } organisation
       *[other] { $n } organisations
    }
count-demands =
    { $n ->
        [one] { $n } demand
       *[other] { $n } demands
    }
count-recommendations =
    { $n ->
        [one] { $n } recommendation
       *[other] { $n } recommendations
    }
count-data-findings =
    { $n ->
        [one] { $n } data finding
       *[other] { $n } data findings
    }
value-folded =
    { $n ->
        [one] { $n } item
       *[other] { $n } items
    }
count-entries =
    { $n ->
        [one] { $n } entry
       *[other] { $n } entries
    }
count-hits =
    { $n ->
        [one] { $n } hit
       *[other] { $n } hits
    }

noun-column = Thing
noun-organisation = Organisation
noun-plan = Plan
noun-fact = Fact
noun-field = Field of action
noun-goal = Goal
noun-measure = Measure
noun-milestone = Milestone
noun-recommendation = Recommendation
noun-obligation = Obligation
noun-response = Response
noun-coverage = Coverage judgement
noun-evidence = Evidence
noun-finding = Data finding
nouns-organisation = Organisations
nouns-plan = Plans
nouns-fact = Facts
nouns-field = Fields of action
nouns-goal = Goals
nouns-measure = Measures
nouns-milestone = Milestones
nouns-recommendation = Recommendations
nouns-obligation = Obligations
nouns-response = Responses
nouns-coverage = Coverage judgements
nouns-evidence = Evidence
nouns-finding = Data findings

language-in-de = German
language-in-en = English
language-in-it = Italian
language-in-fr = French
language-in-es = Spanish
language-in-pt = Portuguese
language-in-pl = Polish
language-in-ro = Romanian
language-in-bg = Bulgarian
language-in-nl = Dutch
language-in-ar = Arabic
language-in-he = Hebrew
language-in-uk = Ukrainian
language-in-vi = Vietnamese

topic-steering = Steering
topic-prevention = Prevention
topic-identification = Identification
topic-monitoring = Monitoring
topic-coherence = Coherence
topic-support = Support
topic-prosecution = Prosecution
topic-participation = Participation
topic-referral = Referral
topic-cooperation = Cooperation
topic-funding = Funding
topic-minors = Minors
topic-residence = Residence
topic-return = Return
topic-data = Data
topic-transparency = Transparency
topic-accommodation = Accommodation
topic-benefits = Benefits
topic-compensation = Compensation
topic-labour-rights = Labour rights
topic-non-punishment = Non-punishment
topic-information = Information
noun-indicator = Indicator
nouns-indicator = Indicators
noun-value = Value
nouns-value = Values
noun-funding = Funding
nouns-funding = Statements on money
noun-round = Reporting round
nouns-round = Reporting rounds
noun-report = Progress report
nouns-report = Progress reports
noun-assessment = Assessment
nouns-assessment = Assessments
noun-practice = Practice statement
nouns-practice = Practice statements
noun-reply = Reply
nouns-reply = Replies
by-operator = whoever runs this register
by-rule = the register, by rule

take-link = Download the tables and pictures of this page
take-title = Tables and pictures to download
take-lead = Each file holds what is on the page, with the same filters and with all rows, also those on further pages of a list. The addresses stay valid.
take-rows =
    { $n ->
        [one] one row
       *[other] { $n } rows
    }
take-all = All tables in one file
take-nothing = There is neither a table nor a picture on this page.
take-back = Back to the page
cite-this = Cite this page
cite-words = { $site }: “{ $title }”, as of { $date }, entries up to number { $entry }, { $address } (signed state of the log: { $checkpoint })
as-of-like = YYYY-MM-DD
