# SPDX-License-Identifier: EUPL-1.2
# Bringing a table in the browser.

upload-title = Upload a table
upload-lead = Upload a list as a file. You see what it holds, say once what its columns mean, and look at what would be written. Nothing is written before you say yes.
upload-choose = The file
upload-file-hint = CSV, TSV, XLSX, XLS, ODS, JSON, or PDF, DOCX, ODT with tables, up to { $most }. The file stays with your organisation, encrypted, and is deleted a week after you last did something with it.
upload-bring = Upload
upload-may = What you may state with a file
upload-may-own = What your organisation says in its own name: its demands, answers, judgements, evidence and values. And a new plan that your organisation leads or coordinates.
upload-may-plans = What stands in these plans: fields of action, goals, measures, milestones and facts.
upload-file = File
upload-touched = Last changed
upload-kept-until = Kept until
upload-waiting = Not written yet
upload-written = Written
upload-entries = Entries
upload-receipt = Receipt
upload-go-on = Go on with “{ $file }”
upload-receipt-of = Receipt for “{ $file }”
upload-profiles = How your organisation mapped its files
upload-profiles-lead = A mapping is kept with what was written from it, and offered for the next file. As a profile it can be read by the command line, too.
upload-profile = Mapping
upload-profile-used = Last used
upload-profile-fetch = As a file
upload-profile-toml = { $name }.toml
upload-kib = { $n } kB
upload-mib = { $n } MB
upload-steps = Steps
upload-step-file = File
upload-step-columns = Columns
upload-step-words = Words
upload-step-check = Check and write
upload-step-review = Review
upload-review-title = Review “{ $file }”
upload-review-lead = { $tables ->
    [one] One table with { $rows } rows was found.
   *[other] { $tables } tables with { $rows } rows in all were found.
} Please look beside the picture of the page whether everything was read rightly. Only then it becomes a table whose columns you map.
upload-review-open = { $n ->
    [0] Everything is looked at.
    [one] One place is left to look at.
   *[other] { $n } places are left to look at.
}
upload-review-go-on = Go on with: { $leaf }
upload-review-page = Page { $n }
upload-review-part = Part { $n }
upload-review-pages = page { $pages }
upload-review-where = Page
upload-review-rows = Rows
upload-review-left = To look at
upload-review-dropped = Left out
upload-review-leaves = The pages with rows
upload-review-whole = About the whole document
upload-review-whole-lead = Tick what you looked at in the document.
upload-review-seen = I looked at this
upload-review-end = Go on to the columns
upload-review-fetch = Download what was read, with all places (JSON)
upload-leaf-title = Review { $leaf } of “{ $file }”
upload-leaf-open = { $n ->
    [0] Everything on this page is looked at.
    [one] One row on this page is to be looked at.
   *[other] { $n } rows on this page are to be looked at.
}
upload-leaf-lead = What you change in a field counts as looked at.
upload-leaf-next = Looked at, on to the next one
upload-leaf-keep = Keep it and stay here
upload-leaf-whole = Page { $n } as a whole, with the rows that were found
upload-leaf-piece = Picture of page { $n }, row { $row }: { $words }
upload-leaf-row = Row { $n }
upload-leaf-row-at = Row without a number, number { $n } of the table
upload-leaf-column = Column { $n }
upload-leaf-raw = In the file:
upload-leaf-more = Do more with this row
upload-leaf-do = This row
upload-leaf-do-stays = stays one row
upload-leaf-do-join = belongs to the row above it
upload-leaf-do-split = is two rows
upload-leaf-do-drop = leave it out
upload-leaf-split-hint = To take it apart: leave a line blank in the fields; what stands below it becomes the second row.
upload-leaf-why = Why leave it out?
upload-leaf-why-missing = Please say why this row is left out.
upload-leaf-nothing-above = There is no row above it.
upload-leaf-no-blank-line = No field has a blank line at which it could be taken apart.
upload-leaf-right = Looked at: it is right as it is.
upload-leaf-stopped = The rows marked in red need you: change a field, leave the row out, or tick that it is right as it is.
upload-leaf-dropped = left out
upload-leaf-looked = looked at
upload-leaf-stops = please decide
upload-leaf-look = please look
upload-leaf-clean = nothing doubtful
upload-leaf-before = Page before
upload-leaf-behind = Page behind
upload-columns-title = What the columns of “{ $file }” mean
upload-columns-lead = { $n ->
    [one] The table has one row. A proposal is filled in; please look at every column.
   *[other] The table has { $n } rows. A proposal is filled in; please look at every column.
}
upload-kept = You can leave and come back: all of this is kept until { $until }.
upload-picture = The first rows of the file
upload-no-rows = There is no row below the headings.
upload-row = Row
upload-blank = (empty)
upload-heading = headings
upload-sheet = Sheet
upload-heading-row = The headings stand in row
upload-heading-row-hint = What stands above them is not read.
upload-heading-row-of = { $n }: { $cells }
upload-place = Read this sheet and row
refused-upload-place = This sheet and row hold no table that can be read.
upload-own = Map it as before
upload-own-none = please choose
upload-own-hint = Takes over what your organisation chose for an earlier file.
upload-own-take = Take it over
upload-whole = The whole file
upload-noun = What is a row about?
upload-hint-noun = The proposal comes from the headings.
upload-also = What else does a row say?
upload-hint-also = For example a demand, and the answer to it in the same row.
upload-also-none = nothing else
upload-language = Language of the texts
upload-hint-language = For texts whose heading names no language.
upload-plan = Which plan is it about?
upload-hint-plan = For all rows of the file.
upload-plan-new = a plan that is not in the register yet
upload-plan-title = Title of the new plan
upload-plan-role = Your organisation
upload-plan-role-lead = leads the plan
upload-plan-role-coordination = coordinates the plan
upload-complete = The file is whole: what it does not mention any more is no longer part of the plan
upload-complete-hint = Only tick this if the file holds everything. What is gone is shown before it is written.
upload-signed-by = Who has to have signed it?
upload-signed-by-hint = The file is signed, with { $keys }. Enter the public key that you were given by another way, or the name of an organisation that registered its key here. Without it, the numbers say that nobody checked.
upload-columns = Columns
upload-columns-hint = Below each heading you see some of its values. Choose what they are, or leave the column out.
upload-filled = filled in { $n } of { $total } rows
upload-goes-to = Becomes
upload-ignored = leave out
upload-double = Another column becomes the same. Please keep one of them.
upload-separator = Several in one cell
upload-separator-none = one in each cell
upload-separator-semicolon = separated by semicolons
upload-separator-comma = separated by commas
upload-separator-bar = separated by vertical bars
upload-separator-line = one below the other
upload-in-language = { $name } ({ $language })
upload-part-of = { $name }: { $part }
upload-part-as-written = in words
upload-part-from = first day
upload-part-until = last day
upload-part-derived = worked out
upload-part-year = year
upload-part-quarter = quarter
upload-part-document = document
upload-part-locator = place in it
upload-part-url = address
upload-named = Name of this mapping
upload-named-hint = Under this name it is offered for the next file.
upload-apply = Take this over and show it again
upload-check = Check
upload-discard = Delete this upload
upload-fetch = Download the mapping as a profile (TOML)
upload-problem-plan = Please choose the plan that the file is about.
upload-problem-plan-title = Please give the new plan a title.
upload-problem-double = “{ $first }” and “{ $second }” become the same.
upload-problem-nothing = No column becomes anything yet.
upload-problem-profile = This mapping contradicts itself: { $why }
upload-words-title = What the words of “{ $file }” mean
upload-words-lead = These columns are told by fixed words here. Please say what each word of your file means. Words that you leave open are not taken over, and become a data finding.
upload-words-of = { $heading } → { $attribute }
upload-word-none = leave open
upload-wait-try = “{ $file }” is being checked
upload-wait-write = “{ $file }” is being written
upload-wait-rows = { $n } rows, { $size }
upload-wait-since = { $n ->
    [one] At it for one second, since { $since }.
   *[other] At it for { $n } seconds, since { $since }.
}
upload-wait-lead = This page comes again by itself. You can also leave: it goes on, and you find it again under “Upload a table”.
upload-wait-again = Look now
upload-trying-waiting = Waiting for others
upload-trying-reading = Reading the file
upload-trying-comparing = Comparing with the register
upload-trying-writing = Writing
upload-step-state-over = done
upload-step-state-now = now
upload-step-state-to-come = to come
upload-check-title = What “{ $file }” would do
upload-sealed = { $n ->
    [one] One answer stays sealed until the end of { $until }, as the inquiry “{ $name }” asks. Until then nobody but your organisation reads it, and you can replace it; then it becomes public together with all others. That you have answered can be seen at once.
   *[other] { $n } answers stay sealed until the end of { $until }, as the inquiry “{ $name }” asks. Until then nobody but your organisation reads them, and you can replace them; then they become public together with all others. That you have answered can be seen at once.
}
upload-would-write = { $n ->
    [0] Nothing would be written.
    [one] One entry would be written.
   *[other] { $n } entries would be written.
}
upload-check-lead = It goes into the public register in one step, in the name of your organisation, or not at all.
upload-counts = How much is new and different
upload-counts-none = The file holds nothing that could be recorded.
upload-added = New
upload-changed = Different
upload-removed = Gone
upload-unchanged = As before
upload-findings-title = What does not fit
upload-findings-lead = None of this stops you. It stands in public beside what you write, until it is put right or explained.
upload-times = How often
upload-todo = What helps
upload-only = Show
upload-only-added = new
upload-only-changed = different
upload-only-removed = gone
upload-only-findings = with data findings
upload-filter = Choose rows
upload-lines = { $n ->
    [one] One line
   *[other] { $n } lines
}
upload-rows = Row by row
upload-rows-none = No row changes anything.
upload-thing = About
upload-what = What would change
upload-findings = What does not fit
upload-no-row = no row
upload-no-thing = nothing in the register
upload-nothing-changes = nothing
upload-fits = everything fits
upload-becomes-added = new
upload-becomes-changed = different
upload-becomes-removed = no longer part
upload-change = { $name }:
upload-successions = Is it the same body?
upload-successions-lead = Where one body stood, the file now names another one. Tick the ones that are successors of the old body. What you leave open stays a change of lead.
upload-succession = { $n ->
    [one] “{ $new }” is the successor of “{ $old }” (one change)
   *[other] “{ $new }” is the successor of “{ $old }” ({ $n } changes)
}
upload-succession-accepted = “{ $new }” is the successor of “{ $old }”
upload-accept = Take over what is ticked
upload-accept-all = All of them are successors
upload-transfers = These tasks went to another body; that is recorded as a change of lead:
upload-transfer = { $n ->
    [one] from “{ $old }” to “{ $new }” (one)
   *[other] from “{ $old }” to “{ $new }” ({ $n })
}
upload-sum-try = { $n ->
    [one] One row read
   *[other] { $read } rows read
}: { $entered } would be entered, { $unchanged } stand there already, { $left } do not go in.
upload-sum-done = { $n ->
    [one] One row read
   *[other] { $read } rows read
}: { $entered } entered, { $unchanged } stood there already, { $left } did not go in.
upload-in-rows = { $n ->
    [one] in one row
   *[other] in { $n } rows
}
upload-same-title = Is it still the same?
upload-same-lead = Under these ids the file says something entirely different from what is on record. Perhaps it was rewritten; perhaps the id was used again for something new. Only you can know.
upload-same-open = { $n ->
    [one] One answer is missing. Nothing is written before it is there.
   *[other] { $n } answers are missing. Nothing is written before they are there.
}
upload-same-done = Everything is answered. You can still change the answers.
upload-same-more = { $n ->
    [one] One more question comes when these are answered.
   *[other] { $n } more questions come when these are answered.
}
upload-same-sides = What changes about “{ $name }”
upload-same-what = What
upload-same-before = On record
upload-same-after = In the file
upload-same-yes = It is still the same: the differences are changes.
upload-same-no = It is something else: it gets an id of its own, and what was on record no longer holds.
upload-same-take = Take these answers over
upload-same-all = Everything else is still the same
upload-same-none = Everything else is something else
upload-renamed = Are these columns called otherwise now?
upload-renamed-lead = The mapping reads headings that this file no longer has. These new ones hold values of the same kind. Untick what is not right.
upload-renamed-of = “{ $gone }” is now called “{ $new }” (much alike), for example: { $examples }
upload-renamed-of-place = “{ $gone }” is now called “{ $new }” (at the same place), for example: { $examples }
upload-renamed-take = Take them over
upload-write = { $n ->
    [one] Write one entry
   *[other] Write { $n } entries
}
upload-nothing-new = Everything in the file is in the register already.
upload-needs-another = Your organisation wants two persons: somebody else opens “Upload a table”, looks at this and says yes.
upload-back-to-columns = Change the mapping
upload-not-theirs-title = Not everything in the file is for your organisation to state
upload-not-theirs-lead = Nothing can be written as long as it is in the file. Please leave these rows or columns out, or ask who may state them.
upload-not-theirs = { $nouns } ({ $n }) may be stated by:
upload-not-theirs-operator = { $nouns } ({ $n }) are entered by whoever runs this register.
upload-not-theirs-independent = { $nouns } ({ $n }) may be stated by an independent voice:
upload-not-theirs-new-plan = { $nouns } ({ $n }) belong to a new plan. It may be stated by who leads or coordinates it; the file names somebody else, or nobody.
upload-receipt-lead = It stands in the public register. Please keep or print this page; it can be opened for three years.
upload-written-sentence = { $n ->
    [0] The file was compared; everything stood there already.
    [one] One entry was written.
   *[other] { $n } entries were written.
}
upload-by = Said yes
upload-by-nobody = an account that no longer exists
upload-for = For
upload-first-entry = First entry
upload-last-entry = Last entry
upload-hash = Fingerprint of the file (SHA-256)
upload-receipt-findings = What did not fit:
upload-next = Upload another table
upload-of-work = Upload a table

