# SPDX-License-Identifier: EUPL-1.2
# Wegweiser: the program wegmarke-wegweiser. The words of the pages themselves lie with the content.

way-no-folder = There is no folder “{ $folder }”. Check how it is spelt.
way-link = “{ $file }” is a link. Put the file itself into the folder; links could publish something that does not belong there.
way-too-many = The folder holds more than { $n } files. Is it the folder of the content?
way-not-ours = “{ $folder }” holds something that this program did not write. Choose a new or empty folder; nothing is overwritten.
way-no-script = The script that encrypts the sheet is missing in this program. Build it again after “cargo xtask assets”.
way-line = line { $n }
way-errors =
    { $n ->
        [one] One error; nothing can be built like this:
       *[other] { $n } errors; nothing can be built like this:
    }
way-gaps =
    { $n ->
        [one] One gap:
       *[other] { $n } gaps:
    }
way-read = Read: { $cards } cards, { $services } services, { $texts } texts in all languages.
way-built = Built: { $written } files written, { $same } unchanged, { $removed } removed.
way-serving = To be seen at { $address } (on this computer only; Ctrl+C ends it).
way-nothing-fits = There is no such text. Check the language and the name, for example “texts/guide/rights”.
way-recorded =
    { $n ->
        [one] One text is recorded in states.toml.
       *[other] { $n } texts are recorded in states.toml.
    }

# Errors
way-problem-file-too-long = The file is larger than 1 MB. Split it.
way-problem-not-utf8 = The file is not saved in UTF-8. Save it as “UTF-8”.
way-problem-not-toml = The file cannot be read here. Often a quotation mark is missing, or a name stands twice. (Message: { $about })
way-problem-not-fluent = The file cannot be read here. A line looks like “name = text”; lines that continue it are indented.
way-problem-no-site = The file site.toml is missing. Without it the folder is no content; take the one in example/wegweiser as a pattern.
way-problem-unknown-file = This file does not belong here. There can be site.toml, states.toml, and files in words, texts, cards, services, indicators, exercises and audio.
way-problem-unknown-language = The language “{ $about }” is not in site.toml. Add it there, or rename the file.
way-problem-unknown-text = The site shows no text of this name. There are: { $about }.
way-problem-text-without-language = The name lacks the language. Call the file, for example, “{ $about }.de.toml”.
way-problem-want-id = A name is made of small letters a–z, digits and hyphens. Rename “{ $about }”.
way-problem-want-text = A text in quotation marks is expected here; found: { $about }.
way-problem-want-flag = true or false is expected here, without quotation marks. Found: { $about }.
way-problem-want-number = A whole number from 0 is expected here. Found: { $about }.
way-problem-want-day = A day is expected here, such as 2026-11-27. Found: { $about }.
way-problem-want-moment = A moment with its time zone is expected here, such as 2026-11-27T09:30:00Z. Found: { $about }.
way-problem-want-list = A list of texts is expected here, such as ["de", "en"]. Found: { $about }.
way-problem-want-table = A section that begins with [name] is expected here. Found: { $about }.
way-problem-want-tables = Sections that begin with [[{ $about }]] are expected here.
way-problem-want-url = An address that begins with https:// is expected here.
way-problem-want-phone = A telephone number is made of digits, blanks and +.
way-problem-want-mail = This is no mail address.
way-problem-want-age = This is no public key of age; it begins with age1 and has 62 characters.
way-problem-want-quarter = A quarter is written like this: 2026-Q3.
way-problem-want-period = A deadline has exactly one of months, days or years_from_year_end, from 1 to 1200.
way-problem-want-tag = “{ $about }” is no tag of a language. Write small letters, such as fr or de-simple.
way-problem-first-not-whole = The first language is the original of all others and must be there as a whole. Write whole = true for “{ $about }”.
way-problem-missing = “{ $about }” is missing here. Add it.
way-problem-twice = “{ $about }” stands here twice. Keep one.
way-problem-text-too-long = The text is longer than { $about } characters. Shorten or split it.
way-problem-text-unseen = The text holds invisible characters that can change its order or hide something. Type it anew instead of copying it.
way-problem-unknown-word = This word cannot stand here. There are: { $about }.
way-problem-unknown-key = The file knows no such name. There are: { $about }.
way-problem-unknown-key-near = The file knows no such name. Probably “{ $about }” is meant.
way-problem-no-address = Addresses of buildings do not belong in the directory: shelters must not be found. Name the Land or, under region, the area.
way-problem-names-nothing = There is no “{ $about }”. Check how it is spelt, or add the card or service.
way-problem-authority-without-card = Before each authority stands what happens if it learns of somebody. Name the card for it under office.
way-problem-counts-not-whole = The items of all dimensions do not add up to those of the list of the source: { $about }.
way-problem-number-beyond = The list of the source has no item { $about }. How many it has stands under whole.
way-problem-claim-without-limit = The text speaks of “{ $about }” without saying where that ends. Write the limit under limit (for words: under the same name with -limit).

