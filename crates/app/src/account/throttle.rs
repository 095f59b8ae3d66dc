// SPDX-License-Identifier: EUPL-1.2
//! How fast anyone may guess here: counts that all processes share, and that outlive them.
//!
//! Each count is a private document under a keyed name, so the database knows neither who was guessed
//! at nor from where. What comes of an attempt is decided while its counts are locked: a thousand at
//! once, at any number of processes, are a thousand. Nothing is held in memory, so nothing is left
//! behind by a process that stops or a task that panics. If the database does not answer, nobody is
//! let in: without it nobody could sign in anyway.

use std::net::IpAddr;

use wegmarke_identity::throttle::{Attempt, Count, Key, Throttle, Wait};
use wegmarke_store::document::{Document, Expect, Put};

use super::error::SignInError;
use crate::cabinet::{Drawer, Private, delete};
use crate::{App, AppError};

impl Private for Count {
    const KIND: &'static str = "throttle";
}

impl App {
    /// Counts an attempt before anything secret is compared.
    pub(super) async fn must_not_wait(&self, attempt: Attempt<'_>) -> Result<(), AppError> {
        let now = || self.clock.now();
        self.admit(&attempt.keys(), |throttle| throttle.admit(attempt, now()))
            .await
    }

    /// For what is no guess but costs work: each client by itself.
    pub(super) async fn client_must_not_wait(&self, from: IpAddr) -> Result<(), AppError> {
        let now = || self.clock.now();
        self.admit(&[Key::of_client(from)], |throttle| {
            throttle.admit_client(from, now())
        })
        .await
    }

    /// An attempt was the right one.
    pub(super) async fn succeeded(&self, attempt: Attempt<'_>) {
        self.take_back(&attempt.keys(), |throttle| {
            throttle.succeed(attempt, self.clock.now());
        })
        .await;
    }

    /// What a client began came to a good end.
    pub(super) async fn client_succeeded(&self, from: IpAddr) {
        self.take_back(&[Key::of_client(from)], |throttle| {
            throttle.client_succeeded(from, self.clock.now());
        })
        .await;
    }

    async fn admit(
        &self,
        keys: &[Key],
        admit: impl Fn(&mut Throttle) -> Result<(), Wait>,
    ) -> Result<(), AppError> {
        // Who has to wait anyway is told so without a lock: a flood of guesses must not hold up those
        // who write. Who seems free is asked again under the lock.
        let mut known = Vec::with_capacity(keys.len());
        for key in keys {
            let id = self.name_of(*key);
            known.extend(self.store.find_document(Count::KIND, &id).await?);
        }
        let mut throttle = self.open_counts(keys, &known);
        let mut answer = admit(&mut throttle);
        if answer.is_ok() {
            answer = self.count(keys, admit).await?;
        }
        answer.map_err(|Wait { until }| {
            let seconds = until.duration_since(self.clock.now()).as_secs() + 1;
            SignInError::Wait(seconds).into()
        })
    }

    /// Somebody proved who they are. They are let in also where this cannot be written down: what is
    /// not taken back cools down by itself.
    async fn take_back(&self, keys: &[Key], take_back: impl Fn(&mut Throttle)) {
        if let Err(error) = self.count(keys, take_back).await {
            tracing::warn!(%error, "an attempt that succeeded stays counted");
        }
    }

    /// Changes the counts under some keys while nobody else does.
    async fn count<T>(
        &self,
        keys: &[Key],
        change: impl Fn(&mut Throttle) -> T,
    ) -> Result<T, AppError> {
        let ids: Vec<String> = keys.iter().map(|key| self.name_of(*key)).collect();
        self.store
            .revise(Count::KIND, &ids, |known| {
                let before = self.open_counts(keys, known);
                let mut after = before.clone();
                let answer = change(&mut after);
                let mut puts = Vec::new();
                for (key, id) in keys.iter().zip(&ids) {
                    if after.find(*key) != before.find(*key) {
                        puts.push(self.put_count(id, after.find(*key))?);
                    }
                }
                Ok((puts, answer))
            })
            .await
    }

    fn put_count(&self, id: &str, count: Option<Count>) -> Result<Put, AppError> {
        let Some(count) = count else {
            return Ok(delete::<Count>(id, Expect::Anything));
        };
        let drawer = Drawer {
            id,
            owner: None,
            expires_at: Some(count.cold_at().as_second() + 1),
        };
        self.keep(&drawer, &count, Expect::Anything)
    }

    /// A count that nobody can read begins anew, with this attempt: it must keep nobody out.
    fn open_counts(&self, keys: &[Key], known: &[Document]) -> Throttle {
        let mut counts = Vec::with_capacity(known.len());
        for key in keys {
            let id = self.name_of(*key);
            let kept = known.iter().find(|document| document.id == id);
            if let Some(Ok(held)) = kept.map(|kept| self.open_document::<Count>(kept)) {
                counts.push((*key, held.value));
            }
        }
        Throttle::of(counts)
    }

    /// What a count is kept under. Keyed: whoever has the database alone cannot try out names.
    fn name_of(&self, key: Key) -> String {
        self.seal.name(Count::KIND, &[&key.to_text()])
    }
}
