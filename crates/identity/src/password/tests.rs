// SPDX-License-Identifier: EUPL-1.2

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, phc::PasswordHash},
};
use proptest::prelude::*;

use super::{
    Kept, MAX_BYTES, Owner, PasswordError, Verdict, Weakness, hash, list_weaknesses, verify,
    verify_nobody,
};
use crate::dice::Dice;

struct Fixed(u8);

impl Dice for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

const OWNER: Owner<'static> = Owner {
    login: "anna.schmidt@beratung-nord.example",
    organisation: &["Beratungsstelle Nord e. V.", "bnord"],
    site: "monitoring.example/log",
};

const GOOD: &str = "sieben Kraniche über Wilna";

fn kept_with(algorithm: Algorithm, kibibytes: u32, passes: u32) -> Kept {
    let params = Params::new(kibibytes, passes, 1, None).unwrap();
    let made: PasswordHash = Argon2::new(algorithm, Version::V0x13, params)
        .hash_password_with_salt(GOOD.as_bytes(), &[7; 16])
        .unwrap();
    Kept(made.to_string())
}

#[test]
fn a_password_is_known_again_and_another_is_not() {
    let kept = hash(GOOD, &Fixed(1)).unwrap();
    assert!(
        kept.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{}",
        kept.0
    );
    assert_eq!(
        verify(&kept, GOOD).unwrap(),
        Verdict::Right { outdated: false }
    );
    assert_eq!(
        verify(&kept, "sieben Kraniche über Riga").unwrap(),
        Verdict::Wrong
    );
    assert_eq!(verify(&kept, "").unwrap(), Verdict::Wrong);
    assert_ne!(kept, hash(GOOD, &Fixed(2)).unwrap(), "salted");
}

#[test]
fn what_is_kept_survives_json_and_is_not_shown() {
    let kept = hash(GOOD, &Fixed(1)).unwrap();
    let json = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<Kept>(&json).unwrap(), kept);
    assert_eq!(format!("{kept:?}"), "Kept(…)");
}

#[test]
fn the_same_characters_are_the_same_password_however_they_are_typed() {
    let composed = hash("Bl\u{fc}tenstaub am Weg", &Fixed(1)).unwrap();
    assert_eq!(
        verify(&composed, "Blu\u{308}tenstaub am Weg").unwrap(),
        Verdict::Right { outdated: false }
    );
}

#[test]
fn older_costs_are_right_but_outdated() {
    let right = |outdated| Verdict::Right { outdated };
    for (kept, outdated) in [
        (kept_with(Algorithm::Argon2id, 19 * 1024, 2), false),
        (kept_with(Algorithm::Argon2id, 20 * 1024, 3), false),
        (kept_with(Algorithm::Argon2id, 64, 2), true),
        (kept_with(Algorithm::Argon2id, 19 * 1024, 1), true),
        (kept_with(Algorithm::Argon2i, 19 * 1024, 2), true),
    ] {
        assert_eq!(verify(&kept, GOOD).unwrap(), right(outdated), "{}", kept.0);
    }
}

#[test]
fn what_is_no_hash_is_an_error_and_not_a_wrong_password() {
    for text in [
        "",
        "sommer",
        "$argon2id$v=19$m=1,t=0,p=9$AAAA$AAAA",
        "$bcrypt$v=19$m=8$AAAA$AAAA",
    ] {
        assert_eq!(
            verify(&Kept(text.to_owned()), GOOD),
            Err(PasswordError::Damaged),
            "{text}"
        );
    }
}

#[test]
fn too_long_is_refused_before_any_work() {
    let long = "x".repeat(MAX_BYTES + 1);
    assert_eq!(hash(&long, &Fixed(1)), Err(PasswordError::TooLong));
    let kept = hash(GOOD, &Fixed(1)).unwrap();
    assert_eq!(verify(&kept, &long).unwrap(), Verdict::Wrong);
    verify_nobody(&long);
    assert_eq!(list_weaknesses(&long, OWNER), [Weakness::TooLong]);
    assert!(hash(&"x".repeat(MAX_BYTES), &Fixed(1)).is_ok());
}

