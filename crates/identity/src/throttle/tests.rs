// SPDX-License-Identifier: EUPL-1.2

use std::net::{IpAddr, Ipv4Addr};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{ACCOUNT, Attempt, CLIENT, Count, DEVICE, Key, NETWORK, Throttle, Wait, network};
use crate::digest::Digest;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

fn start() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

fn stranger(account: &str, client: IpAddr) -> Attempt<'_> {
    Attempt {
        account,
        client,
        device: None,
    }
}

/// A network of its own for each number.
fn elsewhere(number: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from_bits(number << 8))
}

/// The waits that one meets who tries again as soon as possible and always from elsewhere.
fn waits(throttle: &mut Throttle, tries: u32) -> Vec<i64> {
    waits_from(throttle, tries, &mut start())
}

fn waits_from(throttle: &mut Throttle, tries: u32, now: &mut Timestamp) -> Vec<i64> {
    (0..tries)
        .map(|at| {
            let attempt = stranger("anna", elsewhere(at));
            match throttle.admit(attempt, *now) {
                Ok(()) => 0,
                Err(Wait { until }) => {
                    let wait = until.duration_since(*now).as_secs();
                    *now = until;
                    throttle.admit(attempt, *now).unwrap();
                    wait
                }
            }
        })
        .collect()
}

#[test]
fn waits_double_up_to_the_longest() {
    let expected = [
        0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900,
    ];
    assert_eq!(waits(&mut Throttle::default(), 18), expected);
}

#[test]
fn a_second_early_is_early_and_a_refused_attempt_is_not_counted() {
    let mut throttle = Throttle::default();
    waits(&mut throttle, 18);
    let total = 1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256 + 512 + 3 * 900;
    let until = after(total + 900);
    for early in [total, total + 1, total + 899] {
        let refused = throttle.admit(stranger("anna", HERE), after(early));
        assert_eq!(refused, Err(Wait { until }));
    }
    assert!(throttle.admit(stranger("anna", HERE), until).is_ok());
}

#[test]
fn counts_cool_by_one_an_hour() {
    let mut throttle = Throttle::default();
    for at in 0..5 {
        throttle
            .admit(stranger("anna", elsewhere(at)), start())
            .unwrap();
    }
    assert!(throttle.admit(stranger("anna", HERE), start()).is_err());
    assert!(
        throttle
            .clone()
            .admit(stranger("anna", HERE), after(3599))
            .is_ok(),
        "a second is over"
    );
    // After an hour four are left: one is free again, the next is not.
    assert!(throttle.admit(stranger("anna", HERE), after(3600)).is_ok());
    assert!(throttle.admit(stranger("anna", HERE), after(3600)).is_err());
    assert!(
        throttle
            .admit(stranger("anna", HERE), after(90_000))
            .is_ok()
    );
    for _ in 0..4 {
        throttle
            .admit(stranger("anna", HERE), after(90_000))
            .unwrap();
    }
}

#[test]
fn even_a_long_attack_is_forgotten_within_a_day() {
    let mut throttle = Throttle::default();
    waits(&mut throttle, 200);
    let end = 1023 + 185 * 900;
    let now = after(end + 15 * 3600);
    for at in 0..ACCOUNT.free {
        throttle
            .admit(stranger("anna", elsewhere(at)), now)
            .unwrap();
    }
    assert!(throttle.admit(stranger("anna", HERE), now).is_err());
}

#[test]
fn one_network_may_not_try_all_accounts() {
    let mut throttle = Throttle::default();
    let mut admitted = 0;
    for at in 0..1000 {
        let account = format!("person {at}");
        if throttle.admit(stranger(&account, HERE), start()).is_ok() {
            admitted += 1;
        }
    }
    assert_eq!(admitted, NETWORK.free);
    let neighbour = "192.0.2.200".parse().unwrap();
    assert!(
        throttle
            .admit(stranger("someone", neighbour), start())
            .is_err()
    );
    let other = "192.0.3.1".parse().unwrap();
    assert!(throttle.admit(stranger("someone", other), start()).is_ok());
}

