// SPDX-License-Identifier: EUPL-1.2

use proptest::prelude::*;
use rand::SeedableRng;

use super::{MOST_BYTES, Refusal, Request, judge, open};
use crate::checkpoint::{Checkpoint, LogKey, LogVerifier};
use crate::tree::Tree;

/// Entries that both logs have.
const COMMON: u64 = 7;

fn key(seed: u64, name: &str) -> LogKey {
    let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
    LogKey::parse(&LogKey::generate(&mut rng, name).unwrap()).unwrap()
}

fn verifier(key: &LogKey) -> LogVerifier {
    LogVerifier::parse(key.verifier_key()).unwrap()
}

/// A log of one name and key; `fork` differs behind the common entries.
fn tree(fork: bool) -> Tree {
    let mut tree = Tree::default();
    for n in 0..40 {
        let other = fork && n >= COMMON;
        tree.push(format!("{n} {other}").as_bytes());
    }
    tree
}

fn head(tree: &Tree, size: u64) -> Checkpoint {
    Checkpoint {
        origin: "log".to_owned(),
        size,
        root: tree.root_at(size).unwrap(),
    }
}

/// What a log asks that is honest about its tree.
fn asked(tree: &Tree, old: u64, size: u64) -> Request {
    Request {
        old,
        proof: tree.prove_growth(size, old).unwrap_or_default(),
        note: key(1, "log")
            .sign(size, tree.root_at(size).unwrap())
            .unwrap(),
    }
}

/// A witness that does all there is to do, as a caller would.
fn answer(bytes: &[u8], log: &LogVerifier, last: &mut Option<Checkpoint>) -> Result<(), Refusal> {
    let request = Request::parse(bytes)?;
    if request.origin() != Some(log.origin()) {
        return Err(Refusal::UnknownLog);
    }
    let head = open(&request.note, log)?;
    judge(&request, &head, last.as_ref())?;
    *last = Some(head);
    Ok(())
}

#[test]
fn the_example_of_the_specification_is_read_and_written() {
    let example = "old 20852014\n\
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\
        \n\
        example.com/behind-the-sofa\n\
        20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\
        \n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    let read = Request::parse(example.as_bytes()).unwrap();
    assert_eq!((read.old, read.proof.len()), (20_852_014, 4));
    assert_eq!(read.origin(), Some("example.com/behind-the-sofa"));
    assert_eq!(read.to_bytes(), example.as_bytes());
}

#[test]
fn what_is_no_question_is_refused() {
    let good = String::from_utf8(asked(&tree(false), 3, 5).to_bytes()).unwrap();
    let hash = good.lines().nth(1).unwrap().to_owned();
    let many = format!("{hash}\n").repeat(64);
    for bad in [
        String::new(),
        "\n\n".to_owned(),
        good.replace("old 3", "old 03"),
        good.replace("old 3", "old +3"),
        good.replace("old 3", "old -3"),
        good.replace("old 3", "old  3"),
        good.replace("old 3", "old 3 "),
        good.replace("old 3", "Old 3"),
        good.replace("old 3", "old 3\r"),
        good.replace("old 3", "old"),
        good.replace("old 3", "old 9223372036854775808"),
        good.replace("old 3", "old 99999999999999999999"),
        good.replacen(&hash, &hash[..hash.len() - 1], 1),
        good.replacen(&hash, "AAAA", 1),
        good.replacen(&hash, &format!("{hash} "), 1),
        good.replacen(&format!("{hash}\n"), &many, 1),
        good.replace("\n\n", "\n"),
        format!("{good}{}", "x".repeat(MOST_BYTES)),
    ] {
        let refused = Request::parse(bad.as_bytes()).unwrap_err();
        assert_eq!(refused.status(), 400, "{bad:.60}");
    }
    assert_eq!(Request::parse(b"old 0\n\n\xff").unwrap_err().status(), 400);
}

