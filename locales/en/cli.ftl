# SPDX-License-Identifier: EUPL-1.2
cli-no-key = There is no log key in { $folder }. Run “wegmarke init” first, or name the right folder with --data.
cli-has-key = There is a log key in { $folder } already. Nothing was changed.
cli-seal-key-missing = There is no seal.key in { $folder }, and the database holds what was sealed with one. A new key would not open it. Please restore seal.key from a backup, or copy it from another server of this installation: all of them need the same.
cli-seal-key-other = The seal.key in { $folder } is not the one that the database was sealed with. Please restore that one from a backup, or copy it from another server of this installation: all of them need the same.
cli-init-done = Made { $folder } with the log’s key (readable only by you) and an empty register. The log’s public key, to publish:
cli-import-counts = What            added removed changed   as before
cli-import-proposed = Same body under a new name? “{ $old }” -> “{ $new }” ({ $n } items)
cli-import-transfer = Moved to another body: “{ $old }” -> “{ $new }” ({ $n } items)
cli-import-successions = The proposed successions are in { $file }. Delete what is wrong, then import with --accept { $file }.
cli-import-written = Written: { $n } entries. Findings: { $findings }.
cli-import-would-write = Dry run: { $n } entries would be written. Findings: { $findings }.
cli-successions-head = Successions that an import proposes. Keep those that are right, delete the others,
    add "on = 2022-11-11" where the day is known, then run the import again with --accept.
cli-verify-empty = The log is empty: nothing to check.
cli-verify-holds = The log holds: { $n } entries, { $public } public bodies, { $sealed } sealed, { $erased } erased.
cli-verify-withheld = { $withheld ->
    [one] The log holds, but one body is withheld for ever: its organisation replaced it before the due date, or it did not open on it.
   *[other] The log holds, but { $withheld } bodies are withheld for ever: their organisations replaced them before the due date, or they did not open on it.
} { $n } entries, { $public } public bodies, { $sealed } sealed (the withheld ones among them), { $erased } erased.
cli-verify-older = It goes on from the older checkpoint of { $n } entries.
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
