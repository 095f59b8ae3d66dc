// SPDX-License-Identifier: EUPL-1.2
//! What was begun at one request and ends at the next: bound to a session, an invitation or a cookie,
//! and taken once.

use wegmarke_store::document::Expect;

use crate::cabinet::{Drawer, Private, delete};
use crate::{App, AppError};

/// How long what was begun is kept, in seconds; the challenge itself is good for less.
const PENDING: i64 = 10 * 60;

impl App {
    /// Takes what was begun, once: a second request finds nothing.
    pub(super) async fn take_begun<T: Private>(&self, id: &str) -> Result<Option<T>, AppError> {
        let Some(held) = self.find_private::<T>(id).await? else {
            return Ok(None);
        };
        let gone = delete::<T>(id, held.expect());
        match self.write_private(vec![gone]).await {
            Ok(()) => Ok(Some(held.value)),
            Err(error) if error.code() == "stale" => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn keep_begun<T: Private>(&self, id: &str, value: &T) -> Result<(), AppError> {
        let drawer = Drawer {
            id,
            owner: None,
            expires_at: self.in_seconds(PENDING),
        };
        let put = self.keep(&drawer, value, Expect::Anything)?;
        self.write_private(vec![put]).await
    }
}
