# SPDX-License-Identifier: EUPL-1.2
# The forms of a round as a spreadsheet: its words, its page, and what may be wrong with it.

sheet-title-report = Reports as a spreadsheet
sheet-title-assessment = Assessments as a spreadsheet
sheet-title-practice = Practice statements as a spreadsheet
sheet-help = Help
sheet-number = No.
sheet-ready = Submit
sheet-ready-note = “yes” when the row is complete and is to be submitted. Empty: changes are kept as a draft.
sheet-flag-yes = yes
sheet-flag-no = no
sheet-help-about-fill = Filling in
sheet-help-about-ready = Submitting
sheet-help-about-back = Uploading
sheet-help-about-language = Language
sheet-help-about-sealed = Until the due date
sheet-help-fill = One row for each measure, filled in with what your organisation said last. Many cells open a list to choose from. Grey cells and headings are only for reading. You may sort, hide and widen; please do not copy rows or merge cells. What you leave out stays as it is.
sheet-help-ready = Rows with “yes” under “Submit” are checked and submitted in the name of the organisation. Other rows that you changed become drafts. Nothing happens before you have seen it and agreed.
sheet-help-back = Sign in, open “My work”, choose the spreadsheet of this round and upload the file. You then see row by row what would be done.
sheet-help-language = What you write is taken in the language of the page on which you upload the file.
sheet-help-sealed = This file is not sealed: whoever has it can read it. Please keep it as you keep a draft.
sheet-fetch = Download
sheet-fetch-lead = The file has a row for each thing your organisation can say in this round, filled in with what it said last. It can be filled in without a connection.
sheet-xlsx = XLSX, for Excel and others
sheet-ods = ODS, for LibreOffice and others
sheet-bring = Upload
sheet-file = The file, filled in
sheet-file-hint = XLSX or ODS, up to 16 MB. Nothing is submitted before you have seen what the file says.
sheet-look = Look at it
sheet-preview = What “{ $file }” would do
sheet-problems-lead = Nothing was taken. Please put these cells right in your file and upload it again.
sheet-problems = { $n ->
    [one] One cell needs another look
   *[other] { $n } cells need another look
}
sheet-look-in-form = This row is kept as a draft. If no person is meant, please confirm that with a reason in the form in the browser, and release it there.
sheet-notes = { $n ->
    [one] One thing is left aside
   *[other] { $n } things are left aside
}
sheet-row = Row
sheet-every-row = whole file
sheet-column = Column
sheet-every-column = no particular one
sheet-what = What is wrong
sheet-locked = This cell is only for reading; what stands there is not taken.
sheet-rows = Rows that do something
sheet-no-rows = Nothing in the file differs from what is on record, and no row has “yes” under “Submit”.
sheet-becomes = Becomes
sheet-becomes-said = submitted
sheet-becomes-requested = waits for release
sheet-becomes-drafted = draft
sheet-changes = What changes
sheet-change = { $heading }: { $before } → { $after }
sheet-blank = (empty)
sheet-unchanged = as it was
sheet-count-said = { $n ->
    [one] One row is submitted.
   *[other] { $n } rows are submitted.
}
sheet-count-requested = { $n ->
    [one] One row waits for release by somebody of your organisation.
   *[other] { $n } rows wait for release by somebody of your organisation.
}
sheet-count-drafted = { $n ->
    [one] One row is kept as a draft.
   *[other] { $n } rows are kept as drafts.
}
sheet-count-nothing = { $n ->
    [one] One row does nothing.
   *[other] { $n } rows do nothing.
}
sheet-conflict = changed meanwhile
sheet-conflicts = Changed since you downloaded the file
sheet-conflicts-lead = These rows are left out. Tick the ones for which your file is to count all the same.
sheet-take = Apply
sheet-too-much = This cannot be put into a spreadsheet: { $why }. Please use the form in the browser for it.
receipts-title = Receipt
receipts-lead = These entries are in the log. The fingerprints prove what you said, also while it is sealed. Please print or keep this page.
receipts-caption = { $n ->
    [one] One entry
   *[other] { $n } entries
}
receipts-entry = Entry
receipts-at = Recorded
receipts-hashes = Fingerprints
receipts-body = Of what was said:
receipts-leaf = Of the entry:
receipts-salt = Salt, only for you: with it what you said can be handed in again, should it get damaged
receipts-drafts = { $n ->
    [one] One draft is saved.
   *[other] { $n } drafts are saved.
}

refused-sheet-other-organisation = This file was made for another organisation.
refused-sheet-other-round = This file was made for another reporting round.
refused-sheet-other-form = This file was made for another form, or for an older edition of it. Please download it again.
refused-sheet-too-large = The file is too large. Up to 16 MB can be taken.
refused-sheet-empty = There is no file, or it is empty. Please choose the file you filled in.
refused-sheet-no-form = This is not a spreadsheet that was downloaded here ({ $why }). Please download it again and copy your texts into it.
refused-sheet-unreadable = The file cannot be read ({ $why }). Please save it as XLSX or ODS and upload it again.
refused-sheet-gone = What you looked at has been done already, or more than an hour has passed. Please upload the file again.

trouble-row-without-id = This row was added or copied: “{ $given }”. Rows cannot be added; please write into a row that was there already.
trouble-unknown-id = This row belongs to something that is not asked here: “{ $given }”.
trouble-double-id = This row is there twice. Please keep one of them.
trouble-missing-column = This column is missing; what is on record stays.
trouble-double-column = This column is there twice. Please keep one of them.
trouble-unknown-column = This column was added: “{ $given }”. It is not read.
trouble-second-sheet = There is a second sheet of the same kind: “{ $given }”. Only the first is read.
trouble-formula = There is a formula: “{ $given }”. Please write the value.
trouble-merged = Cells were merged: { $given }. Please undo that.
trouble-error-value = The spreadsheet shows a mistake here: “{ $given }”.
trouble-not-a-choice = “{ $given }” is not among the choices. Please choose from the list.
trouble-not-a-day = “{ $given }” is not a date that can be read for sure. Please write it like 31.12.2026.
trouble-day-too-early = This becomes a day in the far past: “{ $given }”. Please write the whole date.
trouble-not-a-number = “{ $given }” is not a number.
trouble-unclear-number = “{ $given }” may be a thousand times larger or smaller. Please write it without signs between thousands.
trouble-not-whole = “{ $given }” is not a whole number.
trouble-more-problems = There are more; they are shown when these are put right.
