// SPDX-License-Identifier: EUPL-1.2
//! What is drawn at random for accounts: tokens, and the ids they are kept under.

use wegmarke_identity::token::{Token, TokenKind};

use crate::{App, Dice};

pub(super) struct DiceOf<'a>(pub(super) &'a dyn Dice);

impl wegmarke_identity::Dice for DiceOf<'_> {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

/// What a token is kept under: its digest.
pub(super) fn id_of(token: &Token) -> String {
    token.digest().to_hex()
}

impl App {
    pub(crate) fn token(&self, kind: TokenKind) -> Token {
        Token::make(kind, &DiceOf(&*self.dice))
    }

    pub(super) fn new_id(&self) -> String {
        let mut random = [0; 16];
        self.dice.fill(&mut random);
        hex::encode(random)
    }

    pub(super) fn in_seconds(&self, seconds: i64) -> Option<i64> {
        Some(self.clock.now().as_second() + seconds)
    }
}
