# SPDX-License-Identifier: EUPL-1.2
cli-no-key = There is no log key in { $folder }. Run “wegmarke init” first, or name the right folder with --data.
cli-has-key = There is a log key in { $folder } already. Nothing was changed.
cli-seal-key-missing = There is no seal.key in { $folder }, and the database holds what was sealed with one. A new key would not open it. Please restore seal.key from a backup, or copy it from another server of this installation: all of them need the same.
cli-seal-key-other = The seal.key in { $folder } is not the one that the database was sealed with. Please restore that one from a backup, or copy it from another server of this installation: all of them need the same.
cli-init-done = Made { $folder } with the log’s key (readable only by you) and an empty register. The log’s public key, to publish:
cli-witness-has-key = There is a witness.key in { $folder } already. Nothing was changed.
cli-witness-no-key = There is no witness.key in { $folder }. Run “wegmarke witness init” first, or name the right folder with --data.
cli-witness-lost-key = There is no witness.key in { $folder }, but there is what a witness remembers. A new key would be another witness. Please restore witness.key from where its copy is kept.
cli-witness-lost-memory = { $folder } is gone, in which the witness keeps what it cosigned. Without it, it could sign another history. If it cannot be found again, make a new witness in a new folder, with another name, and say so publicly.
cli-witness-init-done = Made { $folder } with the key of the witness (readable only by you). Its public key, to publish:
cli-witness-knows = From now on the witness cosigns “{ $log }”, beginning with the first head it is asked for.
cli-witness-knows-none = The witness knows no log yet. Tell it of one with “wegmarke witness know”.
cli-log-key-replaced = The log’s key was replaced by entry { $seq }, and { $folder } holds the one before. Nothing was started, nothing was written. The log is signed with { $key } now: put that log.key there. If “wegmarke log-key replace” was interrupted in this folder, run it once more; it goes on from there.
cli-log-key-other = The log is not signed with the log.key in { $folder }. If that is a new key: put the old one back and run “wegmarke log-key replace”, which makes a new one and writes into the log that it comes next. If nobody has the old one any more, read “wegmarke log-key lost --help”.
cli-log-key-there = There is a log.key in { $folder }, so it is not lost. To put another one in its place: “wegmarke log-key replace”.
cli-log-key-not-old = The newest entries were not signed with { $key }, so that is not the key that was lost. Nothing was written. Please name the one that was published last.
cli-log-key-preview = Nothing was written. Entry { $n } would put a new key in the place of { $key }, signed by both. The root before it: { $root }
cli-log-key-preview-lost = Nothing was written. Entry { $n } would put a new key in the place of { $key }, without its signature: everybody who checks with that one would be told so for ever. The root before it: { $root }
cli-log-key-done = Entry { $n } put a new key in the place of the old one. From now on the log is signed with:
cli-log-key-todo = What is to be done now:
    – Start every server of this installation anew. Those on other machines need the new log.key first; until then they show what they know and write nothing.
    – Publish the new key wherever the old one stands, with the number { $n }.
    – Ask your witnesses to run “wegmarke witness follow { $origin } ADDRESS-OF-THE-LOG”. Until then they do not cosign.
    – Back the register up, and keep a copy of the new log.key in a safe place.
