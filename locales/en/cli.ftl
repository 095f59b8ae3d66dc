# SPDX-License-Identifier: EUPL-1.2
cli-no-key = There is no log key in { $folder }. Run “wegmarke init” first, or name the right folder with --data.
cli-has-key = There is a log key in { $folder } already. Nothing was changed.
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
cli-verify-older = It goes on from the older checkpoint of { $n } entries.
cli-verify-failed = The log does NOT hold. First entry that does not fit: { $seq } ({ $code }).
cli-no-reason = An explanation needs words.
cli-erased = The body of entry { $n } is erased. Its envelope stays, and the log still verifies.
cli-demo-invented = Beside it two made-up reporting rounds, marked as example data; the times of the entries are staged too. Without them: --real-only.
cli-demo-accounts = Accounts for each role (address, password, secret for an authenticator app, role). They are shown only now:
cli-invalid = These things need another look; nothing was written:
cli-no-token = WEGMARKE_TOKEN holds no valid token of an organisation.
cli-no-round = There is no reporting round { $id }.
cli-moved = { $n } moves made.
cli-sheet-rows = { $n ->
    [one] One row.
   *[other] { $n } rows.
}