#[test]
fn the_policy_names_every_weakness() {
    use Weakness::{Common, LikeLogin, LikeOrganisation, OneCharacter, TooShort};
    let cases: &[(&str, &[Weakness])] = &[
        (GOOD, &[]),
        ("k7#mP2x!qR9v", &[]),
        ("839201746552", &[]),
        ("läuft nie über Brücken", &[]),
        ("пароль из восьми слов", &[]),
        ("", &[TooShort, Common]),
        ("aaaaaaaaaaaaa", &[OneCharacter]),
        ("aaa", &[TooShort, OneCharacter]),
        ("Passwort2026!", &[Common]),
        ("P@$$w0rt-2026", &[Common]),
        ("!!!Sommer2026!!!", &[Common]),
        ("Willkommen1234", &[Common]),
        ("qwertzuiopü123", &[Common]),
        ("lkjhgfdsa98765", &[Common]),
        ("1qay2wsx3edc", &[Common]),
        ("abcabcabcabcabc", &[Common]),
        ("Haus7Haus7Haus7", &[Common]),
        ("HalloHalloHallo", &[Common]),
        ("anna.schmidt@beratung-nord.example", &[LikeLogin]),
        ("AnnaSchmidt1987", &[LikeLogin]),
        ("Beratungsstelle Nord", &[LikeOrganisation]),
        ("beratungsstellenordev", &[LikeOrganisation]),
        ("anna", &[TooShort, LikeLogin]),
        ("sommer", &[TooShort, Common]),
        ("monitoring2026", &[Common]),
        ("!!bnord2026!!!", &[LikeOrganisation]),
        ("Sommerregen2026", &[Common]),
        ("Fruehling2026!", &[Common]),
        ("Frühling2026!", &[Common]),
        ("IchLiebeDich123", &[Common]),
        ("Menschenhandel2026", &[Common]),
        ("4711 Dezember 42", &[Common]),
        ("retrowssap-2026", &[Common]),
        ("Schneider1968!!!", &[Common]),
        ("8392a1746552", &[]),
        ("correct horse battery staple", &[]),
        ("Vier Worte ohne Sinn", &[]),
        ("W1llk0mm3n+2026", &[Common]),
        ("nemmokl1iw-2026", &[Common]),
        ("anna fährt gern nach Wilna", &[]),
    ];
    for (password, weaknesses) in cases {
        assert_eq!(list_weaknesses(password, OWNER), *weaknesses, "{password}");
    }
}

#[test]
fn an_owner_without_names_has_no_such_problems() {
    let nobody = Owner {
        login: "",
        organisation: &[],
        site: "",
    };
    assert_eq!(list_weaknesses(GOOD, nobody), []);
    assert_eq!(list_weaknesses("Beratungsstelle Nord", nobody), []);
}

/// What is made to keep the estimate busy: signs that stand for many letters, and long repeats.
#[test]
fn nothing_that_is_typed_takes_long() {
    let began = std::time::Instant::now();
    for part in [
        "1!|3457@$0([{<69%+2z",
        "4@8({[<369!|1+70$5%2",
        "aé",
        "ab",
        "(1!",
    ] {
        let password: String = part.chars().cycle().take(120).collect();
        let _ = list_weaknesses(&password, OWNER);
    }
    // Generous: builds without optimisation on a busy machine must hold it, too.
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

proptest! {
    #[test]
    fn a_common_word_with_signs_around_it_is_never_taken(
        before in "[0-9!#.]{0,4}",
        word in prop::sample::select(vec!["passwort", "Passw0rd", "WILLKOMMEN", "Dezember", "wegmarke"]),
        after in "[0-9!#.]{4,8}",
    ) {
        let password = format!("{before}{word}{after}");
        prop_assert!(list_weaknesses(&password, OWNER).contains(&Weakness::Common), "{}", password);
    }

    #[test]
    fn random_letters_are_always_taken(password in "[a-zA-Z]{20}") {
        prop_assert_eq!(list_weaknesses(&password, OWNER), []);
    }

    #[test]
    fn no_text_makes_the_policy_fail(password in "\\PC*", login in "\\PC*", organisation in "\\PC*") {
        let owner = Owner { login: &login, organisation: &[&organisation], site: "" };
        let weaknesses = list_weaknesses(&password, owner);
        prop_assert!(weaknesses.len() <= 4);
    }
}