cli-log-key-todo-old = The old key lies in { $file }. It is of use only for backups from before. As soon as there is one from now on, destroy it and every copy of it.
cli-log-key-todo-exposed = Whoever else has the old key can still write another history up to entry { $n }. Please say publicly which entry replaced it, so that everybody can compare: witnesses, and whoever remembered a checkpoint, notice another one by themselves.
cli-log-key-todo-lost = The old key did not sign this. Please say publicly, in your name and in a second place, that it was lost and which key comes next: whoever checks with the old one is told to ask, and goes on with --accept-key.
cli-log-key-first = the first one
cli-log-key-since = since entry { $seq } ({ $at }); the key before signed that
cli-log-key-since-lost = since entry { $seq } ({ $at }); the key before did NOT sign that
cli-log-key-until = until entry { $seq } ({ $at }): { $reason ->
    [routine] it was time for a new one
    [exposed] somebody else has it, or may have it
   *[lost] nobody has it any more
}
cli-log-key-now = signs the log now
cli-verify-log-key = Entry { $seq } replaced the log’s key; the key before signed that.
cli-verify-log-key-lost = Entry { $seq } replaced the log’s key WITHOUT the signature of the key before. Either that one was lost, or somebody wrote this who never had it. Ask whoever runs the log, and check the answer in a second place.
cli-verify-log-key-now = The key that signs it now: { $key }
cli-verify-accept = If you know from elsewhere that this key is right, add: --accept-key '{ $key }'. From then on check with that key.
cli-witness-followed = All of “{ $log }” was checked, from what was cosigned last. Its key was replaced; the witness believes this one from now on: { $key }
cli-witness-followed-none = All of “{ $log }” was checked. Its key is the one that the witness knows.
cli-witness-list-new = { $log }: nothing cosigned yet
cli-witness-list = { $log }: { $n } entries, cosigned last at { $at }
cli-system-not-found = { $file }: there is no such file or folder; please check the path.
cli-system-not-allowed = { $file }: the system does not allow it; please check the rights.
cli-system-a-folder = { $file } is a folder; please name a file.
cli-system-no-folder = { $file }: something on the way there is no folder; please check the path.
cli-system-exists = { $file } is there already.
cli-system-full = { $file }: there is not enough room on the disk.
cli-import-no-name = Please name with --as the organisation for which you import.
cli-import-counts = What            added removed changed   as before
cli-import-proposed = Same body under a new name? “{ $old }” -> “{ $new }” ({ $n } items)
cli-import-transfer = Moved to another body: “{ $old }” -> “{ $new }” ({ $n } items)
cli-import-heading = { $file }: the heading “{ $new }” was read as “{ $gone }”.
cli-import-successions = The proposed successions are in { $file }. Delete what is wrong, then import with --accept { $file }.
cli-import-rows = Rows: { $read } read, { $entered } entered, { $unchanged } unchanged, { $left } not entered.
cli-import-question = Everything under { $thing } changed. Is it still the same thing? Then --same, else --another, with its id or “all”:
cli-import-answer = Nothing was written: say of each of these whether it is still the same thing, with --same or --another.
cli-import-moved = { $thing } was changed by somebody meanwhile (entry { $entry }). What stands now, and what the table says:
cli-import-decide = Nothing was written: say of each of these with --theirs that what stands now shall hold, or with --mine that the table shall.
cli-import-both-sides = Of “{ $id }” either --mine or --theirs can hold.
cli-import-both = “{ $id }” cannot be the same and another thing: name it with --same or with --another.
cli-import-bad-successions = { $file } cannot be read in line { $row }. Leave what the dry run wrote, or delete whole sections.
cli-import-not-theirs = Not everything in the file is for your organisation to state; nothing was written:
cli-import-not-theirs-of = { $known ->
    [0]   { $noun } ({ $n }), such as { $first }: entered by whoever runs the register, or by who leads or coordinates the plan
   *[other]   { $noun } ({ $n }), such as { $first }: may be stated by { $who }
}
cli-import-sealed = Of these stay sealed until the date of their inquiry is over: { $n }.
cli-import-written = Written: { $n } entries. Data findings: { $findings }.
cli-import-would-write = Dry run: { $n } entries would be written. Data findings: { $findings }.
cli-successions-head = Successions that an import proposes. Keep those that are right, delete the others,
    add "on = 2022-11-11" where the day is known, then run the import again with --accept.
