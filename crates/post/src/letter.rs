// SPDX-License-Identifier: EUPL-1.2
//! One letter to one person.

use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use crate::PostError;

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// An e-mail address without a name.
    pub to: &'a str,
    /// One line.
    pub subject: &'a str,
    /// Lines end with a line feed; they may be of any length.
    pub text: &'a str,
    /// `<…@…>`: the same for the same letter, so that a second copy is known as one.
    pub message_id: &'a str,
    /// The address that ends what the letter comes from with one click (RFC 8058); `None`: nothing does.
    pub ends_at: Option<&'a str>,
}

impl Letter<'_> {
    /// The letter as it goes over the wire, written at `now`.
    pub(crate) fn write(&self, from: &Mailbox, now: Timestamp) -> Result<Message, PostError> {
        let to: Address = self.to.parse().map_err(|_| bad("to is not an address"))?;
        let to = plain(&to).map_err(bad)?;
        if self.subject.contains(char::is_control) {
            return Err(bad("the subject is more than one line"));
        }
        if !is_message_id(self.message_id) {
            return Err(bad("the Message-ID is not of the form <…@…>"));
        }
        // Always the same encoding: no server has to change or to break lines on the way.
        let encoding = ContentTransferEncoding::QuotedPrintable;
        let text = Body::new_with_encoding(self.text.to_owned(), encoding)
            .map_err(|_| bad("the text cannot be encoded"))?;
        let mut message = Message::builder();
        if let Some(address) = self.ends_at {
            let plain = |c: char| c.is_ascii_graphic() && !"<>,".contains(c);
            if !address.chars().all(plain) {
                return Err(bad("the address that ends it is not one"));
            }
            for (name, value) in [
                ("List-Unsubscribe", format!("<{address}>")),
                (
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ),
            ] {
                let name = HeaderName::new_from_ascii_str(name);
                message = message.raw_header(HeaderValue::new(name, value));
            }
        }
        message
            .from(from.clone())
            .to(to.into())
            .subject(self.subject)
            .date(now.into())
            .message_id(Some(self.message_id.to_owned()))
            // RFC 3834: robots shall not answer.
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .singlepart(
                SinglePart::builder()
                    .header(ContentType::TEXT_PLAIN)
                    .body(text),
            )
            .map_err(|error| bad(&error.to_string()))
    }
}

fn bad(why: &str) -> PostError {
    PostError::BadLetter(why.to_owned())
}

/// An address with its domain in the form that every server reads (RFC 5890): the other form needs
/// SMTPUTF8, which many do not know.
pub(crate) fn plain(address: &Address) -> Result<Address, &'static str> {
    if !address.user().is_ascii() {
        return Err("before the @ of an address there may be no umlauts or other special letters");
    }
    let domain = idna::domain_to_ascii(address.domain()).map_err(|_| "its domain is not one")?;
    Address::new(address.user(), domain).map_err(|_| "its domain is not one")
}

/// Printable ASCII with one @ and one pair of brackets around it.
fn is_message_id(text: &str) -> bool {
    text.strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .and_then(|inner| inner.split_once('@'))
        .is_some_and(|(left, right)| {
            let plain = |part: &str| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_graphic() && !b"<>@".contains(&byte))
            };
            plain(left) && plain(right)
        })
}
