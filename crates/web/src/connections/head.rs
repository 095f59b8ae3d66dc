// SPDX-License-Identifier: EUPL-1.2
//! Lines of a request's head that end with a bare line feed.
//!
//! The library reads them as if they ended properly. A proxy in front may not, and then the two see
//! different requests in the same bytes. So heads are looked at before the library reads them: that is
//! all this does, and it never says what a request means.

/// Longest head that is looked at; nobody of good will sends a longer one.
const LONGEST: usize = 64 << 10;
/// How HTTP/2 begins. From there on there are frames and no lines.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\n";

/// Looks at what is read from one connection.
#[derive(Debug)]
pub(super) struct Heads {
    place: Place,
    head: Vec<u8>,
}

#[derive(Debug)]
enum Place {
    Head,
    /// So many bytes of a body are left.
    Body(u64),
    /// Where the next head begins is not known, or there is none.
    Lost,
}

/// What was found in some bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// A head is not as it must be.
    pub(super) is_bad: bool,
    /// What follows cannot be looked at: this request must be the last one.
    pub(super) is_last: bool,
}

impl Default for Heads {
    fn default() -> Self {
        let place = Place::Head;
        let head = Vec::new();
        Self { place, head }
    }
}

impl Heads {
    /// Looks at the next bytes.
    pub(super) fn look(&mut self, mut bytes: &[u8]) -> Found {
        let mut found = Found::default();
        while !bytes.is_empty() {
            match self.place {
                Place::Lost => break,
                Place::Body(left) => {
                    let read = usize::try_from(left).map_or(bytes.len(), |n| n.min(bytes.len()));
                    bytes = &bytes[read..];
                    self.place = match left - read as u64 {
                        0 => Place::Head,
                        left => Place::Body(left),
                    };
                }
                Place::Head => {
                    let line = bytes.iter().position(|byte| *byte == b'\n');
                    let end = line.map_or(bytes.len(), |at| at + 1);
                    self.head.extend_from_slice(&bytes[..end]);
                    bytes = &bytes[end..];
                    if line.is_some() || self.head.len() > LONGEST {
                        self.end_line(&mut found);
                    }
                }
            }
        }
        found
    }

    fn end_line(&mut self, found: &mut Found) {
        if !self.head.ends_with(b"\r\n") {
            self.place = Place::Lost;
            *found = Found {
                is_bad: true,
                is_last: true,
            };
        } else if self.head == b"\r\n" {
            // An empty line before a request is skipped, as RFC 9112 has it.
            self.head.clear();
        } else if self.head == PREFACE {
            self.place = Place::Lost;
        } else if self.head.ends_with(b"\r\n\r\n") {
            self.place = body(&self.head);
            found.is_last |= matches!(self.place, Place::Lost);
            self.head.clear();
        }
    }
}

/// What follows a head.
fn body(head: &[u8]) -> Place {
    let mut place = Place::Head;
    for line in head.split(|byte| *byte == b'\n') {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            continue;
        };
        let (name, value) = (line[..colon].trim_ascii(), line[colon + 1..].trim_ascii());
        if name.eq_ignore_ascii_case(b"transfer-encoding") {
            return Place::Lost;
        }
        if name.eq_ignore_ascii_case(b"content-length") {
            let size = std::str::from_utf8(value).ok().and_then(|n| n.parse().ok());
            place = match size {
                Some(0) => Place::Head,
                Some(size) => Place::Body(size),
                None => return Place::Lost,
            };
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::{Found, Heads};

    const FINE: Found = Found {
        is_bad: false,
        is_last: false,
    };
    const LAST: Found = Found {
        is_bad: false,
        is_last: true,
    };
    const BAD: Found = Found {
        is_bad: true,
        is_last: true,
    };

    /// The same at once and byte by byte.
    fn look(text: &str) -> Found {
        let at_once = Heads::default().look(text.as_bytes());
        let mut heads = Heads::default();
        let mut bit_by_bit = Found::default();
        for byte in text.bytes() {
            let found = heads.look(&[byte]);
            bit_by_bit.is_bad |= found.is_bad;
            bit_by_bit.is_last |= found.is_last;
        }
        assert_eq!(at_once, bit_by_bit, "{text:?}");
        at_once
    }

    #[test]
    fn lines_end_as_they_must() {
        for (text, found) in [
            ("GET / HTTP/1.1\r\nHost: x\r\n\r\n", FINE),
            ("\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", FINE),
            ("GET / HTTP/1.1\nHost: x\r\n\r\n", BAD),
            ("GET / HTTP/1.1\r\nHost: x\n\r\n", BAD),
            ("GET / HTTP/1.1\r\nHost: x\r\n\n", BAD),
            ("\nGET / HTTP/1.1\r\n\r\n", BAD),
            ("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na\nb", FINE),
            (
                "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na\nbGET / HTTP/1.1\n",
                BAD,
            ),
            ("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\na\nb", LAST),
            (
                "POST / HTTP/1.1\r\ntransfer-ENCODING: chunked\r\n\r\n1\na",
                LAST,
            ),
            ("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\n", BAD),
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\n\n", FINE),
        ] {
            assert_eq!(look(text), found, "{text:?}");
        }
        let endless = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(70_000));
        assert!(look(&endless).is_bad);
    }
}
