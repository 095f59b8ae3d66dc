# SPDX-License-Identifier: EUPL-1.2
# Case data: the program wegmarke-cases.

# Files and their faults
cases-file-too-large = The file is too large. Split it by year.
cases-file-empty = The file has no rows. Start with the template (“wegmarke-cases template”).
cases-file-not-utf8 = The file is not saved as UTF-8. Choose “CSV UTF-8” when saving, or save as XLSX or ODS.
cases-file-broken = The file cannot be read as CSV, XLSX or ODS. Open it in your spreadsheet program and save it again.
cases-file-many-sheets = Several sheets hold something. Leave only the sheet with the cases in the file.
cases-column-unknown = This heading is not in the codebook. Rename the column or remove it; names do not belong here.
cases-column-twice = This column is there twice. Remove one of them.
cases-column-missing = The column “{ $about }” is missing. Add it.
cases-row-too-long = Something stands to the right of the last heading. Check whether columns have shifted.
cases-cell-needed = This cell must not be empty.
cases-cell-year = This is no year between 1990 and 2100. Write four digits.
cases-cell-age = This is no age in years. Write a whole number from 0 to 120, or leave the cell empty.
cases-cell-country = This is no country code. Write three capital letters as in ISO 3166, such as ROU.
cases-cell-number = This is no whole number from 0 to { $about }. Write digits only, or leave the cell empty.
cases-cell-code = This code is not in the codebook. Possible are: { $about }. Not recorded: leave it empty.
cases-number-twice = This case number is already in row { $about }. Merge the two, or correct the number.
cases-at-cell = Row { $row }, column “{ $column }”: { $what }
cases-at-row = Row { $row }: { $what }
cases-nothing-taken =
    { $n ->
        [one] One fault; nothing was taken.
       *[other] { $n } faults; nothing was taken.
    }
cases-checked = Read: { $cases } cases with consent, { $without } without, { $withdrawn } withdrawn.

# Being recognised
cases-risk =
    { $n ->
        [0] Nobody is unique by up to three visible traits.
        [one] One person is unique by up to three visible traits:
       *[other] { $n } persons are unique by up to three visible traits:
    }
cases-risk-line = unique by: { $by }. Make coarser or leave out: { $coarser }.

# Handing over and pooling
cases-handed-over = { $n } cases are encrypted in { $file }. Only the pooling body can open the file.
cases-key-made = The key is ready. Pass on only this public part: { $key }
cases-pool-made = The pool is ready. Give this file to the centres in a safe way: { $file }
cases-received =
    { $n ->
        [one] One delivery was taken in.
       *[other] { $n } deliveries were taken in.
    }
cases-pool = In the pool: { $cases } cases of { $centres } centres; { $without } without consent stay out, { $withdrawn } withdrawn.
cases-alike = { $one } and { $other }: { $n } cases look alike. They need not be the same person; ask the centres.

# Releasing
cases-audited = { $cells } cells, { $hidden } of them suppressed; { $checked } groups checked, { $earlier } earlier tables taken into account.
cases-stopped = The release is stopped. Against it stands:
cases-objection = { $why }: a group can be worked out from the tables { $tables }; { $possible } numbers remain possible, { $needed } must. Leave out one of the tables, or merge categories.
cases-objection-centre = { $why }: by subtracting its own cases a centre can work out a group from the tables { $tables }; { $possible } numbers remain possible, { $needed } must. Leave out one of the tables, or merge categories.
cases-objection-sum = { $why }: a sum can be told too closely from the tables { $tables }; the least and the greatest possible are { $possible } apart, { $needed } must be. Leave out one of the tables, or merge categories.
cases-objection-sum-centre = { $why }: by subtracting its own cases a centre can tell a sum too closely from the tables { $tables }; the least and the greatest possible are { $possible } apart, { $needed } must be. Leave out one of the tables, or merge categories.
cases-why-small = Few persons
cases-why-empty = Nobody
cases-why-full-row = All in a row alike
cases-why-one-centre = All of one centre
cases-why-dominated = Nearly all of one centre
cases-why-dominance = Nearly all from few persons
cases-why-p-percent = One person's amount can be told closely
cases-drawn = { $cells } cells with noise; spent so far: { $spent } of a budget of ε { $epsilon }, δ { $delta }.
cases-budget = Privacy budget: ε { $epsilon }, δ { $delta }. Spent so far: ε { $spent }.
cases-budget-none = The pool has no privacy budget. Set it once, with --epsilon and --delta; it cannot be raised later.
cases-budget-stays = The privacy budget is set once and stays as it is.
cases-proposed = Proposal { $number } is ready. A second person reads the audit and releases with a key of their own.
cases-same-person = Who proposes does not release. It takes the key of a second person.
cases-outdated = Something else was published since this proposal. Propose again, so that both are checked together.
cases-released = Released. The files are in { $folder }.
cases-signed-by = Signed by “{ $name }” with the key { $key }.
cases-verified =
    { $n ->
        [one] One table; all files and both signatures hold.
       *[other] { $n } tables; all files and both signatures hold.
    }