#[test]
fn refusals_are_those_of_the_specification() {
    let (log, tree, fork) = (key(1, "log"), tree(false), tree(true));
    let at = |size| Some(head(&tree, size));
    let sign = |key: &LogKey, size| key.sign(size, tree.root_at(size).unwrap()).unwrap();
    let with = |old, size, note: Vec<u8>| Request {
        note,
        ..asked(&tree, old, size)
    };
    let unsigned = {
        let note = String::from_utf8(sign(&log, 9)).unwrap();
        let other = String::from_utf8(sign(&key(2, "log"), 9)).unwrap();
        let id = |note: &str| note.lines().last().unwrap().to_owned();
        [
            note.replace(&id(&note), &id(&other)),
            note.replacen('9', "8", 1),
        ]
    };
    let [foreign, changed] = unsigned;
    let empty = LogKey::sign(&log, 0, tree.root_at(1).unwrap()).unwrap();
    let table: Vec<(&str, Request, Option<Checkpoint>, Option<u16>)> = vec![
        ("the first one", asked(&tree, 0, 5), None, None),
        ("it grew", asked(&tree, 5, 9), at(5), None),
        ("it is the same", asked(&tree, 5, 5), at(5), None),
        ("nothing yet", asked(&tree, 0, 0), None, None),
        ("still nothing", asked(&tree, 0, 0), at(0), None),
        ("the first behind nothing", asked(&tree, 0, 4), at(0), None),
        (
            "another log",
            with(5, 9, sign(&key(1, "other"), 9)),
            at(5),
            Some(404),
        ),
        (
            "a key of somebody",
            with(5, 9, foreign.into_bytes()),
            at(5),
            Some(403),
        ),
        (
            "a changed size",
            with(5, 9, changed.into_bytes()),
            at(5),
            Some(403),
        ),
        (
            "old is above new",
            with(9, 9, sign(&log, 5)),
            at(9),
            Some(400),
        ),
        (
            "no checkpoint",
            with(5, 9, b"log\nmore\n".to_vec()),
            at(5),
            Some(400),
        ),
        ("too old", asked(&tree, 3, 9), at(5), Some(409)),
        ("too new", asked(&tree, 7, 9), at(5), Some(409)),
        ("never seen", asked(&tree, 7, 9), None, Some(409)),
        ("as if never seen", asked(&tree, 0, 9), at(5), Some(409)),
        ("a rollback", asked(&tree, 5, 5), at(9), Some(409)),
        ("a fork", asked(&fork, 9, 12), at(9), Some(422)),
        (
            "a fork of the same size",
            asked(&fork, 9, 9),
            at(9),
            Some(422),
        ),
        (
            "no proof",
            Request {
                proof: Vec::new(),
                ..asked(&tree, 5, 9)
            },
            at(5),
            Some(422),
        ),
        (
            "a proof of another size",
            Request {
                old: 5,
                ..asked(&tree, 6, 9)
            },
            at(5),
            Some(422),
        ),
        (
            "a proof where none is due",
            Request {
                old: 0,
                ..asked(&tree, 5, 9)
            },
            None,
            Some(422),
        ),
        (
            "a proof for the same size",
            Request {
                proof: asked(&tree, 5, 9).proof,
                ..asked(&tree, 5, 5)
            },
            at(5),
            Some(422),
        ),
        (
            "an empty log with a root",
            with(0, 0, empty),
            None,
            Some(422),
        ),
    ];
    let verifier = verifier(&log);
    for (what, request, mut last, status) in table {
        let before = last.clone();
        let said = answer(&request.to_bytes(), &verifier, &mut last);
        assert_eq!(
            said.as_ref().err().map(Refusal::status),
            status,
            "{what}: {said:?}"
        );
        if let (Err(Refusal::OtherSize { size }), Some(before)) = (&said, &before) {
            assert_eq!(*size, before.size, "{what}");
        }
        if said.is_err() {
            assert_eq!(last, before, "{what}");
        }
    }
}

#[test]
fn signatures_of_others_are_of_no_interest() {
    let tree = tree(false);
    let log = key(1, "log");
    let mut request = asked(&tree, 0, 5);
    let other = key(2, "log").sign(5, tree.root_at(5).unwrap()).unwrap();
    let other = String::from_utf8(other).unwrap();
    let line = other.lines().last().unwrap();
    request.note.extend(format!("{line}\n").bytes());
    assert_eq!(
        answer(&request.to_bytes(), &verifier(&log), &mut None),
        Ok(())
    );
}

proptest! {
    /// Whatever is asked in whatever order, all that was cosigned lies on one log that only grew.
    #[test]
    fn no_order_of_questions_makes_a_witness_sign_a_fork(
        questions in proptest::collection::vec((any::<bool>(), 0_u64..=40, 0_u64..=40, any::<bool>(), 0_u64..=40), 1..40)
    ) {
        let trees = [tree(false), tree(true)];
        let mut last: Option<Checkpoint> = None;
        let mut signed: Vec<Checkpoint> = Vec::new();
        for (fork, size, old, honest, of) in questions {
            let tree = &trees[usize::from(fork)];
            // Half of the time the log knows what the witness remembers.
            let old = if honest { last.as_ref().map_or(0, |last| last.size) } else { old };
            let of = if honest { old } else { of };
            let request = Request {
                old,
                proof: tree.prove_growth(size, of).unwrap_or_default(),
                note: Vec::new(),
            };
            let head = head(tree, size);
            if judge(&request, &head, last.as_ref()).is_ok() {
                last = Some(head.clone());
                signed.push(head);
            }
        }
        prop_assert!(signed.is_sorted_by_key(|head| head.size));
        let is_on = |tree: &Tree| signed.iter().all(|head| tree.root_at(head.size).unwrap() == head.root);
        prop_assert!(trees.iter().any(is_on), "{signed:?}");
    }

    #[test]
    fn whatever_is_sent_is_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "old [0-9]{1,20}\n([A-Za-z0-9+/=]{40,45}\n){0,3}\n.{0,100}") {
        let log = verifier(&key(1, "log"));
        for bytes in [&*bytes, text.as_bytes()] {
            prop_assert!(answer(bytes, &log, &mut None).is_err());
        }
    }

    #[test]
    fn what_is_written_is_read_back(old in 0_u64..=40, size in 0_u64..=40) {
        let request = asked(&tree(false), old, size);
        prop_assert_eq!(Request::parse(&request.to_bytes()), Ok(request));
    }
}
