// SPDX-License-Identifier: EUPL-1.2
//! How fast anyone may guess here.

use std::net::IpAddr;

use wegmarke_identity::throttle::{Attempt, Throttle, Wait};

use super::error::SignInError;
use crate::{App, AppError};

impl App {
    pub(super) fn must_not_wait(&self, attempt: Attempt<'_>) -> Result<(), AppError> {
        let now = self.clock.now();
        self.admitted(self.throttle(|throttle| throttle.admit(attempt, now)))
    }

    /// For what is no guess but costs work: each client by itself.
    pub(super) fn client_must_not_wait(&self, from: IpAddr) -> Result<(), AppError> {
        let now = self.clock.now();
        self.admitted(self.throttle(|throttle| throttle.admit_client(from, now)))
    }

    pub(super) fn client_succeeded(&self, from: IpAddr) {
        let now = self.clock.now();
        self.throttle(|throttle| throttle.client_succeeded(from, now));
    }

    fn admitted(&self, answer: Option<Result<(), Wait>>) -> Result<(), AppError> {
        match answer {
            Some(Err(Wait { until })) => {
                let seconds = until.duration_since(self.clock.now()).as_secs() + 1;
                Err(SignInError::Wait(seconds).into())
            }
            Some(Ok(())) | None => Ok(()),
        }
    }

    pub(super) fn throttle<T>(&self, act: impl FnOnce(&mut Throttle) -> T) -> Option<T> {
        self.throttle
            .lock()
            .ok()
            .map(|mut throttle| act(&mut throttle))
    }
}
