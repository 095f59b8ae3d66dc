// SPDX-License-Identifier: EUPL-1.2
//! Bytes to text: by mark, by profile, as UTF-8, or as the more plausible old encoding.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use wegmarke_domain::finding::{Severity, codes};

use super::sheet::Note;
use crate::ReadError;
use crate::reason::reason;

/// The text of a file, without its byte order mark.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Where in it stands a letter for a byte that does not fit, in order.
    pub(crate) doubtful: Vec<usize>,
    /// What it was read as, where neither the file nor the profile says it and several would do.
    guessed: Option<&'static Encoding>,
}

impl Decoded<'_> {
    /// What has to be told of it.
    pub(crate) fn note(&self) -> Option<Note> {
        let encoding = self.guessed?;
        Some(Note {
            code: codes::ENCODING_GUESSED,
            severity: Severity::Warning,
            row: None,
            column: None,
            args: vec![("words", encoding.name().to_owned())],
        })
    }
}

impl<'a> From<Cow<'a, str>> for Decoded<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self {
            text,
            doubtful: Vec::new(),
            guessed: None,
        }
    }
}

/// Reads bytes as text.
pub(crate) fn decode<'a>(
    file: &str,
    bytes: &'a [u8],
    wanted: Option<&'static Encoding>,
) -> Result<Decoded<'a>, ReadError> {
    // The mark in the file before the profile: whoever saved it knew how.
    let decoded = match (Encoding::for_bom(bytes), wanted) {
        (Some((encoding, mark)), _) => {
            strictly(file, bytes.get(mark..).unwrap_or_default(), encoding)?
        }
        (None, Some(encoding)) => strictly(file, bytes, encoding)?,
        (None, None) => guess(file, bytes)?,
    };
    // Tables have no control characters but tab and line ends; other files do.
    if decoded
        .text
        .bytes()
        .any(|byte| byte.is_ascii_control() && !is_layout(byte))
    {
        return Err(ReadError::not_a_table(file, reason("control_characters")));
    }
    Ok(decoded)
}

/// Tab, line ends, and what word processors leave behind (vertical tab, form feed, delete).
const fn is_layout(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x7f)
}

fn strictly<'a>(
    file: &str,
    bytes: &'a [u8],
    encoding: &'static Encoding,
) -> Result<Decoded<'a>, ReadError> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into());
    }
    let mended = (encoding == UTF_8).then(|| mostly_utf8(bytes)).flatten();
    mended.ok_or_else(|| ReadError::Damaged {
        file: file.into(),
        why: reason("not_encoded").with("encoding", encoding.name()),
    })
}