#[test]
fn an_office_that_signs_in_all_day_never_waits() {
    let mut throttle = Throttle::default();
    for minute in 0..600 {
        let account = format!("person {}", minute % 100);
        let now = after(minute * 60);
        throttle.admit(stranger(&account, HERE), now).unwrap();
        // Every twentieth mistypes; that is three an hour, and one of them cools.
        if minute % 20 != 0 {
            throttle.succeed(stranger(&account, HERE), now);
        }
    }
}

#[test]
fn networks_are_what_one_subscriber_has() {
    for (one, other, same) in [
        ("192.0.2.1", "192.0.2.255", true),
        ("192.0.2.1", "192.0.3.1", false),
        ("192.0.2.1", "::ffff:192.0.2.9", true),
        ("2001:db8:1:1200::1", "2001:db8:1:12ff:ffff::2", true),
        ("2001:db8:1:1200::1", "2001:db8:1:1300::1", false),
        ("::ffff:0:192.0.2.1", "192.0.2.1", false),
    ] {
        let [one, other] = [one, other].map(|text| network(text.parse().unwrap()));
        assert_eq!(one == other, same, "{one:?} {other:?}");
    }
}

#[test]
fn success_takes_itself_back_and_nothing_else() {
    let mut throttle = Throttle::default();
    for at in 0..4 {
        throttle
            .admit(stranger("anna", elsewhere(at)), start())
            .unwrap();
    }
    for _ in 0..9 {
        throttle.admit(stranger("anna", HERE), start()).unwrap();
        throttle.succeed(stranger("anna", HERE), start());
    }
    throttle.admit(stranger("anna", HERE), start()).unwrap();
    assert!(
        throttle.admit(stranger("anna", HERE), start()).is_err(),
        "four mistakes stayed"
    );
}

#[test]
fn a_thousand_at_once_are_a_thousand() {
    let mut throttle = Throttle::default();
    let admitted = (0..1000)
        .filter(|at| {
            throttle
                .admit(stranger("anna", elsewhere(*at)), start())
                .is_ok()
        })
        .count();
    assert_eq!(admitted, 5);
}

#[test]
fn a_known_device_waits_for_its_own_mistakes_until_it_succeeds() {
    let mut throttle = Throttle::default();
    let token = Digest::of("test", b"token");
    let known = Attempt {
        account: "anna",
        client: HERE,
        device: Some(&token),
    };
    for _ in 0..DEVICE.free {
        throttle.admit(known, start()).unwrap();
    }
    assert_eq!(
        throttle.admit(known, start()),
        Err(Wait { until: after(1) })
    );
    throttle.admit(known, after(1)).unwrap();
    throttle.succeed(known, after(1));
    for _ in 0..DEVICE.free {
        throttle.admit(known, after(1)).unwrap();
    }
    // The same token beside another account is another device, and its mistakes are no stranger's.
    let other = Attempt {
        account: "ben",
        ..known
    };
    assert!(throttle.admit(other, after(1)).is_ok());
    assert!(throttle.admit(stranger("anna", HERE), after(1)).is_ok());
}

fn attempt(device: &Digest) -> Attempt<'_> {
    Attempt {
        account: "anna",
        client: HERE,
        device: Some(device),
    }
}