refused-upload-empty = There is no file, or it is empty. Please choose a file that holds a table.
refused-upload-too-large = The file is too large. Up to { $most } can be taken; please split it.
refused-upload-full = Too many tables of your organisation wait already. Please write or delete some of them first.
refused-upload-locked = The file is protected by a password. Please save it without one and upload it again.
refused-upload-not-a-table = This is not a table that can be read here ({ $why }). Please save it as CSV or XLSX and upload it again.
refused-upload-unreadable = The file cannot be read ({ $why }). Please put that right and upload it again.
refused-upload-stale = Meanwhile something else was written, or somebody changed this upload. Here is how it looks now; please look again.
refused-upload-gone = This upload is not there any more. It was written or deleted, or a week has passed.
refused-not-theirs = The file holds something that is not for your organisation to state. Nothing was written.
refused-upload-unpacks-too-large = The file holds more than can be read at once. Please split it into several files.
refused-upload-too-many = The file has too many { $what } (at most { $place }). Please split it into several files.
refused-upload-long-cell = A cell in row { $what }, column { $place } is longer than any text meant for reading. Perhaps a quotation mark is missing before it.
refused-upload-formula = In row { $what }, column “{ $place }” there is a formula. Please replace formulas by their values and upload the file again.
refused-upload-double-heading = Two columns are called “{ $what }”. Please rename one of them and upload the file again.
refused-upload-missing-column = The file has no column “{ $what }”, which this mapping reads.
refused-upload-missing-sheet = The file has no sheet “{ $what }”.
refused-upload-renamed = Headings that this mapping reads are gone, and new ones hold the same kind of values: { $why }

