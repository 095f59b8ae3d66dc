// SPDX-License-Identifier: EUPL-1.2
//! Bytes to text: by mark, by profile, as UTF-8, or as the more plausible old encoding.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use crate::ReadError;

/// The text of a file, without its byte order mark.
pub(crate) fn decode<'a>(
    file: &str,
    bytes: &'a [u8],
    wanted: Option<&'static Encoding>,
) -> Result<Cow<'a, str>, ReadError> {
    // The mark in the file before the profile: whoever saved it knew how.
    let text = match (Encoding::for_bom(bytes), wanted) {
        (Some((encoding, mark)), _) => {
            strictly(file, bytes.get(mark..).unwrap_or_default(), encoding)?
        }
        (None, Some(encoding)) => strictly(file, bytes, encoding)?,
        (None, None) => guess(file, bytes)?,
    };
    // Tables have no control characters but tab and line ends; other files do.
    if text
        .bytes()
        .any(|byte| byte.is_ascii_control() && !is_layout(byte))
    {
        return Err(ReadError::NotATable {
            file: file.into(),
            why: "it holds control characters, as programs and pictures do".into(),
        });
    }
    Ok(text)
}

/// Tab, line ends, and what word processors leave behind (vertical tab, form feed, delete).
const fn is_layout(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x7f)
}

fn strictly<'a>(
    file: &str,
    bytes: &'a [u8],
    encoding: &'static Encoding,
) -> Result<Cow<'a, str>, ReadError> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| ReadError::Damaged {
            file: file.into(),
            why: format!("it is not valid {}", encoding.name()),
        })
}

fn guess<'a>(file: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, ReadError> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    // UTF-8 up to its very end, with letters beyond ASCII: cut off inside one.
    let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
    if error.error_len().is_none() && !valid.is_ascii() {
        return Err(ReadError::Damaged {
            file: file.into(),
            why: "it ends inside a character".into(),
        });
    }
    let (windows, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (mac, _) = MACINTOSH.decode_without_bom_handling(bytes);
    let is_mac = plausibility(&mac) > plausibility(&windows);
    Ok(if is_mac { mac } else { windows })
}

/// How much a text looks like German, Italian or French rather than like a wrong guess.
fn plausibility(text: &str) -> i64 {
    let beyond = text.chars().filter(|sign| !sign.is_ascii());
    let points = beyond.map(|sign| match sign {
        'ä' | 'ö' | 'ü' | 'ß' | 'à' | 'è' | 'é' | 'ì' | 'ò' | 'ù' => 3,
        'Ä' | 'Ö' | 'Ü' | 'È' | 'À' | 'ç' | 'ê' | 'â' | 'î' | 'ô' | 'û' | '§' | '€' => {
            1
        }
        '„' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '«' | '»' | '°' | '\u{a0}' => {
            1
        }
        sign if sign.is_control() => -5,
        sign if sign.is_alphabetic() => -1,
        _ => -2,
    });
    points.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Maßnahme;Träger\nÜberprüfung der Länder;„Öffentlichkeit“ – größer\n";
        let marked = format!("\u{feff}{text}");
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let table: [(&str, Vec<u8>); 5] = [
            ("utf-8", text.as_bytes().to_vec()),
            ("utf-8 with mark", marked.into_bytes()),
            ("utf-16", utf16),
            ("windows-1252", WINDOWS_1252.encode(text).0.into_owned()),
            ("mac roman", mac(text)),
        ];
        for (name, bytes) in table {
            assert_eq!(decode("t.csv", &bytes, None).unwrap(), text, "{name}");
        }
    }

    #[test]
    fn italian_is_told_apart_too() {
        let text = "Attività;Priorità\nPerché è così, più università e società;virtù\n";
        assert_eq!(decode("t", &mac(text), None).unwrap(), text);
        let windows = WINDOWS_1252.encode(text).0;
        assert_eq!(decode("t", &windows, None).unwrap(), text);
    }

    #[test]
    fn what_is_cut_off_or_no_text_is_an_error() {
        let whole = "Länder;Ä".as_bytes();
        assert!(decode("t", whole, None).is_ok());
        let cut = &whole[..whole.len() - 1];
        assert_eq!(decode("t", cut, None).unwrap_err().code(), "damaged");
        let binary = decode("t", b"a;b\n\x00\x01", None).unwrap_err();
        assert_eq!(binary.code(), "not_a_table");
    }

    /// `encoding_rs` reads Mac Roman and does not write it.
    fn mac(text: &str) -> Vec<u8> {
        let letter = |byte: u8| {
            MACINTOSH
                .decode_without_bom_handling(&[byte])
                .0
                .into_owned()
        };
        let table: Vec<(u8, String)> = (0..=255).map(|byte| (byte, letter(byte))).collect();
        let byte = |sign: char| {
            let found = table.iter().find(|(_, letter)| *letter == sign.to_string());
            found
                .unwrap_or_else(|| panic!("{sign} is not in Mac Roman"))
                .0
        };
        text.chars().map(byte).collect()
    }
}