#[test]
fn what_is_kept_is_bounded_and_cold_counts_say_nothing() {
    let mut throttle = Throttle::default();
    let hot = Digest::of("test", b"hot");
    for at in 0..5_000 {
        let name = format!("made up {at}");
        let _ = throttle.admit(stranger(&name, elsewhere(at)), start());
        let _ = throttle.admit_client(elsewhere(at), start());
    }
    let is_device = |key: &Key| matches!(key, Key::Device(_));
    assert!(
        !throttle.counts.keys().any(is_device),
        "whatever names strangers make up, they are counted in the 65,536 buckets of each kind"
    );
    for _ in 0..DEVICE.free {
        throttle.admit(attempt(&hot), start()).unwrap();
    }
    assert!(throttle.admit(attempt(&hot), start()).is_err());
    // What is cold can be forgotten: nobody can tell it from what was never counted.
    let key = attempt(&hot).keys()[0];
    let cold_at = throttle.find(key).unwrap().cold_at();
    let mut forgotten = throttle.clone();
    forgotten.counts.remove(&key);
    for seconds in 0..3 {
        let now = cold_at + SignedDuration::from_secs(seconds);
        assert_eq!(throttle.admit(attempt(&hot), now), Ok(()));
        assert_eq!(forgotten.admit(attempt(&hot), now), Ok(()));
        assert_eq!(throttle, forgotten);
    }
}

#[test]
fn an_attempt_needs_the_counts_under_its_own_keys_only() {
    let mut whole = Throttle::default();
    let token = Digest::of("test", b"token");
    for step in 0..400_u32 {
        let account = format!("{}", step % 7);
        let device = Some(&token).filter(|_| step % 5 == 0);
        let attempt = Attempt {
            account: &account,
            client: elsewhere(step % 11),
            device,
        };
        let now = after(i64::from(step) * 97);
        let keys = attempt.keys();
        let mut part = Throttle::of(
            keys.iter()
                .filter_map(|key| Some((*key, whole.find(*key)?))),
        );
        let answer = whole.admit(attempt, now);
        assert_eq!(part.admit(attempt, now), answer);
        if answer.is_ok() && step % 3 == 0 {
            whole.succeed(attempt, now);
            part.succeed(attempt, now);
        }
        for key in keys {
            assert_eq!(part.find(key), whole.find(key));
        }
    }
}

#[test]
fn a_clock_that_was_ahead_keeps_nobody_out() {
    let mut throttle = Throttle::default();
    let year = SignedDuration::from_hours(366 * 24);
    for at in 0..20 {
        let _ = throttle.admit(stranger("anna", elsewhere(at)), start() + year);
    }
    throttle.admit(stranger("anna", HERE), start()).unwrap();
    // From then on the right clock counts: the account is as hot as it gets, and no hotter.
    let Err(Wait { until }) = throttle.admit(stranger("anna", HERE), start()) else {
        panic!("it was counted");
    };
    assert!(until.duration_since(start()) <= ACCOUNT.longest);
    assert!(throttle.admit(stranger("anna", HERE), until).is_ok());
}

#[test]
fn two_clocks_that_differ_by_seconds_give_no_more_guesses() {
    let mut throttle = Throttle::default();
    let mut now = start();
    waits_from(&mut throttle, 18, &mut now);
    let ahead = SignedDuration::from_secs(3);
    let Err(Wait { until }) = throttle.admit(stranger("anna", HERE), now) else {
        panic!("hot");
    };
    throttle
        .admit(stranger("anna", HERE), until + ahead)
        .unwrap();
    assert!(throttle.admit(stranger("anna", HERE), until).is_err());
}

#[test]
fn it_survives_json_without_names() {
    let mut throttle = Throttle::default();
    let token = Digest::of("test", b"token");
    waits(&mut throttle, 7);
    let known = Attempt {
        account: "anna",
        client: HERE,
        device: Some(&token),
    };
    throttle.admit(known, start()).unwrap();
    throttle.admit_client(HERE, start()).unwrap();
    assert!(throttle.counts.len() > 3);
    for (key, count) in &throttle.counts {
        let json = serde_json::to_string(count).unwrap();
        assert_eq!(serde_json::from_str::<Count>(&json).unwrap(), *count);
        let name = key.to_text();
        for text in [&json, &name] {
            assert!(!text.contains("anna") && !text.contains("192.0"), "{text}");
        }
    }
    let names = throttle.counts.keys().map(|key| key.to_text());
    let names: std::collections::BTreeSet<String> = names.collect();
    assert_eq!(names.len(), throttle.counts.len(), "a name for each");
}