# Gaps
way-problem-language-missing = The text is missing in { $about }.
way-problem-items-missing = The list of the source has numbered items; worded and compared of them: { $about }.
way-problem-original-missing = A translation without an original: the first language has no “{ $about }”.
way-problem-word-missing = This word is missing in this language.
way-problem-word-unknown = The first language has no such word; nobody shows it.
way-problem-never-checked = Nobody has checked this yet. Afterwards, fill in checked_by and checked_on.
way-problem-older-than-a-year = This was last checked more than a year ago. Compare it with its sources and renew checked_on.
way-problem-no-source = A source is missing. Name it under [[source]].
way-problem-source-without-date = The source “{ $about }” has no date. Add dated_on.
way-problem-capacity-old = What is said of free places ({ $about }) is older than 48 hours; the site shows it as unknown.
way-problem-capacity-ahead = What is said of free places ({ $about }) lies in the future; the site shows it as unknown. Check at.
way-problem-translation-unnoted = It is not recorded from which version “{ $about }” was translated. Record it with “wegmarke-wegweiser checked”.
way-problem-original-changed = The original of “{ $about }” was changed since this translation was made. Adapt it, then “wegmarke-wegweiser checked”.
way-problem-changed-since-check = “{ $about }” was changed since somebody checked it; the check does not hold any more.
way-problem-drafts = In this language { $about } texts are drafts that nobody checked.
way-problem-state-of-nothing = This record belongs to no text any more. “wegmarke-wegweiser checked” clears it away.

# Referral sheets
way-desk-key = The secret key lies in { $file }; give it to nobody. The public one, for the directory and for other services: { $key }
way-no-key = “{ $file }” holds no secret key of age. It begins with AGE-SECRET-KEY-.
way-no-sheet = The file holds no referral sheet that this program knows.
way-does-not-open = The file does not open with this key. It is for another service, damaged, or no age file.
way-opened = Referral sheet (language of the page: { $lang }). Who wrote it does not stand in it and is not checked; ask back on a way that you know.
way-field-path = Path
way-field-urgency = How urgent
way-field-alias = Alias
way-field-languages = Languages
way-field-safety = Safety
way-field-contact = Way to the person
way-field-purpose = Purpose
way-field-until = Holds until
way-field-needs = Help with
way-field-group = For whom
way-field-consent = Agreed

# Spreadsheet and differences
way-which-sheet = The name ends in .xlsx or .ods; that tells the kind of spreadsheet.
way-written-cards = { $n } cards stand in { $file }. Leave the first row and the column id as they are.
way-written-signs = { $n } rows of lists and their signs stand in { $file }. Leave the first row and the columns list and kind as they are.
way-written-exercises = { $n } exercises stand in { $file }. Leave the first row and the column id as they are.
way-sheet-broken = The file cannot be read as XLSX or ODS. Open it in your spreadsheet program and save it anew.
way-column-unknown = There is no column “{ $name }”. Rename or remove it.
way-column-missing = The column “{ $name }” is missing. Add it.
way-row-without-id = Row { $row } has no id, or one with something else than small letters, digits and hyphens.
way-row-without-kind = Row { $row } has neither “list” nor “sign” under kind.
way-row-without-list = The signs of “{ $id }” lack the row of their list (kind “list” with title, text and source).
way-row-twice = The id “{ $id }” stands in two rows. Keep one.
way-no-difference = No difference.
way-yes-to-take = Nothing is written. With --yes it is taken.
way-taken-cards =
    { $n ->
        [one] One card is taken.
       *[other] { $n } cards are taken.
    }
way-taken-signs =
    { $n ->
        [one] One list is taken.
       *[other] { $n } lists are taken.
    }
way-taken-exercises =
    { $n ->
        [one] One exercise is taken.
       *[other] { $n } exercises are taken.
    }

