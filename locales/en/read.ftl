# SPDX-License-Identifier: EUPL-1.2
# Why a file cannot be read, and what is wrong with a profile.

read-error-unreadable = { $file } cannot be read: { $why }
read-error-too-large = { $file } is larger than { $limit } bytes; split it into several files
read-error-too-many = { $file } has more than { $limit } { $what }; split it into several files
read-error-cell-too-long = { $file }, row { $row }, column { $column } holds a cell of more than { $limit } bytes; shorten it, or look for a quotation mark that is missing before it
read-error-empty = { $file } is empty; export it again
read-error-not-a-table = { $file } is not a table: { $why }; give a CSV, XLSX, XLS, ODS or JSON file
read-error-locked = { $file } is locked with a password; open it, remove the password and save it again
read-error-damaged = { $file } is damaged or cut off: { $why }; export or download it again
read-error-zip-claims-too-much = { $file } claims to hold { $claimed } bytes when unpacked, more than the allowed { $limit }; nothing was unpacked. Save the table as CSV if it is really that large
read-error-formula = { $file }, row { $row }, column “{ $column }” holds a formula ({ $text }); replace formulas by their values and save again
read-error-duplicate-heading = { $file } has the heading “{ $heading }” in columns { $first } and { $second }; rename one of them, or write “#{ $first }” or “#{ $second }” in the profile
read-error-no-heading-row = { $file } has no row { $row }, where the profile looks for headings; mend `heading_row`
read-error-missing-column = { $file } has no column { $wanted } for { $by } ({ $advice }). If editions may lack it, say optional = true in the profile
read-error-renamed-headings = { $renamed }; if they are the same, import with --accept-headings, or add the new headings to the profile
read-error-missing-file = the folder { $folder } has no file { $wanted }, which the profile reads; add it, or say optional = true in the profile
read-error-no-table-for-file = { $file } matches none of the profile's files ({ $wanted }); rename it or use another profile
read-error-missing-sheet = { $file } has no sheet { $sheet }; { $advice }
read-error-unsigned = { $file } is not signed; please ask for the signed file. Nothing was taken
read-error-broken-signature = The signature on { $file } does not hold: { $why }. Nothing was taken; please ask for the file once more
read-error-foreign-signature = { $file } was signed by somebody else than you ask for (key { $keys }). Nothing was taken; please ask those from whom the file came
read-error-not-a-form = { $file } is not a form of this register: { $why }; fill in the downloaded file and give that

read-reason-not-found = it is not there; check the path
read-reason-not-allowed = you have no right to it; check its permissions
read-reason-system = the system refuses; check the path and your rights to it
read-reason-is-pdf = it is a PDF document
read-reason-is-pdf-as-table = it is a PDF document under the name of a spreadsheet; ask for the table itself
read-reason-is-picture = it is a picture
read-reason-is-picture-as-table = it is a picture under the name of a spreadsheet; ask for the table itself
read-reason-is-gzip = it is a gzip file; unpack it first
read-reason-is-7z = it is a 7z archive; unpack it first
read-reason-is-rar = it is a RAR archive; unpack it first
read-reason-is-database = it is a database
read-reason-is-text-document = it is a text document
read-reason-is-text-document-as-table = it is a text document under the name of a spreadsheet; ask for the table itself
read-reason-is-web-page = it is a web page; download the file behind it
read-reason-is-web-page-as-table = it is a web page under the name of a spreadsheet; open it in a spreadsheet program and save it as XLSX
read-reason-is-web-archive = it is a web archive
read-reason-is-web-archive-as-table = it is a web archive under the name of a spreadsheet; open it in a spreadsheet program and save it as XLSX
read-reason-is-excel-2003 = it is an XML file of Excel 2003; open it in a spreadsheet program and save it as XLSX
read-reason-is-flat-odf = it is a flat OpenDocument file; open it in a spreadsheet program and save it as ODS
read-reason-is-xml = it is an XML file
read-reason-is-tree = it is JSON; write [[tree]] instead of [[table]] in the profile
read-reason-is-word = it is a Word document
read-reason-is-presentation = it is a presentation
read-reason-is-numbers = it is a file of Apple Numbers or Pages; export it as XLSX
read-reason-is-zip = it is a ZIP file without a spreadsheet; unpack it first
read-reason-is-office = it is an Office file without a spreadsheet
read-reason-is-old-or-locked = it is an old Excel or Word file, or a locked one; save it as XLSX
read-reason-is-plain-text = it is a plain text
read-reason-control-characters = it holds control characters, as programs and pictures do
read-reason-not-encoded = it is not valid { $encoding }
read-reason-ends-in-letter = it ends inside a character
read-reason-open-quote = the quotation mark that opens a cell in row { $row } is never closed
read-reason-no-columns = its first row is “{ $start }”, which separates no columns
read-reason-parts-do-not-fit = its parts do not fit together
read-reason-sheet-ends = its sheet ends in the middle
read-reason-unknown-reference = it refers to “&{ $name };”, which is not known
read-reason-read-as = it was read as { $format } and does not hold what such a file holds
read-reason-bundle-changed = “{ $part }” is not as it was signed, is missing or was added
read-reason-bundle-two-persons = the signatures of two different persons are missing
read-reason-bundle-signature = what it says was changed since
read-reason-bundle-without-tables = this release is made of invented records and has no tables of numbers
read-reason-bundle-line = line { $row } is not what has to stand there
read-reason-json = its JSON goes wrong in line { $row }, character { $column }
read-reason-nothing-under = nothing stands under “{ $path }”
read-reason-neither-list-nor-node = its JSON is neither a list of nodes nor a node
read-reason-nodes-without-keys = some of its nodes have no keys
read-reason-no-hidden-sheet = its hidden sheet is missing
read-reason-no-row-of-keys = its hidden row of keys is missing
read-reason-renamed = { $file }: “{ $gone }” ({ $reads }) is gone, and “{ $new }” is new { $place } and holds the same kind of values, such as “{ $examples }”
read-reason-at-its-place = at its place
read-reason-much-alike = much alike
read-reason-cell = row { $row }, column “{ $column }”: { $fault }
read-reason-cell-too-long = a text of { $length } characters, where a cell takes { $limit }; shorten it
read-reason-cell-wrong-kind = a value of another kind than its column
read-reason-cell-unknown-choice = “{ $given }”, which is none of the choices
read-reason-cell-too-early = { $day }, a day before 1906

read-many-rows = rows
read-many-columns = columns
read-many-cells = cells
read-many-files = files
read-many-sheets = sheets
read-many-parts = parts
read-many-merged = merged cells
read-many-keys = different keys
read-many-nodes = nodes
read-many-values = values
read-many-levels = levels within each other
read-many-choices = choices

read-advice-name = “{ $name }”
read-advice-or = { $first } or { $other }
read-advice-near = did you mean “{ $name }”?
read-advice-allowed = allowed: { $names }
read-advice-language = write two small letters, such as "de"

form-error-form-name = the { $what } “{ $name }” of the form is { $why }; give every one a name of its own
form-error-key = key
form-error-id = id
form-error-revision = revision
form-error-label = label
form-error-blank = blank
form-error-not-clean = not clean
form-error-reserved = reserved
form-error-twice = there twice
form-error-form-too-many = the form has more than { $limit } { $what }; split it into several forms
form-error-form-width = row { $row } of the form has { $met } cells for { $wanted } columns
form-error-form-cells = the form cannot hold { $cells }
form-error-form-writer = the form cannot be written

profile-error-profile-syntax = { $at }: { $what }; see docs/profiles.md for the keys
profile-error-profile-unknown = { $at }: “{ $given }” is not { $wanted }; { $advice }
profile-error-profile-contradiction = { $at }: { $what }

