# SPDX-License-Identifier: EUPL-1.2
# Following something by letter, without an account.

alert-title = Follow by e-mail
alert-description = Be told by e-mail what changes, without an account.
alert-lead = We write to you when something changes here. You need no account. First you get one e-mail in which you confirm it; each later one ends it with one click.
alert-no-letters = This site sends no e-mails. The feed of the page tells the same in a feed reader.
alert-mail = Your e-mail address
alert-mail-hint = It is kept encrypted, is used for nothing else, and is deleted when you end it.
alert-often = How often at most
alert-often-weekly = once a week
alert-often-daily = once a day
alert-ask = Ask for the e-mail
alert-asked = If the address is right, an e-mail is on its way to it. Please open the link in it within two days. Who follows this already, or has asked too often, gets none.
alert-full = Right now too many addresses wait to be confirmed. Please try again tomorrow, or use the feed of the page.
alert-confirm-lead = Do you want to be told by e-mail when something changes here?
alert-confirm = Yes, follow
alert-end-lead = You follow this by e-mail. You can end it here; your address is deleted then.
alert-end = End it and delete the address
alert-confirmed = Done. We write to you when something changes.
alert-ended = Nobody follows anything under this link: it was ended and the address deleted, or it was not confirmed in time.
alert-privacy = What happens to your address:
follow-by-mail = Follow by e-mail