/// Accounts, networks and seconds between attempts of strangers, and whether one was right.
fn strangers() -> impl Strategy<Value = Vec<(u8, u8, u16, bool)>> {
    let account = 0_u8..3;
    prop::collection::vec((account, any::<u8>(), 0_u16..2000, any::<bool>()), 1..200)
}

#[test]
fn a_client_that_begins_and_never_ends_slows_down_itself_only() {
    let mut throttle = Throttle::default();
    let (mut admitted, now) = (0, start());
    while throttle.admit_client(HERE, now).is_ok() {
        admitted += 1;
    }
    assert_eq!(admitted, CLIENT.free);
    let neighbour = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 200));
    for other in [elsewhere(1), neighbour] {
        assert_eq!(throttle.admit_client(other, now), Ok(()));
    }
    assert_eq!(throttle.admit(stranger("anna", HERE), now), Ok(()));
    throttle.client_succeeded(HERE, now);
    assert_eq!(throttle.admit_client(HERE, now), Ok(()));
    for _ in 0..100 {
        let wait = throttle.admit_client(HERE, now).unwrap_err();
        assert!(wait.until.duration_since(now) <= CLIENT.longest);
    }
}

proptest! {
    #[test]
    fn strangers_never_delay_a_known_device(steps in strangers()) {
        let mut throttle = Throttle::default();
        let token = Digest::of("test", b"token");
        let known = Attempt { account: "0", client: HERE, device: Some(&token) };
        let mut now = start();
        for (account, net, pause, right) in steps {
            now += SignedDuration::from_secs(i64::from(pause));
            let account = account.to_string();
            let attempt = stranger(&account, elsewhere(u32::from(net)));
            if throttle.admit(attempt, now).is_ok() && right {
                throttle.succeed(attempt, now);
            }
            prop_assert_eq!(throttle.clone().admit(known, now), Ok(()));
        }
    }

    #[test]
    fn a_wait_is_never_longer_than_told_and_ends(steps in strangers()) {
        let mut throttle = Throttle::default();
        let mut now = start();
        for (account, net, pause, _) in steps {
            now += SignedDuration::from_secs(i64::from(pause));
            let account = account.to_string();
            let attempt = stranger(&account, elsewhere(u32::from(net)));
            if let Err(Wait { until }) = throttle.admit(attempt, now) {
                prop_assert!(until > now);
                prop_assert!(until.duration_since(now) <= ACCOUNT.longest.max(NETWORK.longest));
                prop_assert_eq!(throttle.clone().admit(attempt, until), Ok(()));
            }
        }
    }

    #[test]
    fn nobody_guesses_more_than_this_in_a_day(pauses in prop::collection::vec(0_u32..400, 1..2000)) {
        let mut throttle = Throttle::default();
        let mut now = start();
        let mut admitted = 0;
        for (at, pause) in pauses.iter().enumerate() {
            now += SignedDuration::from_secs(i64::from(*pause));
            if now > after(86_400) {
                break;
            }
            let from = elsewhere(u32::try_from(at).unwrap());
            admitted += u32::from(throttle.admit(stranger("anna", from), now).is_ok());
        }
        // Five free, ten doublings, one of 15 minutes each in the day, one that cools each hour.
        prop_assert!(admitted <= 5 + 10 + 96 + 24, "{}", admitted);
    }

    #[test]
    fn no_clock_makes_it_fail(seconds in prop::collection::vec(any::<i64>(), 1..60)) {
        let mut throttle = Throttle::default();
        for second in seconds {
            let range = Timestamp::MIN.as_second()..=Timestamp::MAX.as_second();
            let span = range.end() - range.start();
            let now = Timestamp::from_second(range.start() + second.rem_euclid(span)).unwrap();
            let _ = throttle.admit(stranger("anna", HERE), now);
            throttle.succeed(stranger("anna", HERE), now);
        }
    }
}
