// SPDX-License-Identifier: EUPL-1.2
//! What the buttons of forms tell the server: one closed list for each page. Whatever else comes in
//! under [`NAME`] is refused, since nobody can say what it was meant to do.

/// The name under which a button is sent.
pub const NAME: &str = "do";

/// Declares the buttons of a page.
macro_rules! buttons {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $button:ident => $value:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of])* $button,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$button),*];

            /// What it tells the server.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$button => $value,)* }
            }

            /// The button that tells this; `None` if there is none on this page.
            #[must_use]
            pub fn find(value: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|button| button.as_str() == value)
            }
        }
    )*};
}

buttons! {
    /// The form in which something is said.
    SayButton {
        /// Keep a draft.
        Save => "save",
        /// Keep a draft while somebody types: the script's button.
        Autosave => "autosave",
        /// Show more rows to fill in.
        More => "more",
        /// Ask others to release it.
        Request => "request",
        /// Say it.
        Release => "release",
        /// Say it otherwise, after it was revealed.
        Correct => "correct",
        /// Take it back.
        Withdraw => "withdraw",
        /// Give the draft back to who wrote it.
        Return => "return",
        /// Delete the draft.
        Discard => "discard",
    }

    /// What somebody follows by letter.
    AlertButton {
        /// Write a letter to the address, to confirm it.
        Ask => "ask",
        /// Letters will come.
        Confirm => "confirm",
        /// No letter comes any more; the address is deleted.
        End => "end",
    }

    /// The keys of one's organisation.
    KeysButton {
        /// Register one.
        Register => "register",
        /// Revoke one.
        Revoke => "revoke",
    }

    /// Who keeps the record of a plan, and what its owner makes of it.
    EditingButton {
        /// Keep the record from now on.
        Begin => "begin",
        /// Keep it no more.
        End => "end",
        /// Confirm what is ticked.
        Confirm => "confirm",
        /// Contest what is ticked.
        Contest => "contest",
        /// Confirm everything.
        ConfirmAll => "confirm-all",
    }

    /// The page on which only a hash is submitted, and the words are handed in afterwards.
    KeepButton {
        /// Submit the hash.
        Commit => "commit",
        /// Hand in the words.
        Reveal => "reveal",
    }

    /// The form in which a damaged statement is handed in again.
    RestoreButton {
        /// Hand it in.
        HandIn => "hand-in",
        /// Show more rows to fill in.
        More => "more",
    }

    /// The form of a thing of the register.
    RecordButton {
        /// Look at what changes.
        Look => "look",
        /// Propose it as a correction of what another organisation has on record.
        Propose => "propose",
    }

    /// The page of a new version of a plan.
    VersionButton {
        /// Look at everything that changes.
        Look => "look",
    }

    /// The form of a figure or a proposal.
    FigureButton {
        /// Keep a draft.
        Save => "save",
        /// Ask others to release it.
        Request => "request",
        /// State it, propose it, or take it back.
        State => "state",
        /// Give the draft back to who wrote it.
        Return => "return",
        /// Delete the draft.
        Discard => "discard",
        /// Confirm a proposal.
        Confirm => "confirm",
        /// Decline a proposal.
        Decline => "decline",
        /// Take back a proposal of one's own.
        Withdraw => "withdraw",
    }

    /// The form that announces a round or changes one, and the page on which that is checked.
    AnnounceButton {
        /// Show what would be public.
        Check => "check",
        /// Ask many at once.
        Tick => "tick",
        /// Ask many at once no more.
        Untick => "untick",
        /// Add a column.
        Add => "add",
        /// Go back to the form.
        Edit => "edit",
        /// Announce it.
        Announce => "announce",
    }

    /// The page on which a round is cancelled.
    CancelButton {
        /// Cancel it.
        Cancel => "cancel",
    }

    /// The pages of an uploaded table.
    UploadButton {
        /// Keep what is chosen, and show what follows from it.
        Apply => "apply",
        /// Say where the table stands.
        Place => "place",
        /// Map as before.
        Own => "own",
        /// See what it would do.
        Check => "check",
        /// Accept the successions that are ticked.
        Accept => "accept",
        /// Accept all of them.
        AcceptAll => "accept-all",
        /// Say that findings about the whole were looked at.
        Seen => "seen",
        /// Choose the tables of a document that enter.
        Tables => "tables",
        /// Read a table as it is drawn.
        Draw => "draw",
        /// Show what is drawn so far.
        Look => "look",
        /// The same, on the page before.
        Back => "back",
        /// The same, on the next page.
        Forth => "forth",
        /// Take a table away that was drawn.
        Erase => "erase",
        /// End the review of a document.
        End => "end",
        /// Keep what was made of the rows of a page.
        Keep => "keep",
        /// The same, and go on to the next one.
        Next => "next",
        /// Take new headings for those that are gone.
        Headings => "headings",
        /// Say of what is ticked whether it is still the same.
        Answer => "answer",
        /// Everything else is still the same.
        AllSame => "all-same",
        /// Everything else is something else.
        AllOther => "all-other",
        /// Say since when others may have been here.
        Since => "since",
        /// Take the sides that are chosen where others were here since.
        Sides => "sides",
        /// Everywhere what the table says.
        AllMine => "all-mine",
        /// Everywhere what others said since.
        AllTheirs => "all-theirs",
        /// Write it.
        Write => "write",
        /// Delete the upload.
        Discard => "discard",
    }

    /// The page of one's own account.
    AccountButton {
        /// End this session.
        SignOut => "sign-out",
        /// End this session and begin another one.
        SignInAgain => "sign-in-again",
        /// End all sessions.
        SignOutEverywhere => "sign-out-everywhere",
        /// End another session.
        EndSession => "end-session",
        /// Remove a passkey.
        RemovePasskey => "remove-passkey",
        /// Register one as a key of the organisation.
        SignWith => "sign-with",
        /// Make new recovery codes.
        Recovery => "recovery",
        /// Set or change the password.
        Password => "password",
        /// Choose what letters are about, and their language.
        Reminders => "reminders",
        /// Make or renew the address of the calendar.
        Calendar => "calendar",
        /// End the address of the calendar.
        CalendarEnd => "calendar-end",
    }

    /// The forms in which organisations are looked after.
    OrganiseButton {
        /// See what would be said.
        Look => "look",
        /// Say it.
        Write => "write",
    }

    /// As whom somebody looks at a demonstration.
    DemoButton {
        /// A ministry that answers for measures.
        Ministry => "ministry",
        /// The national rapporteur.
        Rapporteur => "rapporteur",
        /// The network of counselling centres.
        Network => "network",
        /// The office that coordinates a plan.
        Coordination => "coordination",
        /// Who runs the installation.
        Administration => "administration",
    }

    /// The page of one's own organisation.
    OwnButton {
        /// A second person must release.
        TwoPersons => "two-persons",
        /// One person may write and release.
        OnePerson => "one-person",
        /// Invite somebody.
        Invite => "invite",
        /// Withdraw an invitation.
        WithdrawInvitation => "withdraw-invitation",
        /// Remove an account.
        RemoveAccount => "remove-account",
        /// Change what an account may do.
        Roles => "roles",
        /// Remove an account, and let a colleague come after it.
        HandOver => "hand-over",
        /// Let somebody choose a new password.
        ResetPassword => "reset-password",
        /// Let somebody set up anew what proves the password.
        ResetSecondFactor => "reset-second-factor",
        /// Make a token for a program.
        Token => "token",
        /// Revoke a token.
        RevokeToken => "revoke-token",
        /// Set the login of the organisation.
        Login => "login",
        /// Remove it.
        RemoveLogin => "remove-login",
    }
}

#[cfg(test)]
mod tests {
    use super::{AccountButton, FigureButton, OwnButton, SayButton};

    #[test]
    fn every_button_reads_back_and_nothing_else_is_one() {
        for button in SayButton::ALL {
            assert_eq!(SayButton::find(button.as_str()), Some(*button));
        }
        for button in AccountButton::ALL {
            assert_eq!(AccountButton::find(button.as_str()), Some(*button));
        }
        for button in OwnButton::ALL {
            assert_eq!(OwnButton::find(button.as_str()), Some(*button));
        }
        for value in ["", "SAVE", "save ", "confirm"] {
            assert_eq!(SayButton::find(value), None, "{value}");
        }
        assert_eq!(FigureButton::find("release"), None);
    }
}
