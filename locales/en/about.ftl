# SPDX-License-Identifier: EUPL-1.2
# Pages about the site itself, and about what went wrong.

imprint-title = Imprint
imprint-missing = Nobody has been named yet as answerable for this site.
imprint-missing-todo = Whoever runs this site enters name and address in the configuration. Until then, please regard it as a demonstration.
imprint-operator = Run by
imprint-email = E-mail:
imprint-phone = Telephone:
imprint-responsible = Responsible for the content
imprint-content = About the content
imprint-content-text = This site is not run by an authority. Statements come from the organisations named with each of them, and from the sources given.
imprint-links-text = Links to other sites come from the sources. Their operators are responsible for their content.

privacy-title = Privacy
privacy-short = You can read everything here without giving anything away about yourself.
privacy-reading = When you read
privacy-no-cookies = This site sets no cookies when you read and stores nothing in your browser except the usual cached copies of pages, fonts and styles.
privacy-no-third = When you read, your browser fetches nothing from other servers: no fonts, no images, no measurement.
privacy-no-script = No script watches what you do. The pages work without JavaScript.
privacy-logs = What the server records
privacy-logs-text = So that errors can be found, the program writes the time, the address requested, the result and the duration of a request to an operating log. It does not write down your IP address. A server in front of it may do otherwise; the operator can tell you.
privacy-alerts = If you follow something by e-mail
privacy-alerts-text = Then your e-mail address, what you follow and the language are kept encrypted until you end it with the link in each e-mail; then all of it is deleted. An address that nobody confirms is deleted after two days. Nobody else gets it.
privacy-register = What is in the register
privacy-register-text = Statements in the register come from organisations. Names of individuals and data about people affected do not belong there. If something personal is found there all the same, the content of an entry can be erased; the envelope remains as proof.
privacy-rights = Your rights
privacy-rights-text = You have the right to information, correction, erasure and complaint to a supervisory authority. Please contact the body named in the

accessibility-title = Accessibility
accessibility-short = This site is meant to be readable for everyone. The yardstick is WCAG 2.2, level AA, and EN 301 549.
accessibility-how = What is done for it
accessibility-script = All pages are complete without JavaScript.
accessibility-keyboard = Everything can be reached with the keyboard, and you can see where you are.
accessibility-zoom = Pages can be enlarged to 400 % and fit a width of 320 pixels; wide tables scroll within themselves.
accessibility-colour = Colour never stands alone: what it says is also said in words. Dark mode and your system’s own colours are respected.
accessibility-charts = Each chart comes with a sentence that says what it shows and a table with all its figures.
accessibility-language = Texts in another language are marked so that screen readers pronounce them correctly.
accessibility-limits = What is not good enough yet
accessibility-limit-tables = Very wide tables remain hard work on small screens.
accessibility-limit-sources = Sources on other sites are often PDF files whose design we cannot influence.
accessibility-limit-easy = Easy language and sign language are still missing.
accessibility-limit-tested = Checks run automatically with every change of the program; a review by people with disabilities is still to come.
accessibility-tell = Report a barrier
accessibility-tell-text = If you meet a barrier, please tell the body named in the

licence-title = Licence
licence-software = The program
licence-software-text = The program is licensed under the European Union Public Licence, version 1.2 (EUPL-1.2). You may use, study, change and share it.
licence-design = Design and typeface
licence-design-text = The design builds on the open design system KERN (EUPL-1.2); the typeface is Fira Sans (SIL Open Font License 1.1). The administration’s emblem and header are not used.
licence-data = The data
licence-data-text = Facts are free. Literal texts belong to those who wrote them; the source is given with each. For questions about use, please ask the body named in the

verify-title = How to check for yourself
verify-lead = You do not have to believe us. With one program and our public key you can recompute that the history is complete and unchanged.
verify-what = What is stored
verify-what-entry = Each entry has an envelope (number, time, organisation, kind, subject) and a content. The envelope holds the checksum of the content.
verify-what-tree = All envelopes together form a tree of checksums. Whoever changes, inserts or removes an envelope changes the root of the tree.
verify-what-checkpoint = Size and root of the tree are published with a signature. The format is publicly specified (C2SP tlog-tiles); other programs can check it too.
verify-how = Step by step
verify-step-key = Get the verification key from a second place if you can, such as a printed report or a person you trust.
verify-step-run = Run the checking program. It downloads everything and names the first entry that does not fit, if there is one.
verify-step-remember = The program remembers the state. Next time it also checks that nothing earlier was changed.
verify-origin = Name of the log
verify-no-key = No verification key has been set up for this site yet.
verify-keys = Keys that this log has had
verify-keys-text = If you hold an older key, check with it: each key signed which one comes next, so the program finds the way to the one that signs now. Where nobody confirmed a key, it stops and says so.
verify-witnesses = Who else watches over it
verify-witnesses-text = Witnesses are run by others. Each remembers the newest state of the log that it saw, and signs only what goes on from there. So nobody can be shown another history than you, unless all witnesses that you trust take part in it.
verify-witnesses-none = This log has no witnesses yet. Whoever wants to be sure that all are shown the same compares the checkpoint with somebody else, and keeps it.
verify-witnesses-demand = This demands all of them; name only those that you trust, and take their keys from them rather than from this page:
verify-witness-since = Witness since
verify-witness-last = Signed last
verify-witness-key = Public key
verify-witness-never = not yet
verify-witness-entries = { $n ->
    [one] one entry, on { $at }
   *[other] { $n } entries, on { $at }
}
verify-witness-away = This witness is not signing at the moment. That says nothing about the log.
verify-witness-refuses = This witness says that the log does not go on from what it saw. Please ask the operator why, and believe no newer state until there is an answer.
verify-limits = What the check does not say
verify-limits-text = The check shows that nothing was changed afterwards. It does not show that a statement is true. That is what the sources with each statement are for.

data-title = Data
data-lead = Everything you read here you can also take away.
data-feeds = Follow changes
data-feeds-text = Each plan and each organisation has an Atom feed of its own, linked from its page. This is the feed for everything:
data-log = The log
data-log-text = The complete log is open under /log/. Every figure on this site can be recomputed from it.
data-downloads = Files

not-found-title = This page does not exist
not-found-happened = There is nothing at this address.
not-found-todo = The address may be misspelt, or the thing was not recorded yet on the chosen day. You can go on from here:
bad-request-title = This request cannot be understood
bad-request-happened = This site cannot make sense of part of the address.
bad-request-todo = A day must have the form 2025-12-31 and exist in the calendar. Please check the address.
foreign-title = This request came from another site
foreign-happened = To protect your account, only what was sent from this site itself is taken. Nothing has changed.
foreign-todo = Please open this page anew and try again from here.
too-large-title = That is too much at once
too-large-happened = What was sent is larger than this site takes. Nothing of it was saved.
too-large-todo = Go back one step in your browser: what you wrote is still there. Please make it shorter.
failed-title = Something went wrong
failed-happened = The page could not be made. It is not your fault.
failed-todo = Please try again in a few minutes. If it stays like this, please give the operator this detail:
busy-title = It is busy right now
busy-happened = There can be no answer at the moment: too many requests come at once, or the database cannot be reached.
busy-todo = Please try again in a minute.
damaged-file-title = This file is damaged
damaged-file-happened = What is kept of it here is missing, or is no longer what was uploaded. So nobody gets it. It is not your fault.
damaged-file-todo = The statement that names it is still on its page. Whoever runs this register is told of the damage and can bring the file back from a backup, or its organisation uploads the same file again. Its hash:
files-away-title = Files cannot be fetched right now
files-away-happened = The place where files are kept does not answer at the moment. You can go on reading everything else.
files-away-todo = Please try again in a few minutes.