profile-wanted-key = a key of this part
profile-wanted-noun = a noun
profile-wanted-attribute = an attribute of { $noun }
profile-wanted-language = a language
profile-wanted-encoding = an encoding
profile-wanted-word = no word of the list of { $attribute }
profile-wanted-day-order = an order of day and month

profile-fault-not-toml = this is not valid TOML
profile-fault-missing-key = the key `{ $key }` is missing in this part
profile-fault-key-twice = this key is there twice
profile-fault-not-a-text = a text in quotation marks is expected here
profile-fault-not-true-or-false = `true` or `false` is expected here
profile-fault-not-a-list = a list in brackets is expected here
profile-fault-wrong-type = a value of another kind is expected here
profile-fault-not-a-day = “{ $given }” is not a day; write it as "2025-06-23"
profile-fault-reads-nothing = the profile reads nothing; add a [[table]] or a [[tree]]
profile-fault-plan-without-id = the plan has no id; add id = "…" to it
profile-fault-not-one-sign = “{ $given }” is not one character; write exactly one, such as ","
profile-fault-which-columns = “{ $attribute }” needs either `column`, `columns` or `flags`; `column` is one heading (or several accepted ones), `columns` are several cells of one list, `flags` are columns of yes and no
profile-fault-split-is-empty = `split` is empty; name the separator, such as ";"
profile-fault-part-of-nothing = `part` counts the items of `split`, from 1; add split = "…", and write 1 for the first item or -1 for the last
profile-fault-joins-nothing = “{ $join }” joins nothing; `join` is for several `columns` and not for `split`
profile-fault-attribute-is-no-list = “{ $attribute }” is not a list; `split` without `part`, and `columns` without `join`, are for { $lists }
profile-fault-no-expression = “{ $text }” is no regular expression; a pair of brackets stands around what is wanted, such as "([0-9]{"{"}4{"}"})"
profile-fault-test-without-column = the test names no column; add column = "…" to it
profile-fault-test-asks-not-one = the test asks nothing, or several things; use exactly one of equals, starts_with, ends_with, contains, present; a second question goes into `and` or `or`
profile-fault-test-and-or = the test has both `and` and `or`; put one of them into the test of the other
profile-fault-further-without-column = the `{ $key }` of a test names no column; add column = "…" to it
profile-fault-no-records = nothing is read from these files; add a [[table.record]] (or [[tree.record]]) with its noun and columns
profile-fault-constant-and-column = “{ $attribute }” is both a constant and a column; keep one of them
profile-fault-states-nothing = the record states nothing; add a columns or a constants table
profile-fault-rows-without-depth = a table has no depth and no leaves; say `parent` in the table if rows name the rows above them, or use `when` to choose rows
profile-fault-rows-under-no-key = rows of a table stand under no key; use `when` to choose rows of a table
profile-fault-values-of-no-column = values are translated for “{ $attribute }”, which no column gives; { $advice }
profile-fault-words-twice = “{ $time }” and “{ $time }.as_written” are the same words; keep one of them
profile-fault-name-of-lookup = “{ $given }” cannot be the name of a lookup; choose another word without a point, such as "axis"
profile-fault-no-files = the list of files is empty; name at least one, such as file = "measures.csv"
profile-fault-no-separator = “{ $given }” cannot separate cells; use ",", ";", "\t" or "|"

profile-note-proposal = A proposal, guessed from headings and cells. Check every line; docs/profiles.md explains the keys.
profile-note-complete = true: what a new file does not mention any more is dropped from the plan.
profile-note-plan = No column names the plan: give it its real id and title.
profile-note-nothing = Nothing was recognised: a column only holds the place.
profile-note-unmatched = Not recognised; map them below or list them in `ignore`:
profile-note-series = Figures by year, from { $first } to { $last }; a record with each = "????" reads them one by one.
profile-note-words = Say what these words mean: { $words }
