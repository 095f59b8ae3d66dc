# SPDX-License-Identifier: EUPL-1.2
# Letters, reminders and calendars.

letter-hello = Hello,
letter-automatic = This e-mail comes from a program. Nobody reads answers to it.
letter-why = You get this e-mail because you have an account at { $site }. There you can also have fewer reminders, or none: { $link }
letter-digest-subject = { $site }: { $n ->
    [one] one task waits for you
   *[other] { $n } tasks wait for you
}
letter-digest-lead = { $n ->
    [one] in your organisation ({ $organisation }) one task waits for you.
   *[other] in your organisation ({ $organisation }) { $n } tasks wait for you.
}
letter-overdue = This was due by { $due }. What is missing is now shown in public as missing; you can still make up for it.
letter-task = { $what }: { $about } ({ $state })
letter-more = { $n ->
    [one] and one more task
   *[other] and { $n } more tasks
}
letter-all = All your tasks:
letter-escalation-subject = { $site }: { $n ->
    [one] something is missing from one organisation
   *[other] something is missing from { $n } organisations
}
letter-escalation-lead = { $n ->
    [one] in a reporting round that you coordinate, one organisation has not submitted everything in time. It can still do so until the time for replies ends.
   *[other] in a reporting round that you coordinate, { $n } organisations have not submitted everything in time. They can still do so until the time for replies ends.
}
letter-silent = { $n ->
    [one] one statement is missing
   *[other] { $n } statements are missing
}
letter-late = { $n ->
    [one] one came late
   *[other] { $n } came late
}
letter-board = One by one, on the coordinator’s board:
letter-invitation-subject = Invitation to { $site }
letter-invitation-lead = You are invited to work for { $organisation } at { $site }. With this link you make your account:
letter-invitation-until = The link is good for two weeks, and only once. Please do not pass it on.
letter-invitation-why = You get this e-mail because somebody of { $organisation } invited you to { $site }. If that means nothing to you, do nothing: without the link no account is made, and we will not write to you again.
letter-test-subject = { $site }: a test
letter-test = this e-mail shows that { $site } can send e-mails.
letter-test-why = You get this e-mail because somebody who runs { $site } tries whether e-mails arrive.

reminders-title = E-mails and calendar
reminders-lead = Reminders say what is to be done, and by when. They never hold what anybody wrote. Invitations always come.
reminders-no-mail = No mail server is set up here yet; until then no e-mails come.
reminders-unreachable = The last e-mail to you was refused, so we have stopped writing to you. Please look at your mailbox and save here; then we try again.
reminders-colleagues = These addresses in your organisation take no e-mails: { $mails }
reminders-lang = Language of e-mails
reminders-wanted = Reminders
reminders-weekly = once a week, more often shortly before the due date
reminders-near-due = only in the seven days before the due date
reminders-off = none
reminders-save = Save
reminders-saved = Saved.
calendar-lead-on = Your calendar has a secret address. It was shown only once. With a new one, the old one is no longer good.
calendar-lead-off = Subscribe to the dates of your reporting rounds in your calendar. The address is secret: whoever knows it sees your dates and how much is still open, and nothing else.
calendar-make = Address for my calendar
calendar-renew = New address
calendar-end = Switch the calendar off
calendar-made = This address is shown only now. Add it to your calendar program as a subscription:
calendar-all = Reporting rounds
calendar-own = My reporting rounds
calendar-opens = Begins: { $round }
calendar-due = Due: { $round }
calendar-replies = Replies end: { $round }
calendar-cancelled = Cancelled: { $date }
calendar-from = From { $at }
calendar-until = Until { $at }
calendar-open = Still open in your organisation: { $n }
calendar-open-all = Still open in the whole round: { $n }
invited-by-letter = The invitation is on its way by e-mail. In case it does not arrive: this link is shown only now.
cli-mail-off = E-mails are not sent: --smtp-url and --mail-from are missing.
cli-mail-base-url = E-mails need links: please give --base-url, too.
cli-mail-missing = What e-mails are sent with is missing: --smtp-url and --mail-from, or WEGMARKE_SMTP_URL and WEGMARKE_MAIL_FROM.
cli-mail-taken = The mail server has taken the e-mail to { $to }: { $reply }
calendar-subscribe = Subscribe to all dates as a calendar (iCalendar)
letter-reset-subject = { $site }: a link to reset
letter-reset-lead-own = somebody of your organisation made a link for your account. It { $what }.
letter-reset-lead-other = somebody of your organisation made a link for the account of { $name }. It { $what }.
letter-reset-if-not = If that was not agreed, please withdraw the link at once; the security log is there, too: { $link }
letter-reset-why = You get this e-mail because a way into { $site } should not change unnoticed.
letter-alert-why = You get this e-mail because somebody with this address follows it at { $site }. No more e-mails, and your address deleted: { $link }
letter-confirm-subject = { $site }: please confirm that you want to follow this
letter-confirm-lead = somebody asked at { $site } to be told by e-mail to this address what changes about: { $what }. If it was you, please open this page and confirm it:
letter-confirm-until = The page can be opened for two days. If it was not you, you need not do anything: no more e-mails come, and the address is deleted.
letter-confirm-why = You get this e-mail because this address was typed in at { $site }.
letter-alert-subject = { $site }: news about { $what }
letter-alert-lead = { $n ->
    [one] there is one new entry about: { $what }
   *[other] there are { $n } new entries about: { $what }
}
letter-alert-answer = the answer to this question is another one now: { $what }
letter-alert-entry = { $day }: { $what }: { $about }
letter-alert-more = { $n ->
    [one] and one more entry
   *[other] and { $n } more entries
}
letter-alert-page = All of it:
