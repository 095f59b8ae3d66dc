# SPDX-License-Identifier: EUPL-1.2
# Tables of PDF and text documents: what was found, and what is doubtful about it.

table-found = Table { $n }: { $rows } rows. Columns: { $columns }
table-line = { $grade }, page { $page }: { $cause }. { $words }
table-line-whole = { $grade }: { $cause }. { $words }
table-many = { $grade }: { $cause }, { $n } times.
table-account = Words: { $words } read, of these { $tables } in tables, { $headings } in headings, { $running } in running heads and feet, { $beside } in other text.
table-sum = Findings: { $stop } stop, { $ask } ask, { $show } are only shown.

table-sheet = Table
table-title = Title
table-number = Number
table-column = Column
table-heading = Heading
table-page = Page
table-place = Place
table-finding = Findings

table-grade-stop = Stop
table-grade-ask = Question
table-grade-show = Note

table-refused-not-pdf = { $file } is no PDF. PDF, .docx and .odt are read.
table-refused-unknown-kind = { $file } is neither PDF nor .docx nor .odt. Spreadsheets and JSON go straight to “wegmarke import”; please save an old .doc as .docx.
table-refused-damaged = { $file } is damaged or cut off. Please download the file again.
table-refused-encrypted = { $file } is locked with a password. Please give a file without one, or ask its publisher for the Word version.
table-refused-too-many-pages = { $file } has more than 500 pages. Please split it, and give only the part with the tables.
table-refused-too-slow = Reading { $file } took longer than 30 seconds and was stopped. Please give only the pages with the tables.
table-refused-too-large = { $file } needs more memory than a file gets (512 MB). Please give only the pages with the tables.
table-refused-broken = The reader broke off while reading { $file }. The file is probably damaged; try a version that was saved anew.
table-refused-no-table = No table was found in { $file }. Please take the Word file, or the table as XLSX or CSV.
table-refused-writer = { $file } was read, but cannot be written as a spreadsheet: { $why }

table-cause-number-missing = Number missing
table-cause-number-doubled = Number occurs twice
table-cause-number-prefix = Number begins otherwise than those before and after it
table-cause-lead-empty = Lead missing
table-cause-lead-unknown = Lead is not a known body
table-cause-spans-columns = Cell spans several columns
table-cause-damaged = Damaged characters
table-cause-page-without-text = Page without text, perhaps a scanned picture
table-cause-page-cut = More on the page than is ever read
table-cause-no-table = No table found
table-cause-words-unassigned = Words inside the table that are in no cell
table-cause-card-swallowed = A card has the same label twice; the beginning of the next one was not seen
table-cause-columns-to-draw = Table without rules: a person must draw the columns
table-cause-number-gap = Gap in the numbers
table-cause-cell-empty = Cell without text
table-cause-row-of-one-cell = Row with one cell only
table-cause-period-none = No period to be seen
table-cause-period-several = Several periods
table-cause-period-reversed = Period ends before it begins
table-cause-head-unknown = Table without a known head
table-cause-symbol-position = What a sign means depends on where it stands
table-cause-page-without-table = Page with text, but without a table
table-cause-raised-kept = Raised sign without a note on the page
table-cause-label-unknown = Label that other cards do not have
table-cause-label-missing = Card without a label that nearly all others have
table-cause-total-differs = The total it states is not the one found
table-cause-row-over-page = Row crosses a page
table-cause-readers-differ = Two readers read differently
table-cause-one-reader = One reader only, no cell was compared. With “pdftotext” (package poppler-utils) a second one reads along
table-cause-text-changed = Text other than in the file, such as a hyphen taken out
table-cause-nested-table = Table inside a cell
table-cause-two-contents = One measure in two places with two contents
table-cause-tracked-changes = Tracked changes: what was deleted is left out

table-drawing-pages = The document does not have these pages, or the last one comes before the first. Please check the page numbers.
table-drawing-lines = A line between columns is missing, or there are more than 40. Please draw at least one.
table-drawing-place = A line is not on the page, or two lines lie on one another. Please check the millimetres.
table-drawing-height = The table ends before it begins, or is not on the page. Please check beginning and end.
table-drawing-column = There is no such column in which rows could begin. Please choose one of those that are drawn.
table-drawing-empty = No words stand there. Please check pages, beginning and end.
table-drawing-words = The lines cannot be read. Please write millimetres, such as 20; 55.5; 120, at the command line “3-9: 20 55.5 120”.