cli-verify-empty = The log is empty: nothing to check.
cli-verify-holds = The log holds: { $n } entries, { $public } public bodies, { $sealed } sealed, { $erased } erased.
cli-verify-withheld = { $withheld ->
    [one] The log holds, but one body is withheld for ever: its organisation replaced it before the due date, or it did not open on it.
   *[other] The log holds, but { $withheld } bodies are withheld for ever: their organisations replaced them before the due date, or they did not open on it.
} { $n } entries, { $public } public bodies, { $sealed } sealed (the withheld ones among them), { $erased } erased.
cli-verify-unrevealed = { $n ->
    [one] One statement is committed, and its organisation has not revealed it.
   *[other] { $n } statements are committed, and their organisations have not revealed them.
}
cli-verify-operator = { $n ->
    [one] One entry was written by the operator in the name of an organisation, not by itself.
   *[other] { $n } entries were written by the operator in the name of organisations, not by themselves.
}
cli-verify-signed = Signed by their organisation: { $signed }. Not signed: { $unsigned }. Entered by the operator: { $operator }. Every signature fits a key that its organisation had at that place of the log.
cli-verify-unbacked = { $n ->
    [one] Entry { $seq } registers or revokes a key, and no earlier key of its organisation signed that: the key was lost, or somebody else wrote this. Please ask the organisation.
   *[other] { $n } entries register or revoke keys, the first one is { $seq }, and no earlier keys of their organisations signed that: keys were lost, or somebody else wrote this. Please ask the organisations.
}
cli-verify-keys = { $n ->
    [0] { $organisation } has no key in this log.
    [one] The key of { $organisation } in this log is the one that it publishes.
   *[other] The { $n } keys of { $organisation } in this log are those that it publishes.
}
cli-verify-keys-elsewhere = It also publishes keys that are not in this log: { $keys }
cli-key-made = The key is in { $file }. Whoever has this file can sign as your organisation: keep it as you keep a seal, with one copy in a safe place.
cli-key-fingerprint = Fingerprint: { $fingerprint }
cli-key-publish = Register this line in your organisation’s name, and publish it on your own site, in /.well-known/wegmarke-keys.txt:
cli-key-absent = There is no key in { $file }. Make one with “wegmarke key new”.
cli-key-not-shown = This register does not show what was signed with this key last ({ $statement }). It may have been put back to an older state, or be another register. Nothing was signed. Please ask whoever runs it, and check with “wegmarke verify --signed”.
cli-kept = The words are in { $file }, and nowhere else. Please keep a copy in a second place: without it nobody can reveal them.
cli-kept-unread = { $file } is not a file of kept words.
cli-keep-one = With --keep the file says exactly one thing: “do”: “say”, in a round.
cli-keep-no-files = With --keep no files are uploaded: they would be here before the words are. Please give their addresses (url).
signing-no-key = Your organisation has not registered this key, or has revoked it. Nothing was written.
signing-signed-otherwise = Something else would be written than what was signed, or your organisation signed something meanwhile. Nothing was written. Please look at it again and sign anew.
signing-signature-does-not-hold = The signature does not hold. Nothing was written.
signing-nothing-to-sign = This is nothing that an organisation signs. Nothing was written.
signing-key-known = Your organisation registered this key before. Nothing was written.
signing-bad-key = This is not a key to sign with. Please use the line that “wegmarke key new” prints. Nothing was written.
cli-verify-older = It goes on from the older checkpoint of { $n } entries.
cli-verify-witnessed = Witnessed by { $witness } at { $at }.
cli-verify-not-witnessed = Of the witnesses you demand, { $n } cosigned this head of the log; { $needed } are needed. Missing: { $missing }. Nothing speaks against the log itself, but you may be shown another one than others are. Please try again in a minute; if it stays so, ask the operator and the witnesses why.
cli-verify-not-witnessed-remember = What was remembered stays as it is.
cli-verify-failed = The log does NOT hold. First entry that does not fit: { $seq } ({ $code }).
cli-verify-not-made = Nothing was checked. This says nothing about the log.
cli-verify-no-log = There is no log at { $log }; nothing was checked. Is the address right? That of a Wegmarke ends with “/log”.
cli-verify-other-log = At { $log } there is the log of somebody else; nothing was checked. Do address and key belong together?
cli-verify-incomplete = At { $log } something is missing that has to be there. As long as it is missing, nobody can say whether the log holds. Please ask whoever runs it.
cli-verify-not-reached = { $log } could not be reached, or broke off. This says nothing about the log. Please try again later.
cli-verify-damaged = The copy in { $log } is damaged or incomplete. This says nothing about the log. Please fetch it anew.
cli-verify-damaged-own = The own database cannot be read completely. Whether the log holds is open. Please restore a backup.
cli-verify-remembered = What was remembered in { $file } does not read as a checkpoint of this log. Whether the log goes on from there was not checked. The file stays as it is: restore a backup, or delete it and remember anew.
cli-verify-not-remembered = The new state could not be remembered in { $file }.
cli-no-reason = An explanation needs words.
cli-erased = The body of entry { $n } is erased. Its envelope stays, and the log still verifies.
cli-backup-done = Backed up to { $folder }: { $n } entries and { $files ->
    [one] one uploaded file
   *[other] { $files } uploaded files
}, as of one moment.
cli-backup-no-keys = The keys log.key and seal.key are NOT in it. Without seal.key nothing sealed can be opened, without log.key the log cannot go on. Keep both apart from this backup: --keys copies them to another folder.
cli-backup-keys = The keys are in { $folder }. Keep them apart from the backup: both together open everything that is sealed.
cli-backup-keys-inside = The keys must not lie in the backup: both together open everything that is sealed. Please name another folder with --keys.
cli-backup-evidence-store = Uploaded files lie in a store of their own and are not in it: please back them up there.
cli-backup-nothing = There is no register in { $folder }. Is that the right folder for --data?
cli-backup-not-empty = { $folder } is not empty. Please name a folder that is not there yet; nothing is overwritten.
cli-backup-postgres = The register is in PostgreSQL: please back it up with pg_dump (pg_dump --format=custom DATABASE). With it belong the uploaded files (the folder evidence in the data folder, or the bucket), copied after the database, and, kept apart, log.key and seal.key from the data folder.
cli-restore-done = Restored to { $folder }: { $n } entries, with the checkpoint of the backup. Please run “wegmarke verify” before you serve it.
cli-restore-lacks = { $folder } is lacking: please copy it there from where the keys are kept. Nothing can be served before.
cli-restore-no-key = There is no { $folder }. Nothing was restored but the keys that were there.
cli-restore-no-backup = { $folder } holds no whole backup: the list SHA256SUMS, which comes last, is missing or names other files. Nothing was restored.
cli-restore-damaged = { $folder } is not what was backed up: its hash is another one. Please take another backup; this one was not restored.
cli-restore-not-empty = { $folder } is not empty. A backup is restored to a folder that is not there yet, or holds nothing but log.key and seal.key. Nothing was restored.
cli-restore-postgres = A backup is restored to the embedded database. For PostgreSQL please use pg_restore, then copy the uploaded files and the keys to the data folder.
cli-demo-invented = Beside it two made-up reporting rounds, marked as example data; the times of the entries are staged too. Without them: --real-only.
cli-demo-accounts = Accounts for each role (address, password, secret for an authenticator app, role). They are shown only now:
cli-invalid = These things need another look; nothing was written:
cli-no-token = WEGMARKE_TOKEN holds no valid token of an organisation.
cli-no-round = There is no reporting round { $id }.
cli-no-plan = There is no plan { $id }.
cli-clock-doubted = The clock is off by { $minutes } minutes, compared with { $against ->
    [database] that of the database
    [last-entry] the last entry
   *[passing] what has passed
}. Reporting rounds stand still. If you looked and the clock of this machine is right, say “wegmarke round advance --clock-is-right”; else set it right, and they go on by themselves.
cli-moved = { $n } moves made.
cli-sheet-rows = { $n ->
    [one] One row.
   *[other] { $n } rows.
}
cli-bad-log = WEGMARKE_LOG cannot be understood: { $why }. It is written as in “warn,wegmarke=debug”; without it “warn,wegmarke::security=info,sqlx=error” holds.
cli-check-holds = Everything can be read.
cli-check-wrong = { $n ->
    [one] One thing is not as it should be.
   *[other] { $n } things are not as they should be.
}
cli-check-more = … and { $n } more; --json names all.
cli-check-log = The log itself is damaged; nothing else was looked at. Please run “wegmarke verify”.
cli-check-not-made = Nothing was looked at.
check-head-what = What
check-head-count = Looked at
check-head-wrong = Wrong
check-what-account = Accounts
check-what-login = Ways from addresses to accounts
check-what-session = Sessions
check-what-authenticator = Authenticator apps on offer
check-what-passkey-added = Passkeys begun
check-what-passkey-asked = Sign-ins begun with a passkey
check-what-organisation-login = Logins of organisations
check-what-organisation-asked = Sign-ins begun at organisations
check-what-invitation = Invitations
check-what-api-token = Tokens of programs
check-what-security-event = Security log
check-what-preferences = Preferences for e-mails
check-what-reminded = Reminders sent
check-what-letter = Letters that wait
check-what-unreachable = Addresses that take no e-mails
check-what-alert = What is followed by e-mail
check-what-calendar = Addresses of calendars
check-what-organisation = Settings of organisations
check-what-two-persons = Rule of two persons
check-what-draft = Drafts
check-what-commitment-asked = Fingerprints that wait for a second person
check-what-wish = Corrections that wait for a second person
check-what-figure-draft = Drafts of figures
check-what-upload = Tables that were brought
check-what-own-profile = Mappings of organisations
check-what-own-drawings = Drawn columns of organisations
check-what-forms = Spreadsheets that wait
check-what-file = What is known of files
check-what-typed-by = Who typed something
check-what-witness = Who witnesses the log
check-what-written = Amounts written
check-what-done-once = Receipts of programs
check-what-throttle = Counts of wrong attempts
check-what-clock-doubt = Doubts of the clock
check-what-clock-right = Confirmations of the clock
check-what-seal-check = Mark of the key
check-what-sealed = Sealed statements
check-what-files = Uploaded files
check-what-place = Place for files
check-what-search = Search index
check-wrong-unread = { $what }: { $n } not readable. This is left out, and everything else goes on. Please restore it from a backup.
check-wrong-unknown-kind = { $what }: { $n } of a kind that this program does not know. Has a newer version written here?
check-wrong-unopened = { $what }: { $n } not to be opened. Until the due date a backup helps, or the organisation submits again.
check-wrong-unknown-file = { $what }: { $n } named, and nothing known of it.
check-wrong-no-bytes = { $what }: { $n } missing. Please restore the place for files from a backup.
check-wrong-bytes-unfetched = { $what }: { $n } there, but cannot be read. Please look at the rights and the disk of the place for files.
check-wrong-bytes-unread = { $what }: { $n } not to be opened. Please restore the place for files from a backup.
check-wrong-other-hash = { $what }: { $n } with another checksum. Please restore the place for files from a backup.
check-wrong-other-size = { $what }: { $n } with another size. Please restore the place for files from a backup.
check-wrong-orphan = { $what }: { $n } belonging to nothing. If above something that is known of files cannot be read, it may belong to that; else it can go.
check-wrong-not-found = { $what }: { $n } missing or there otherwise.