fn guess<'a>(file: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, ReadError> {
    if let Some(encoding) = wide(bytes) {
        return strictly(file, bytes, encoding);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text).into()),
        Err(error) => error,
    };
    // UTF-8 up to its very end, with letters beyond ASCII: cut off inside one.
    let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
    if error.error_len().is_none() && !valid.is_ascii() {
        return Err(ReadError::Damaged {
            file: file.into(),
            why: reason("ends_in_letter"),
        });
    }
    if let Some(mended) = mostly_utf8(bytes) {
        return Ok(mended);
    }
    let (windows, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (mac, _) = MACINTOSH.decode_without_bom_handling(bytes);
    let western = match plausibility(&mac) > plausibility(&windows) {
        true => mac,
        false => windows,
    };
    // What reads as these languages all through is not looked at twice: a short text gives little to go by.
    if western
        .chars()
        .all(|sign| sign.is_ascii() || points(sign) > 0)
    {
        return Ok(western.into());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if guessed == WINDOWS_1252 {
        return Ok(western.into());
    }
    Ok(Decoded {
        guessed: Some(guessed),
        ..strictly(file, bytes, guessed)?
    })
}

/// Whether letters were encoded twice: read as Windows-1252, each of their bytes became a sign of its own
/// (`Ã¼` for `ü`, `â€“` for a dash).
pub(crate) fn is_garbled(text: &str) -> bool {
    let mut rest = text;
    while let Some(start) = rest.find(|sign: char| !sign.is_ascii()) {
        let (_, from) = rest.split_at(start);
        let end = from
            .find(|sign: char| sign.is_ascii())
            .unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        let (bytes, _, has_others) = WINDOWS_1252.encode(run);
        let was = std::str::from_utf8(&bytes).ok().filter(|_| !has_others);
        if was.is_some_and(|was| was.chars().all(is_meant)) {
            return true;
        }
        rest = after;
    }
    false
}

/// Letters and signs that people write, and of which the halves hardly ever stand side by side.
const fn is_meant(sign: char) -> bool {
    matches!(sign, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2044}' | '€')
}

/// UTF-16 without a mark: every second byte of its beginning is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    let zeros = |first: usize| {
        start
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
    };
    let (even, odd) = (zeros(0).count(), zeros(1).count());
    let most = start.len() * 2 / 5;
    match (even, odd) {
        (0, odd) if odd > 0 && odd >= most => Some(UTF_16LE),
        (even, 0) if even > 0 && even >= most => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 in which bytes of another encoding stand. `None` if there are hardly any letters of UTF-8
/// beside such bytes: an old encoding almost never looks like UTF-8.
fn mostly_utf8(bytes: &[u8]) -> Option<Decoded<'static>> {
    let (mut letters, mut strangers) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|sign| is_latin(*sign)).count();
        strangers += chunk.invalid().len();
    }
    if letters * 3 < strangers || letters == 0 {
        return None;
    }
    let (mut text, mut doubtful) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        doubtful.push(text.len());
        // One byte that is a letter where people write these languages is that letter; the beginning
        // of a character that was cut off is none.
        let (letter, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        match chunk.invalid() {
            [_] if letter.chars().all(is_plausible) => text.push_str(&letter),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Some(Decoded {
        text: Cow::Owned(text),
        doubtful,
        guessed: None,
    })
}

/// Letters and signs of Latin scripts beyond ASCII; others come of an old encoding by chance.
const fn is_latin(sign: char) -> bool {
    matches!(sign, '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{20cf}')
}

/// A letter that old files of these languages hold, and that no half character of UTF-8 looks like.
fn is_plausible(letter: char) -> bool {
    matches!(
        letter,
        'ä' | 'ö'
            | 'ü'
            | 'ß'
            | 'Ä'
            | 'Ö'
            | 'Ü'
            | 'à'
            | 'è'
            | 'é'
            | 'ì'
            | 'ò'
            | 'ù'
            | 'ç'
            | 'ê'
            | 'ô'
            | 'î'
            | 'û'
            | 'á'
            | 'í'
            | 'ó'
            | 'ú'
            | 'ñ'
            | 'É'
            | 'È'
            | 'À'
    )
}

/// How much a text looks like German, Italian or French rather than like a wrong guess.
fn plausibility(text: &str) -> i64 {
    let beyond = text.chars().filter(|sign| !sign.is_ascii());
    beyond.map(points).sum()
}

/// How much a sign beyond ASCII looks like these languages; a negative number: not at all.
fn points(sign: char) -> i64 {
    match sign {
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Maßnahme;Träger\nÜberprüfung der Länder;„Öffentlichkeit“ – größer\n";
        let marked = format!("\u{feff}{text}");
        let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let table: [(&str, Vec<u8>); 6] = [
            ("utf-8", text.as_bytes().to_vec()),
            ("utf-8 with mark", marked.into_bytes()),
            ("utf-16", utf16),
            ("utf-16 without mark", bare),
            ("windows-1252", WINDOWS_1252.encode(text).0.into_owned()),
            ("mac roman", mac(text)),
        ];
        for (name, bytes) in table {
            assert_eq!(decode("t.csv", &bytes, None).unwrap().text, text, "{name}");
        }
    }

    #[test]
    fn italian_is_told_apart_too() {
        let text = "Attività;Priorità\nPerché è così, più università e società;virtù\n";
        assert_eq!(decode("t", &mac(text), None).unwrap().text, text);
        let windows = WINDOWS_1252.encode(text).0;
        assert_eq!(decode("t", &windows, None).unwrap().text, text);
    }

    #[test]
    fn a_stray_byte_does_not_turn_a_file_into_another_encoding() {
        let table: [(&[u8], &str, &[usize]); 4] = [
            (
                b"\xC3\x84mter \xC3\xBC; l\xE4nder",
                "Ämter ü; länder",
                &[12],
            ),
            (b"\xC3\x84mter; st\xC3;", "Ämter; st\u{fffd};", &[10]),
            (b"\xEF\xBB\xBF\xC3\x84\xC3\xBC;\xFF;", "Äü;\u{fffd};", &[5]),
            // More of the old encoding than of the new one: it is the old one.
            (b"\xC4mter \xFC \xF6 \xE4", "Ämter ü ö ä", &[]),
        ];
        for (bytes, text, doubtful) in table {
            let decoded = decode("t", bytes, None).unwrap();
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.doubtful, doubtful, "{text}");
        }
        let stated = decode("t", b"\xC3\x84\xC3\xBC;l\xE4", Some(UTF_8)).unwrap();
        assert_eq!(stated.doubtful, [6]);
        assert!(decode("t", b"l\xE4nder", Some(UTF_8)).is_err());
    }

    #[test]
    fn other_old_encodings_are_guessed_and_told() {
        let polish = "Działanie;Podmiot wiodący\nSzkolenia dla służb;Ministerstwo Spraw Wewnętrznych\n\
            Ochrona ofiar handlu ludźmi;Straż Graniczna i Państwowa Inspekcja Pracy\n";
        let russian = "Мера;Ответственный\nОбучение сотрудников;Министерство внутренних дел\n";
        let czech = "Opatření;Gestor\nŠkolení policistů a soudců;Ministerstvo spravedlnosti\nPříručka pro oběti;Úřad\n";
        for (text, encoding) in [
            (polish, encoding_rs::WINDOWS_1250),
            (polish, encoding_rs::ISO_8859_2),
            (czech, encoding_rs::WINDOWS_1250),
            (russian, encoding_rs::WINDOWS_1251),
            (russian, encoding_rs::KOI8_U),
        ] {
            let (bytes, _, has_others) = encoding.encode(text);
            assert!(!has_others);
            let decoded = decode("t.csv", &bytes, None).unwrap();
            assert_eq!(decoded.text, text, "{}", encoding.name());
            assert_eq!(decoded.note().unwrap().code, codes::ENCODING_GUESSED);
            // Whoever states it is not asked.
            let stated = decode("t.csv", &bytes, Some(encoding)).unwrap();
            assert!(stated.note().is_none() && stated.text == text);
        }
        for text in [
            "Actuación;Año\nProtección de víctimas: niños, mujeres;2025\n¿Quién?;sí\n",
            "Ação;Órgão\nCapacitação de funções públicas, até o mês;Ministério da Justiça\n",
            "Mesure;Année\nŒuvre, élève, où, naïve;2025\n",
        ] {
            let bytes = WINDOWS_1252.encode(text).0;
            let decoded = decode("t.csv", &bytes, None).unwrap();
            assert_eq!(decoded.text, text);
            assert!(decoded.note().is_none(), "{text}");
        }
    }

    #[test]
    fn what_was_encoded_twice_is_seen_and_what_is_written_is_not() {
        for meant in ["für", "Größe – heute", "„so“", "§ 5", "są", "10 €", "é"] {
            let (twice, _) = WINDOWS_1252.decode_without_bom_handling(meant.as_bytes());
            assert!(is_garbled(&twice), "{twice}");
            assert!(!is_garbled(meant), "{meant}");
        }
        for text in [
            "Ü–",
            "ÄÖÜ",
            "Straße“",
            "« Été »",
            "l’été",
            "Ö1",
            "Überprüfung",
            "naïve",
            "Ação",
            "Größe",
            "Łódź",
            "İstanbul",
            "Žádost",
            "“Å”",
        ] {
            assert!(!is_garbled(text), "{text}");
        }
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
