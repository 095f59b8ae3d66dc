// SPDX-License-Identifier: EUPL-1.2
//! The words after a task's name: `--flag`, `--option VALUE`, `--option=VALUE`.

use anyhow::{Result, bail};

/// Words not yet taken. A task takes what it knows and then calls [`Arguments::finish`].
pub struct Arguments(Vec<String>);

impl Arguments {
    /// The words in the order in which they were written.
    pub fn new(words: Vec<String>) -> Self {
        Self(words)
    }

    /// Takes `--name`; true if it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() != before
    }

    /// Takes `--name VALUE` or `--name=VALUE`. An error if the value is missing.
    pub fn option(&mut self, name: &str) -> Result<Option<String>> {
        let prefix = format!("{name}=");
        let Some(at) = self
            .0
            .iter()
            .position(|word| word == name || word.starts_with(&prefix))
        else {
            return Ok(None);
        };
        let word = self.0.remove(at);
        if let Some(value) = word.strip_prefix(&prefix) {
            return Ok(Some(value.to_owned()));
        }
        if at >= self.0.len() || self.0[at].starts_with("--") {
            bail!("`{name}` needs a value after it");
        }
        Ok(Some(self.0.remove(at)))
    }

    /// An error if a word is left that no one took.
    pub fn finish(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => bail!("`{word}` is not understood here; `cargo xtask help` says what is"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn words(text: &str) -> Arguments {
        Arguments::new(text.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn options_are_taken_in_both_spellings() {
        let mut given = words("--port 8090 --fresh --database-url=postgres://h/d");
        assert_eq!(given.option("--port").unwrap().as_deref(), Some("8090"));
        assert!(given.flag("--fresh"));
        assert_eq!(
            given.option("--database-url").unwrap().as_deref(),
            Some("postgres://h/d")
        );
        assert!(given.finish().is_ok());
    }

    #[test]
    fn a_missing_value_and_a_stray_word_are_named() {
        let mut given = words("--port --fresh");
        let message = given.option("--port").unwrap_err().to_string();
        assert!(message.contains("`--port` needs a value"), "{message}");

        let message = words("sideways").finish().unwrap_err().to_string();
        assert!(message.contains("`sideways`"), "{message}");
    }
}