cases-ledger-holds =
    { $n ->
        [one] One entry; the ledger holds.
       *[other] { $n } entries; the ledger holds.
    }

# Pages
cases-release-intro = “Suppressed” means: the number is not told, so that nobody is recognised. “None” means: nobody, unless the method below says otherwise. “Not recorded” means: the centres do not know, or did not write it down; it never means “no”.
cases-several = A person can appear more than once; the numbers add up to more than the total.
cases-sum-people = { $title }: persons of whom “{ $sum }” is recorded
cases-sum-title = { $title }: { $sum }, added up
cases-pages = Pages
cases-other-language = Deutsch
cases-records =
    { $n ->
        [one] One record
       *[other] { $n } records
    }
cases-records-text = The first ten; all of them are in the files of the release.
cases-total = Total
cases-count = Persons
cases-none = none
cases-suppressed = suppressed
cases-not-recorded = not recorded
cases-method = Method and audit
cases-method-text-exact = Numbers below the smallest number shown, empty cells by rule, and numbers that come nearly all from one centre are suppressed. Further cells are suppressed so that none of them can be worked out, also not together with earlier releases. This was checked with linear programmes over all tables and sums.
cases-method-sums = A sum stands only where the number of people behind it stands. Sums that are nearly all of few persons, or from which one person’s amount could be told closely, are suppressed, and others with them, so that none of these amounts follows from what is told.
cases-method-text-cell-keys = The numbers are a little off on purpose, always in the same way for the same people; where there is nobody it says “none”, and no small number is shown, so that “none” can mean very few here, too. So that what is told gives nobody away, numbers that come nearly all from one centre are suppressed. This was checked over all tables and sums, also together with earlier releases, and as if the greatest deviation were known.
cases-method-text-dp = To every number noise was added that hides whether any single person is in it, whoever asks and whatever they know besides, also a centre that knows all others (differential privacy, drawn with OpenDP). Tables that tell the same were then made to agree, and numbers below nothing became 0: a 0 need not mean nobody, and a small number can mean nobody. Parts may not add up exactly. Where the standard deviation below is large against a number, the number says little. The noise has no seed, so these numbers cannot be recomputed from the cases, and must not be: drawing again would cost privacy again. What all such releases of this pool may cost together was set once; what they cost stands below. Records, where there are any, were drawn from these numbers alone; none of them is a person.
cases-method-text-synthetic = These records are invented; none of them is a person. Every combination of values up to the protected length is one that at least as many real people have as the smallest number shown, and of more than one centre; what too few have became “not recorded”. Longer combinations can be invented and mean nothing. Do not publish numbers from these records as counts of people.
cases-verify-text = Check this release with “wegmarke-cases verify”: all files, and the signatures of two persons.
cases-fact-years = Years
cases-fact-codebook = Codebook
cases-fact-class = Class of release
cases-class-exact = exact numbers with suppressed cells
cases-class-dp = numbers with noise (differential privacy)
cases-class-synthetic = synthetic records
cases-class-cell-keys = numbers a little off (cell keys)
cases-parameter-threshold = Smallest number shown
cases-parameter-sensitive-threshold = Smallest number shown with citizenship or region
cases-parameter-share = Largest share of one centre in per cent
cases-parameter-zeros = Empty cells
cases-parameter-dominance = Dominance (n, k): the n largest amounts are at most the share k of a sum
cases-parameter-p-percent = p %: no amount can be told to within this share of it
cases-parameter-noise = Noise
cases-value-laplace = discrete Laplace
cases-value-gaussian = discrete Gaussian
cases-parameter-epsilon = ε of this release
cases-parameter-delta = δ of this release
cases-parameter-deviation = Largest standard deviation of the noise on a cell
cases-parameter-seed = Seed of the records
cases-parameter-spent = Privacy spent by this release (ρ)
cases-parameter-spent-in-all = Privacy spent by all releases so far (ρ)
cases-parameter-budget = Budget of the pool (ρ)
cases-parameter-budget-epsilon = Budget of the pool: ε
cases-parameter-budget-delta = Budget of the pool: δ
cases-parameter-length = Longest protected combination of values
cases-quality =
    { $n ->
        [one] Quality for single values
       *[other] Quality for combinations of { $n } values
    }