# Which tables of a document enter.
upload-tables = Which tables enter?
upload-tables-lead = Take the tick away from tables that do not belong to it. Tables with the same headings enter as one. On the pictures there is a frame around what was read.
upload-tables-take = Take it like this
upload-tables-none = No table is chosen. Please keep at least one.
upload-table = Table { $n } ({ $rows } rows)
upload-table-on = Table { $n } ({ $rows } rows, page { $pages })
upload-table-like = The same headings as table { $n }: both enter as one.
upload-table-picture = Page { $page } with a frame around table { $n }

upload-draw-title = Draw columns: “{ $file }”
upload-draw-lead = Here you say where the columns of a table without rules are. Click into the picture: a click sets a line between two columns, a click on a line takes it away. Or enter the lines in millimetres.
upload-draw-on = Draw columns on page { $page }
upload-draw-change = Change the drawing of table { $n }
upload-draw-picture = Picture of page { $n } with the lines that were drawn
upload-draw-page = Page { $n } of { $of }
upload-draw-before = Page before
upload-draw-after = Next page
upload-draw-sets = A click sets
upload-draw-sets-line = a line between columns
upload-draw-sets-top = the beginning of the table
upload-draw-sets-bottom = the end of the table
upload-draw-from = First page of the table
upload-draw-hint-from = The lines hold from this page on.
upload-draw-to = Last page of the table
upload-draw-hint-to = On pages with other margins the lines are shifted along.
upload-draw-lines = Lines between columns
upload-draw-hint-lines = Millimetres from the left edge, parted by semicolons, such as: 20; 55.5; 120
upload-draw-top = Beginning on the first page
upload-draw-hint-top = Millimetres from the upper edge. Empty: from the first line on.
upload-draw-bottom = End on the last page
upload-draw-hint-bottom = Millimetres from the upper edge. Empty: down to the last line.
upload-draw-rows = Where a row of the table begins
upload-draw-hint-rows = What is wrong with it you split or join in the review.
upload-draw-rows-seen = as the page shows it: at numbers, lines or gaps
upload-draw-rows-lines = at each line across or shading
upload-draw-rows-gaps = at each gap
upload-draw-rows-column = where column { $n } begins anew
upload-draw-head = The first row holds the headings of the columns
upload-draw-own = As drawn before
upload-draw-hint-own = What your organisation drew last. You can still change it afterwards.
upload-draw-own-one = { $file }: pages { $from } to { $to }, { $columns } columns
upload-draw-own-take = Take over
upload-draw-read = Read the table
upload-draw-look = Show the lines
upload-draw-erase = Take this table away
upload-draw-back = Back to the review

