// SPDX-License-Identifier: EUPL-1.2
//! When somebody is reminded: rarely, by day, and only if something waits for them.

use jiff::{SignedDuration, Timestamp, Zoned};

use crate::words::words;

words! {
    /// Which reminders somebody wants.
    Wanted {
        /// Once a week while something is open, more often close to the due date.
        Weekly => "weekly",
        /// Only close to the due date.
        NearDue => "near-due",
        /// None.
        Off => "off",
    }
}

/// The hours of the day in which letters are written, where the reader is.
const DAYTIME: std::ops::Range<i8> = 7..19;
/// Far from the due date, and after it.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long before the due date it is close.
const NEAR: SignedDuration = WEEK;
/// Between two letters close to the due date.
const NEAR_GAP: SignedDuration = SignedDuration::from_hours(2 * 24);
/// How long before the due date a last letter goes out. A day due at midnight leaves one whole
/// working day after it.
const LAST_CALL: SignedDuration = SignedDuration::from_hours(36);
/// Between any letter and the last one.
const LEAST_GAP: SignedDuration = SignedDuration::from_hours(20);

/// Whether it is day where `now` is.
#[must_use]
pub fn is_daytime(now: &Zoned) -> bool {
    DAYTIME.contains(&now.hour())
}

/// Whether somebody gets a digest of what is open now.
///
/// `open` are the due dates of everything that waits for them, `last` is when the digest before went
/// out, `now` is in the reader's time zone. At most one in seven days; in the last seven days before
/// a due date at most one in two days; in the last 36 hours one more; none at night, and none if
/// nothing is open. A clock that jumps back sends nothing.
#[must_use]
pub fn is_digest_due(
    wanted: Wanted,
    open: &[Timestamp],
    last: Option<Timestamp>,
    now: &Zoned,
) -> bool {
    if wanted == Wanted::Off || open.is_empty() || !is_daytime(now) {
        return false;
    }
    let now = now.timestamp();
    let next = open.iter().copied().filter(|due| *due > now).min();
    let is_within = |span, at: Timestamp| next.is_some_and(|due| due.duration_since(at) <= span);
    let near = is_within(NEAR, now);
    if wanted == Wanted::NearDue && !near {
        return false;
    }
    let Some(last) = last else {
        return true;
    };
    let gap = if is_within(LAST_CALL, now) && !is_within(LAST_CALL, last) {
        LEAST_GAP
    } else if near {
        NEAR_GAP
    } else {
        WEEK
    };
    now.duration_since(last) >= gap
}