cases-quality-noisy-says = { $preserved } of { $allowed } published numbers of at least ten have records, { $fabricated } combinations occur that are published as 0; mean error { $error } per cent, all compared with the published numbers
cases-quality-says = { $preserved } of { $allowed } preserved, { $fabricated } fabricated, { $leaked } leaked; mean error { $error } per cent
cases-parameter-variance = Variance of the deviations
cases-parameter-additive = Totals made of the parts that are shown
cases-value-yes = yes
cases-value-no = no
cases-value-hide = suppressed
cases-value-show = shown as “none”
cases-audit-cells = Cells
cases-audit-by-rule = suppressed by rule
cases-audit-for-others = suppressed to protect others
cases-audit-checked = Groups checked
cases-audit-earlier = Earlier tables that were checked with it
cases-serving = The page is ready on this computer: { $address } (Ctrl+C stops it)
cases-start = Case data
cases-start-intro = This page runs on this computer only. It shows what was released, and no case.
cases-releases = Releases
cases-no-release = Nothing released yet.
cases-tables =
    { $n ->
        [one] one table
       *[other] { $n } tables
    }
cases-ledger = Ledger
cases-ledger-empty = No entry yet.
cases-entry-budget-set = Privacy budget set
cases-entry-budget-spent = Privacy budget: noise drawn
cases-entry-pool-received = Deliveries taken in
cases-entry-release-published = Published
cases-entry-release-stopped = Stopped by the audit

# Counting and estimating
cases-counted = { $rows } rows, { $combinations } combinations, together { $sum }; { $below } of them have fewer than ten. Not for publishing: this went through no audit.
cases-estimate = How many are on no list: an estimate
cases-estimate-intro = { $observed } people are on at least one of the lists { $lists }. From what the lists share one can estimate how many there are together with those on none. Each method answers differently; there is no single number.
cases-estimate-way = Method
cases-estimate-answer = Answer
cases-estimate-pairs = Lists that depend on each other in the model
cases-estimate-says =
    { $without ->
        [0] between { $low } and { $high } (middle { $middle })
       *[other] between { $low } and { $high } (middle { $middle }); { $without } repetitions without an answer
    }
cases-no-pairs = none
cases-way-stepwise = Stepwise (p ≤ 0.02)
cases-way-bic = Least BIC
cases-way-threshold = Bayesian thresholding (two standard deviations)
cases-refused-none = No estimate: none exists in this model.
cases-refused-many = No estimate: the lists explain different numbers equally well.
cases-refused-unsettled = No estimate: the computation does not settle.
cases-estimate-limits = What this cannot do
cases-estimate-limits-text = The estimate assumes that all lists mean the same group, that nobody is counted twice or mistaken for somebody else, and that no whole group is kept off every list. The lists themselves cannot show that. The range holds only if it is so.
cases-estimate-dissent = This is disputed: Whitehead, Jackson, Balch and Francis (2021) hold such estimates of human trafficking in the United Kingdom to be unsuitable, because the lists depend on each other and hardly overlap.

# Figures of others
cases-figures = { $cells } cells, { $suppressed } of them suppressed.
cases-figures-follow =
    { $n ->
        [0] No suppressed cell follows from one subtraction.
        [one] One suppressed cell follows from one subtraction. What follows is not said here.
       *[other] { $n } suppressed cells follow from one subtraction. What follows is not said here.
    }
cases-figures-twice = { $at }: there twice, as { $one } and as { $other }.
cases-figures-differs = { $at }: printed as { $total }, the parts add up to { $parts }.
cases-figures-too-many = { $at }: printed as { $total }, the printed parts alone are { $parts }.
cases-figures-too-few = { $at }: printed as { $total }, the parts are at most { $parts }.
cases-figures-hidden-total = { $at }: suppressed as small, the printed parts alone are { $parts }.
cases-figures-unreadable = { $at }: neither a number nor “<5”.