upload-version-hint = “New version” if the plan itself was changed; “Correction” if the list only improves what stands here of the present version.
upload-version-on-hint = The day on which the new version was adopted or published. Without one it is the day on which it is written here.
upload-version-reason-hint = Why something is otherwise. The reason stands in public beside it.

meanwhile-title = Changed by others meanwhile
meanwhile-lead = Since the table was taken from the register, somebody has changed these. Your table would undo that. Say for each what shall hold; everything else in the table stays as it is.
meanwhile-open = { $n ->
    [one] One is still open.
   *[other] { $n } are still open.
}
meanwhile-done = It is said of all of them what shall hold.
meanwhile-more = { $n ->
    [one] One more comes after these.
   *[other] { $n } more come after these.
}
meanwhile-now = stands now
meanwhile-table = the table says
meanwhile-whole = as a whole
meanwhile-stands = is there
meanwhile-drops = no longer part of it
meanwhile-gone = no longer part of it
meanwhile-returns = part of it again
meanwhile-theirs = It stays as it stands now
meanwhile-mine = What the table says shall hold
meanwhile-take = Take over
meanwhile-all-theirs = Everything stays as it stands
meanwhile-all-mine = The table holds everywhere
meanwhile-since = When was the table taken from the register?
meanwhile-taken = Assumed is: { $at }. What others have changed since the beginning of the day that you give here, and the table says otherwise, is shown to you before anything is overwritten.
meanwhile-look = See who was here meanwhile
refused-moved = Somebody has changed some of it meanwhile. Please look at what stands now, and say what shall hold. Nothing was written.
