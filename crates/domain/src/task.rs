// SPDX-License-Identifier: EUPL-1.2
//! One thing an organisation has to say in a round, or may say, and where it is.

use crate::contribution::Address;
use crate::words::words;

words! {
    /// Where a task is.
    TaskState {
        /// A draft was returned.
        Returned => "returned",
        /// A draft waits for release.
        Waiting => "waiting",
        /// There is a draft.
        Drafted => "drafted",
        /// Nothing was done.
        Nothing => "nothing",
        /// It was said.
        Said => "said",
        /// It was said and revealed: it can be corrected.
        Public => "public",
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is to be said.
    pub address: Address,
    /// Where it is.
    pub state: TaskState,
    /// Whether it is owed; else it may be said.
    pub owed: bool,
}

impl Task {
    /// Whether somebody is waited for who may write, or also release, what their organisation says.
    #[must_use]
    pub const fn waits_for(&self, writes: bool, releases: bool) -> bool {
        match self.state {
            TaskState::Returned => writes,
            TaskState::Waiting => releases,
            TaskState::Drafted | TaskState::Nothing => writes && self.owed,
            TaskState::Said | TaskState::Public => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Task, TaskState};
    use crate::contribution::Address;

    #[test]
    fn who_is_waited_for() {
        let address = "report/p/r/by/1/measure/p/m".parse().unwrap();
        let address = Address::parse(&address).unwrap();
        // Who only reads; who writes; who writes and releases.
        for (state, owed, expected) in [
            (TaskState::Nothing, true, [false, true, true]),
            (TaskState::Nothing, false, [false, false, false]),
            (TaskState::Drafted, true, [false, true, true]),
            (TaskState::Drafted, false, [false, false, false]),
            (TaskState::Returned, false, [false, true, true]),
            (TaskState::Waiting, true, [false, false, true]),
            (TaskState::Waiting, false, [false, false, true]),
            (TaskState::Said, true, [false, false, false]),
            (TaskState::Public, true, [false, false, false]),
        ] {
            let address = address.clone();
            let task = Task {
                address,
                state,
                owed,
            };
            let who = [(false, false), (true, false), (true, true)];
            let waited = who.map(|(writes, releases)| task.waits_for(writes, releases));
            assert_eq!(waited, expected, "{state:?}, owed: {owed}");
        }
    }
}
