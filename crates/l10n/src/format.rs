// SPDX-License-Identifier: EUPL-1.2
//! Dates, numbers and sizes as readers of a language write them.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;

use crate::digits::{group, separators};
use crate::lang::Lang;
use crate::locale::Locale;

const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// German names of time zones; all others go by the name in the time zone data.
const ZONES_DE: [(&str, &str); 4] = [
    ("CET", "MEZ"),
    ("CEST", "MESZ"),
    ("EET", "OEZ"),
    ("EEST", "OESZ"),
];

impl Locale {
    /// A day: "11. Dezember 2024", "11 December 2024".
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        match self.lang() {
            Lang::De => format!("{}. {} {}", date.day(), self.month(date), date.year()),
            Lang::En => format!("{} {} {}", date.day(), self.month(date), date.year()),
            Lang::Pseudo => format!("⟦{} {} {}⟧", date.day(), self.month(date), date.year()),
        }
    }

    /// An instant to the minute: "11. Dezember 2024, 14:05 Uhr MEZ", "11 December 2024, 14:05 CET".
    #[must_use]
    pub fn instant(&self, at: Timestamp, zone: &TimeZone) -> String {
        let zoned = at.to_zoned(zone.clone());
        self.at_clock(zoned.date(), (zoned.hour(), zoned.minute()), &zoned)
    }

    /// The instant after which something is too late. Midnight belongs to the day that ends:
    /// "31. Dezember 2024, 24:00 Uhr MEZ", and never "1. Januar 2025, 00:00 Uhr".
    #[must_use]
    pub fn deadline(&self, at: Timestamp, zone: &TimeZone) -> String {
        let zoned = at.to_zoned(zone.clone());
        match zoned.yesterday() {
            Ok(before) if zoned.time() == Time::midnight() => {
                self.at_clock(before.date(), (24, 0), &zoned)
            }
            _ => self.instant(at, zone),
        }
    }

    fn at_clock(&self, day: Date, (hour, minute): (i8, i8), zoned: &Zoned) -> String {
        let day = self.date(day);
        let zone = zoned.strftime("%Z").to_string();
        let zone = self.zone(&zone);
        match self.lang() {
            Lang::De => format!("{day}, {hour:02}:{minute:02} Uhr {zone}"),
            Lang::En => format!("{day}, {hour:02}:{minute:02} {zone}"),
            Lang::Pseudo => format!("{day}⟦, {hour:02}:{minute:02} {zone}⟧"),
        }
    }

    /// What readers call a time zone that the time zone data calls `name`.
    fn zone<'a>(&self, name: &'a str) -> &'a str {
        ZONES_DE
            .iter()
            .find(|(english, _)| self.lang() == Lang::De && *english == name)
            .map_or(name, |(_, german)| german)
    }

    /// A count: "1.147", "1,147".
    #[must_use]
    pub fn count(&self, n: usize) -> String {
        group(&n.to_string(), separators(self.lang()))
    }

    /// A decimal number with exactly the digits it was stated with:
    /// "1.250,50", "1,250.50".
    #[must_use]
    pub fn decimal(&self, n: Decimal) -> String {
        group(&n.to_string(), separators(self.lang()))
    }

    /// A share of a whole in whole per cent: "37 %", "37%". `None` of nothing.
    #[must_use]
    pub fn percent(&self, part: usize, whole: usize) -> Option<String> {
        if whole == 0 {
            return None;
        }
        let share = (part * 200 + whole) / (whole * 2);
        Some(match self.lang() {
            // A narrow no-break space, as German typesetting wants it.
            Lang::De => format!("{share}\u{202F}%"),
            Lang::En | Lang::Pseudo => format!("{share}%"),
        })
    }

    fn month(&self, date: Date) -> &'static str {
        let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
        let names = match self.lang() {
            Lang::De => &MONTHS_DE,
            Lang::En | Lang::Pseudo => &MONTHS_EN,
        };
        names.get(index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates() {
        let day = date(2024, 12, 11);
        assert_eq!(Locale::of(Lang::De).date(day), "11. Dezember 2024");
        assert_eq!(Locale::of(Lang::En).date(day), "11 December 2024");
    }

    #[test]
    fn times_are_told_where_the_plans_are_made() {
        let (de, en) = (Locale::of(Lang::De), Locale::of(Lang::En));
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let at: Timestamp = "2025-03-01T23:59:07.123Z".parse().unwrap();
        assert_eq!(de.instant(at, &berlin), "2. März 2025, 00:59 Uhr MEZ");
        assert_eq!(en.instant(at, &TimeZone::UTC), "1 March 2025, 23:59 UTC");
        let summer: Timestamp = "2025-06-30T22:00:00Z".parse().unwrap();
        assert_eq!(de.instant(summer, &berlin), "1. Juli 2025, 00:00 Uhr MESZ");
        assert_eq!(
            de.deadline(summer, &berlin),
            "30. Juni 2025, 24:00 Uhr MESZ"
        );
        assert_eq!(
            en.deadline(summer, &TimeZone::UTC),
            "30 June 2025, 22:00 UTC"
        );
    }

    #[test]
    fn numbers() {
        for (n, de, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1147, "1.147", "1,147"),
            (1_000_000, "1.000.000", "1,000,000"),
        ] {
            assert_eq!(Locale::of(Lang::De).count(n), de);
            assert_eq!(Locale::of(Lang::En).count(n), en);
        }
        let n: Decimal = "-1250.50".parse().unwrap();
        assert_eq!(Locale::of(Lang::De).decimal(n), "−1.250,50");
        assert_eq!(Locale::of(Lang::En).decimal(n), "−1,250.50");
    }

    #[test]
    fn shares() {
        assert_eq!(
            Locale::of(Lang::De).percent(29, 126).as_deref(),
            Some("23\u{202F}%")
        );
        assert_eq!(Locale::of(Lang::En).percent(1, 2).as_deref(), Some("50%"));
        assert_eq!(Locale::of(Lang::En).percent(0, 0), None);
    }
}