# European statistics
cases-form-made = The form is ready: { $file }. Fill in the column “count”; 0 means none, empty means not delivered.
cases-form-source = Source: { $source }.
cases-form-year = This is not the year that is reported.
cases-form-line = This line is not in the form. Leave table, list and code as they are.
cases-form-twice = This line is there twice. Remove one of them.
cases-form-count = This is no whole number. Write digits only, or leave the cell empty.
cases-form-nothing = { $authority }: nothing delivered.
cases-form-no-table = { $authority }: the table “{ $table }” is empty.
cases-form-differs = { $authority }, { $line }: forms say different numbers: { $counts }. All of them stand in the file.
cases-form-sum = { $authority }, { $table }: given in all { $total }, by “{ $by }” it adds up to { $sum }. Both stay as they were given.
cases-form-collected =
    { $n ->
        [0] Nothing to look at. The forms are together in { $file }.
        [one] One thing to look at. The forms are together in { $file }.
       *[other] { $n } things to look at. The forms are together in { $file }.
    }
cases-form-not-for-publishing = For handing in, not for publishing: small numbers are not suppressed here.

# Help (--help)
cases-help-program = Case data: pool, gate, releases.
cases-help-arg-lang = The language of what is said.
cases-help-template = For a centre: an empty table of a codebook, as CSV on standard output.
cases-help-arg-codebook = Codebook: german-network, ctdc, or a file.
cases-help-check = For a centre: check a table, and say who could be recognised in it.
cases-help-arg-file = CSV, XLSX or ODS.
cases-help-hand-over = For a centre: hand cases over as one encrypted file.
cases-help-hand-over-centre = Short name of the centre, the same each year.
cases-help-hand-over-to = The file `for-centres.toml` of the pooling body.
cases-help-arg-out = Where to write.
cases-help-key = Make a signing key for a person.
cases-help-key-name = The person's function; it stands in releases.
cases-help-init = For the pooling body: make an empty pool.
cases-help-init-folder = Its folder.
cases-help-receive = For the pooling body: take what centres handed over, all of it or nothing.
cases-help-arg-folder = The pool's folder.
cases-help-receive-files = Files of centres.
cases-help-pool = For the pooling body: what is in the pool.
cases-help-budget = For the pooling body: the privacy budget of all releases with noise; set once, or shown.
cases-help-budget-epsilon = ε that all of them together keep; without it the budget is shown.
cases-help-budget-delta = δ that all of them together keep.
cases-help-propose = For the first person: send a release plan through the gate.
cases-help-propose-plan = The plan.
cases-help-propose-key = The person's key.
cases-help-release = For the second person: release what was proposed, after reading its audit.
cases-help-release-draft = Number of the proposal.
cases-help-release-key = The person's key; not that of who proposed.
cases-help-release-out = Folder for the files; must not be there yet.
cases-help-verify = For anybody: check the files and signatures of a release.
cases-help-verify-folder = Its folder.
cases-help-verify-known = Public keys of persons who may release; other signatures are refused.
cases-help-ledger = What was released, for ever; every entry is checked.
cases-help-demo = An example: invented cases of six centres, releases of each class, and one that is stopped.
cases-help-demo-folder = Its folder; must not be there yet.
cases-help-demo-port = Port on 127.0.0.1 of the page that shows it; none: it ends when it is made.
cases-help-estimate = How many people no list has: several answers and a page, never one number.
cases-help-estimate-file = CSV: a column of 0 and 1 for each list, and a column `count`.
cases-help-estimate-out = Where to write the page; must not be there yet.
cases-help-estimate-repetitions = Repetitions of the bootstrap.
cases-help-estimate-seed = Seed: the same one gives the same answer.
cases-help-form = European statistics: an empty form for an authority.
cases-help-form-authority = Whose form it is.
cases-help-arg-year = Year that is reported.
cases-help-form-out = Where to write: .csv, .xlsx or .ods; must not be there yet.
cases-help-collect = European statistics: lay forms of several authorities side by side, and write them for handing in.
cases-help-collect-files = Forms that were filled in.
cases-help-collect-expected = An authority from which a form is expected; once for each.
cases-help-collect-out = Where to write: .csv, .xlsx or .ods; must not be there yet.
cases-help-figures = Published figures of others: contradictions, and how many suppressed cells follow from the rest.
cases-help-figures-file = CSV, XLSX or ODS with the columns of UNODC's long tables.
cases-help-count = Inside the house: count every combination of values of a CSV file. Not for publishing.
cases-help-count-file = CSV with a heading; an empty cell is not recorded.
cases-help-count-length = The longest combination.
cases-help-count-threads = Threads.
cases-help-count-out = Where to write all combinations with their counts.
cases-help-serve = A page in the browser of this computer.
cases-help-serve-port = Port on 127.0.0.1; 0: a free one.