/// Whether a coordinator is told who is silent or late in a round that is due: once a week, by day,
/// while replies can still be made.
#[must_use]
pub fn is_escalation_due(
    wanted: Wanted,
    replies_until: Timestamp,
    last: Option<Timestamp>,
    now: &Zoned,
) -> bool {
    let at = now.timestamp();
    wanted != Wanted::Off
        && is_daytime(now)
        && at < replies_until
        && last.is_none_or(|last| at.duration_since(last) >= WEEK)
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp, Zoned, tz};

    use super::{Wanted, is_digest_due, is_escalation_due};

    /// An hour of December 2026 in Berlin (UTC+1): day and hour.
    fn at(day: i64, hour: i64) -> Zoned {
        let first: Timestamp = "2026-11-30T23:00:00Z".parse().unwrap();
        let since = SignedDuration::from_hours((day - 1) * 24 + hour);
        (first + since).to_zoned(tz::TimeZone::fixed(tz::offset(1)))
    }

    #[test]
    fn a_digest_is_rare_and_more_frequent_close_to_the_due_date() {
        use Wanted::{NearDue, Off, Weekly};
        let due = |day, hour| at(day, hour).timestamp();
        let christmas = &[due(24, 0)][..];
        let both = &[due(10, 0), due(31, 0)][..];
        let past = &[due(1, 0)][..];
        for (wanted, open, last, now, expected, why) in [
            (Weekly, &[][..], None, at(20, 9), false, "nothing is open"),
            (Weekly, christmas, None, at(2, 9), true, "the first"),
            (Weekly, christmas, None, at(2, 6), false, "before seven"),
            (Weekly, christmas, None, at(2, 7), true, "at seven"),
            (Weekly, christmas, None, at(2, 18), true, "before seven pm"),
            (Weekly, christmas, None, at(2, 19), false, "at seven pm"),
            (Weekly, christmas, None, at(2, 24), false, "at midnight"),
            (Weekly, christmas, Some((2, 9)), at(9, 8), false, "six days"),
            (Weekly, christmas, Some((2, 9)), at(9, 9), true, "a week"),
            (Weekly, christmas, Some((15, 9)), at(16, 9), false, "far"),
            (Weekly, christmas, Some((15, 9)), at(17, 9), true, "near"),
            (Weekly, christmas, Some((17, 9)), at(19, 8), false, "a day"),
            (Weekly, christmas, Some((17, 9)), at(19, 9), true, "two"),
            (Weekly, christmas, Some((21, 9)), at(22, 11), false, "37 h"),
            (Weekly, christmas, Some((21, 9)), at(22, 12), true, "36 h"),
            (Weekly, christmas, Some((22, 9)), at(22, 12), false, "today"),
            (
                Weekly,
                christmas,
                Some((22, 9)),
                at(23, 7),
                true,
                "last day",
            ),
            (Weekly, christmas, Some((22, 12)), at(23, 18), false, "said"),
            (Weekly, christmas, Some((30, 9)), at(22, 12), false, "back"),
            (NearDue, christmas, None, at(2, 9), false, "not near"),
            (NearDue, christmas, None, at(17, 9), true, "near"),
            (NearDue, past, None, at(9, 9), false, "over"),
            (Off, christmas, None, at(22, 12), false, "none wanted"),
            (Weekly, past, Some((2, 9)), at(8, 9), false, "over"),
            (Weekly, past, Some((2, 9)), at(9, 9), true, "over, a week"),
            (Weekly, both, Some((4, 9)), at(6, 9), true, "next is near"),
            (Weekly, both, Some((8, 12)), at(12, 9), false, "next is far"),
        ] {
            let last = last.map(|(day, hour)| at(day, hour).timestamp());
            assert_eq!(
                is_digest_due(wanted, open, last, &now),
                expected,
                "{now}: {why}"
            );
        }
    }

    #[test]
    fn nobody_is_written_to_more_often_than_agreed() {
        // Hour by hour until midnight before Christmas, somebody who never does anything.
        let due = [at(24, 0).timestamp()];
        let mut last = None;
        let mut sent = Vec::new();
        for hour in 0..23 * 24 {
            let now = at(1, hour);
            if is_digest_due(Wanted::Weekly, &due, last, &now) {
                last = Some(now.timestamp());
                sent.push((now.day(), now.hour()));
            }
        }
        let weekly = [(1, 7), (8, 7), (15, 7)];
        let near = [(17, 7), (19, 7), (21, 7), (22, 12)];
        assert_eq!(sent, [&weekly[..], &near[..]].concat());
    }

    #[test]
    fn the_coordinator_is_told_weekly_while_replies_can_be_made() {
        let until = at(24, 0).timestamp();
        for (wanted, last, now, expected) in [
            (Wanted::Weekly, None, at(1, 9), true),
            (Wanted::NearDue, None, at(1, 9), true),
            (Wanted::Off, None, at(1, 9), false),
            (Wanted::Weekly, None, at(1, 3), false),
            (Wanted::Weekly, Some((1, 9)), at(8, 8), false),
            (Wanted::Weekly, Some((1, 9)), at(8, 9), true),
            (Wanted::Weekly, None, at(24, 9), false),
        ] {
            let last = last.map(|(day, hour)| at(day, hour).timestamp());
            let got = is_escalation_due(wanted, until, last, &now);
            assert_eq!(got, expected, "{now}");
        }
    }
}
