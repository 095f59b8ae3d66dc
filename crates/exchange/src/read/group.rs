// SPDX-License-Identifier: EUPL-1.2
//! Cells that have something in common and are told together.

/// Texts that are quoted.
const QUOTED: usize = 5;

/// Where the first of them stands, how many there are, and what some of them say.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) first_row: u32,
    pub(super) count: u64,
    words: Vec<String>,
}

impl Group {
    pub(super) fn take(&mut self, row: u32, text: &str) {
        if self.count == 0 {
            self.first_row = row;
        }
        self.count += 1;
        if self.words.len() < QUOTED
            && !text.is_empty()
            && !self.words.iter().any(|known| known == text)
        {
            self.words.push(text.chars().take(80).collect());
        }
    }

    /// Facts for the message.
    pub(super) fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = vec![("count", self.count.to_string())];
        if !self.words.is_empty() {
            args.push(("words", self.words.join(" · ")));
        }
        args
    }
}