# Signatures
way-signing-key = The secret key lies in { $file }; give it to nobody. The public one: { $key }
way-no-signing-key = “{ $file }” holds no key to sign with. Make one with “wegmarke-wegweiser signing-key”.
way-signed = Signed: { $file }
way-not-signed = The signature “{ $file }” is missing.
way-signature-broken = The signature does not hold: something was changed since, or it belongs to something else.
way-other-key = The signature is of another key: { $key }. Ask on a way that you know.
way-signature-holds = The signature holds. Key: { $key }
way-keys-broken = keys.toml cannot be read. A line looks like: name = "key"
way-key-unknown = keys.toml has no key for “{ $id }”. If { $key } is the one of this service, write it down there.
way-entry-old = The entry is not newer than the one that is there (version { $new } instead of more than { $old }). The service counts version up and signs anew.
way-taken = The entry “{ $id }” is taken.

# Counts
way-counts-headings = The first line is: { $names }
way-counts-cell = “{ $name }” cannot be read in line { $n }. There can be the codes of the directory, a quarter such as 2026-Q3, and whole numbers.
way-counts-twice = Line { $n } says again what already stands there. Keep one.
way-counts-made = { $n } numbers, { $hidden } of them not told, stand in { $file }. Read the file; if it may go out like this, sign it.
way-counts-years = Tell no sum of a year for these elsewhere either, such as in an annual report: with the other quarters it would give away what is not told. Sums of a whole group or a whole outcome may be told if they consist of several rows in each quarter.

# Help (--help)
way-help-program = A directory, a guide and a referral sheet that know nobody.
way-help-arg-lang = The language of what is said.
way-help-arg-at = The moment for which age is judged; now, if absent. The same moment gives the same site.
way-help-check = Tell what is wrong with content, and every gap.
way-help-build = Write the static site; a second time only what changed.
way-help-serve = Show a built site on this computer, with the headers that its host must set.
way-help-preview = For an editor: show content on this computer as it is now; each reload reads it again.
way-help-differences = What differs between two versions of content, value by value.
way-help-cards = Write all cards into a spreadsheet, XLSX or ODS.
way-help-take-cards = Take cards back from a spreadsheet: say what would change, and change it after --yes.
way-help-signs = Write all lists of signs into a spreadsheet, XLSX or ODS.
way-help-take-signs = Take lists of signs back from a spreadsheet, or bring one in: say what would change, and change it after --yes.
way-help-exercises = Write all exercises into a spreadsheet, XLSX or ODS.
way-help-take-exercises = Take exercises back from a spreadsheet: say what would change, and change it after --yes.
way-help-signing-key = Make a key to sign content or an entry with.
way-help-sign = Sign a folder of content, a service's own entry, or a bundle of counts.
way-help-verify = Say whether the signature on content or an entry holds.
way-help-take-entry = Take a service's own entry into the content, if it is signed with the key in keys.toml and newer.
way-help-counts = For a centre: make a bundle of counts in which small numbers, and what gives them away, are hidden.
way-help-desk-key = For a desk: make the key to which referral sheets are encrypted.
way-help-open = For a desk: open a referral sheet. It is shown, and written nowhere.
way-help-checked = Record that translations were made from what the original says now, or that somebody checked them.
way-help-arg-content = Folder of the content.
way-help-check-strict = Fail also if there are gaps.
way-help-build-folder = Folder of the site: new, empty, or written by this command.
way-help-serve-folder = Folder of the site.
way-help-arg-port = Port on 127.0.0.1; 0: a free one.
way-help-differences-old = Folder of the older one.
way-help-differences-new = Folder of the newer one.
way-help-arg-out = The spreadsheet; must not be there yet.
way-help-signing-key-out = Where the secret half goes; must not be there yet.
way-help-counts-out = Where the bundle goes; must not be there yet. Read it, then sign it.
way-help-desk-key-out = Where the secret half goes; must not be there yet.
way-help-arg-file = The spreadsheet.
way-help-counts-file = CSV: quarter, land, group, outcome, count.
way-help-open-file = The sheet, as it came.
way-help-arg-yes = Write it.
way-help-sign-path = The folder, the entry or the bundle.
way-help-verify-path = The folder or the entry.
way-help-sign-key = The file with the secret key.
way-help-open-key = The file with the secret half of the desk's key.
way-help-verify-known = The public key that it must be of.
way-help-take-entry-entry = The entry, NAME.toml, with NAME.sig beside it.
way-help-counts-earlier = A bundle that was handed on before: what it did not tell stays so, and what it told hides nothing.
way-help-checked-language = Language, or all of them if absent.
way-help-checked-item = One text, such as texts/guide/rights; or all that begin so.
way-help-checked-by = Who checked it, as readers see it. Absent: it stays a draft.
