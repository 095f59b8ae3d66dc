// SPDX-License-Identifier: EUPL-1.2
//! Names with wildcards: `*` is any text, `?` one character. Capital letters make no difference, nor
//! whether letters are composed: a Mac writes names of files in parts.

use unicode_normalization::UnicodeNormalization as _;

/// Whether a name fits a pattern.
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    // Without going back: a pattern of many stars, from a profile somebody sent, must not take for ever.
    let pattern: Vec<char> = pattern.to_lowercase().nfc().collect();
    let name: Vec<char> = name.to_lowercase().nfc().collect();
    // reached[j]: the pattern so far fits the first j characters of the name.
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    for sign in pattern {
        let mut next = vec![false; name.len() + 1];
        let mut any = false;
        for j in 0..=name.len() {
            any |= reached[j];
            next[j] = match sign {
                '*' => any,
                _ => j > 0 && reached[j - 1] && (sign == '?' || sign == name[j - 1]),
            };
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

/// Whether a text has wildcards.
pub(crate) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// What the wildcards of a pattern stand for in a name that fits it, from the first to the last.
pub(crate) fn stood_for<'n>(pattern: &str, name: &'n str) -> &'n str {
    let wild = |sign: char| sign == '*' || sign == '?';
    let chars = |text: &str| text.chars().count();
    let start = pattern.split(wild).next().map_or(0, chars);
    let end = pattern.rsplit(wild).next().map_or(0, chars);
    let mut signs = name.char_indices().map(|(at, _)| at).chain([name.len()]);
    let from = signs.nth(start).unwrap_or(0);
    let until = name
        .char_indices()
        .rev()
        .nth(end.wrapping_sub(1))
        .map_or(name.len(), |(at, _)| at);
    let until = if end == 0 { name.len() } else { until };
    name.get(from..until).unwrap_or(name).trim()
}

#[cfg(test)]
mod tests {
    use super::{fits, stood_for};

    #[test]
    fn patterns() {
        for (pattern, name, expected) in [
            ("measures.csv", "measures.csv", true),
            ("measures.csv", "Measures.CSV", true),
            ("PNRR_*.csv", "PNRR_MeT_OA_v02.csv", true),
            ("PNRR_*.csv", "MeT.csv", false),
            ("*", "", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b", "xxaybb", true),
            ("*a*b", "xxayb?", false),
            ("20??", "2024", true),
            ("20??", "2024b", false),
            (
                "Ma\u{df}nahmen-f\u{fc}r*",
                "Ma\u{df}nahmen-fu\u{308}r-2026.csv",
                true,
            ),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn what_wildcards_stand_for() {
        for (pattern, name, found) in [
            ("cible_20??", "cible_2030", "30"),
            ("cible_*", "cible_2030", "2030"),
            ("* Ziel", "2030 Ziel", "2030"),
            ("*", "Ä", "Ä"),
            ("Ä*ö", "Äußö", "uß"),
        ] {
            assert_eq!(stood_for(pattern, name), found, "{pattern} {name}");
        }
    }
}
