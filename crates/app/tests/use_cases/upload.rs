// SPDX-License-Identifier: EUPL-1.2
//! A table is brought, mapped, tried and written once, by whom it is for to state; leaving and coming
//! back loses nothing for a week; nobody waits for it.

use std::sync::Arc;
use std::time::Duration;

use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::quota::{Allowance, Limits};
use wegmarke_app::upload::{Checked, FileReport, HeldUpload, TableFile};
use wegmarke_app::{App, AppError, Who};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::codes;
use wegmarke_domain::rules::importing::Owner;
use wegmarke_domain::rules::meanwhile::{Seen, Side, Sides};
use wegmarke_domain::rules::permission::Role;
use wegmarke_exchange::Profile;
use wegmarke_exchange::mapping::Target;
use wegmarke_store::fault::Fault;

use super::cycle::{who, with_round};
use super::fixture::{Home, counts};

const LONG: Duration = Duration::from_secs(60);

/// Demands of the network, as it keeps them.
const DEMANDS: &str = "Nr;Titel;Empfehlung von;Thema\n\
    D-1;Bleiberecht sichern;kok;Aufenthalt\n\
    D-2;Beratung finanzieren;kok;Geld\n";

fn kok() -> Who {
    who("kok", &[Role::Publisher])
}

/// A profile for the demands above.
const OURS: &str = r#"
    name = "ours"
    language = "de"
    complete = false
    [[table]]
    file = "*"
    ignore = ["Thema"]
    [[table.record]]
    noun = "recommendation"
    [table.record.columns]
    "id" = "Nr"
    "title.de" = "Titel"
    "issuer" = "Empfehlung von"
"#;

async fn mapped(app: &App, who: &Who, content: &str, profile: &str) -> HeldUpload {
    let id = app
        .bring(who, "Unsere Forderungen.csv", content.into())
        .await
        .unwrap();
    let held = app.get_upload(who, &id).await.unwrap();
    let mapping = wegmarke_exchange::mapping::Mapping::parse(profile).unwrap();
    let at = (&*id, held.revision);
    app.map_upload(who, at, &mapping, true).await.unwrap();
    app.get_upload(who, &id).await.unwrap()
}

async fn tried(app: &Arc<App>, who: &Who, held: &HeldUpload) -> Arc<FileReport> {
    match app.check_upload(who, held, LONG).await.unwrap() {
        Checked::Done(report) => report,
        other => panic!("{other:?}"),
    }
}

async fn write(app: &Arc<App>, who: &Who, held: &HeldUpload, print: &str) -> Checked {
    let at = (&*held.id, held.revision);
    app.write_upload(who, at, print.to_owned(), LONG)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_tried_and_written_once_with_a_receipt() {
    let home = Home::embedded();
    let app = Arc::new(with_round(&home).await);
    let kok = kok();
    let held = mapped(&app, &kok, DEMANDS, OURS).await;
    let before = app.state().size();
    let report = tried(&app, &kok, &held).await;
    assert_eq!(counts(&report.report, Noun::Recommendation), [2, 0, 0, 0]);
    assert_eq!(report.not_theirs, []);
    let rows: Vec<_> = report.differences.iter().map(|one| one.row).collect();
    assert_eq!(rows, [Some(2), Some(3)]);
    assert_eq!(app.state().size(), before, "a try writes nothing");

    let Checked::Done(done) = write(&app, &kok, &held, &report.fingerprint).await else {
        panic!("it was not written");
    };
    assert_eq!(done.report.entries, report.report.entries);
    assert_eq!(app.state().size(), before + report.report.entries);
    let line = app.state().register.find_line(before).cloned().unwrap();
    assert_eq!(line.by.as_str(), "kok");
    let receipt = app.get_upload(&kok, &held.id).await.unwrap().upload;
    let written = receipt.written.unwrap();
    assert_eq!(written.range, Some((before, app.state().size() - 1)));
    assert_eq!(
        (written.account.as_str(), receipt.sha256.len()),
        (&*kok.account, 64)
    );

    // Once: whoever says yes again finds it written.
    let at = (&*held.id, held.revision);
    let again = app
        .write_upload(&kok, at, report.fingerprint.clone(), LONG)
        .await;
    match again {
        Ok(Checked::Done(_)) | Err(AppError::NotFound(_)) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(app.state().size(), before + report.report.entries);
    // The mapping is kept, and reads the same file: nothing is new in it.
    let own = app.list_own_profiles(&kok).await.unwrap();
    assert_eq!(own.len(), 1);
    let held = mapped(&app, &kok, DEMANDS, &own[0].toml).await;
    assert_eq!(tried(&app, &kok, &held).await.report.entries, 0);
    home.verify().await.unwrap();
}

/// What a file holds that is not theirs is refused before anything is written, naming who may.
#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_state_it_is_told_who_may() {
    let home = Home::embedded();
    let app = Arc::new(with_round(&home).await);
    let bmas = who("bmas", &[Role::Publisher]);
    let held = mapped(&app, &bmas, DEMANDS, OURS).await;
    let report = tried(&app, &bmas, &held).await;
    let [refused] = &report.not_theirs[..] else {
        panic!("{:?}", report.not_theirs);
    };
    assert_eq!((refused.noun, refused.count), (Noun::Recommendation, 2));
    let owner = Owner::Organisation(wegmarke_domain::id::OrganisationId::new("kok"));
    assert_eq!(refused.owner, owner);
    let before = app.state().size();
    match write(&app, &bmas, &held, &report.fingerprint).await {
        Checked::Failed(error) => assert_eq!(error.code(), "not_theirs"),
        other => panic!("{other:?}"),
    }
    // The way of programs is the same one.
    let file = TableFile {
        name: "x.csv".to_owned(),
        bytes: DEMANDS.into(),
        of: None,
        profile: Profile::parse(OURS, "").unwrap(),
        accept: Vec::new(),
        same: wegmarke_domain::import::questions::Answers::default(),
        seen: Default::default(),
    };
    let refused = app.write_table(&bmas, file).await.unwrap_err();
    assert_eq!(refused.code(), "not_theirs");
    assert_eq!(app.state().size(), before);
    // A role that states nothing brings nothing; another organisation sees nothing of it.
    for nobody in [
        who("kok", &[Role::Reviewer]),
        who("kok", &[Role::Administrator]),
    ] {
        let refused = app
            .bring(&nobody, "a.csv", DEMANDS.into())
            .await
            .unwrap_err();
        assert!(matches!(refused, AppError::Forbidden(_)));
    }
    let theirs = app.get_upload(&kok(), &held.id).await.unwrap_err();
    assert!(matches!(theirs, AppError::NotFound(_)));
}

/// A week after the last step nothing is left but receipts; before that, also a restart loses nothing.
#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_a_week() {
    let home = Home::embedded();
    let id = {
        let app = with_round(&home).await;
        mapped(&app, &kok(), DEMANDS, OURS).await.id
    };
    let app = Arc::new(home.open().await);
    let files = || {
        let folder = home.folder().join("evidence");
        std::fs::read_dir(folder).map_or(0, Iterator::count)
    };
    home.clock.0.advance(jiff::Span::new().hours(6 * 24));
    app.purge().await.unwrap();
    let held = app.get_upload(&kok(), &id).await.unwrap();
    let look = app.look_at_upload(&held).await.unwrap();
    assert_eq!((look.count, files()), (2, 1));
    let of = |heading: &str| held.upload.mapping().unwrap().targets(heading);
    let title = Target {
        noun: Noun::Recommendation,
        attribute: "title.de".to_owned(),
    };
    assert_eq!(of("Titel"), [title]);
    // Nothing of it can be read by who has the database or the place for files.
    for file in std::fs::read_dir(home.folder().join("evidence")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|part| part == b"Bleiberec"));
    }
    home.clock.0.advance(jiff::Span::new().hours(25));
    let gone = app.get_upload(&kok(), &id).await.unwrap_err();
    assert!(matches!(gone, AppError::NotFound(_)));
    assert_eq!(app.purge().await.unwrap(), 1);
    assert_eq!(files(), 0);
}

/// Nobody agrees to something else than they saw; what a colleague changed is not passed over.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_is_what_is_written() {
    let home = Home::embedded();
    let app = Arc::new(with_round(&home).await);
    let kok = kok();
    let held = mapped(&app, &kok, DEMANDS, OURS).await;
    let report = tried(&app, &kok, &held).await;
    // Meanwhile one of them is stated otherwise.
    let other = DEMANDS.replace("Beratung finanzieren", "Beratung gut finanzieren");
    let second = mapped(&app, &kok, &other, OURS).await;
    let seen = tried(&app, &kok, &second).await;
    write(&app, &kok, &second, &seen.fingerprint).await;
    match write(&app, &kok, &held, &report.fingerprint).await {
        Checked::Failed(error) => assert_eq!(error.code(), "moved"),
        other => panic!("{other:?}"),
    }
    let now = tried(&app, &kok, &held).await;
    assert_eq!(counts(&now.report, Noun::Recommendation), [0, 0, 1, 1]);
    assert_eq!(now.differences[0].changes.keys().count(), 1);
    assert_eq!(now.report.moved.len(), 1);
    let mine = Seen {
        sides: Sides {
            all: Some(Side::Mine),
            ..Sides::default()
        },
        ..held.upload.seen.clone()
    };
    let decided = app.decide_in_upload(&kok, (&held.id, held.revision), mine);
    decided.await.unwrap();
    // A yes to what was seen before that was decided is none.
    let at = (&*held.id, held.revision);
    let old = app.write_upload(&kok, at, now.fingerprint.clone(), LONG);
    assert_eq!(old.await.unwrap_err().code(), "stale");
    let held = app.get_upload(&kok, &held.id).await.unwrap();
    let now = tried(&app, &kok, &held).await;
    assert!(matches!(
        write(&app, &kok, &held, &now.fingerprint).await,
        Checked::Done(_)
    ));
    let mapping = held.upload.mapping().unwrap();
    let third = mapped(&app, &kok, DEMANDS, OURS).await;
    let stale = app
        .map_upload(&kok, (&third.id, 1), &mapping, true)
        .await
        .unwrap_err();
    assert_eq!(stale.code(), "stale");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_persons_and_limits_hold_for_tables_too() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    let app = Arc::new(app.with_limits(Limits {
        imports: Allowance {
            entries: 3,
            bytes: 1 << 20,
        },
        ..Limits::default()
    }));
    let kok = kok();
    let settings = OrganisationSettings { two_persons: true };
    app.change_settings(&kok, &settings).await.unwrap();
    let held = mapped(&app, &kok, DEMANDS, OURS).await;
    let report = tried(&app, &kok, &held).await;
    let at = (&*held.id, held.revision);
    let alone = app
        .write_upload(&kok, at, report.fingerprint.clone(), LONG)
        .await;
    assert_eq!(alone.unwrap_err().code(), "second_person");
    let colleague = Who {
        account: "another".to_owned(),
        ..kok.clone()
    };
    let done = write(&app, &colleague, &held, &report.fingerprint).await;
    assert!(matches!(done, Checked::Done(_)), "{done:?}");
    // Two are written; more than one is not left for today.
    let more = DEMANDS.replace("D-", "E-");
    let held = mapped(&app, &kok, &more, OURS).await;
    let report = tried(&app, &colleague, &held).await;
    match write(&app, &colleague, &held, &report.fingerprint).await {
        Checked::Failed(error) => assert_eq!(error.code(), "too_much_written"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_is_not_kept() {
    let home = Home::embedded();
    let app = with_round(&home).await;
    for (name, bytes, code) in [
        ("a.csv", Vec::new(), "invalid"),
        ("a.csv", b"  \n ".to_vec(), "empty"),
        ("a.png", b"\x89PNG\r\n\x1A\n".to_vec(), "not_a_table"),
        ("a.xlsx", b"PK\x03\x04 and no zip".to_vec(), "damaged"),
        (
            "a.csv",
            b"<html><script>alert(1)</script>".to_vec(),
            "not_a_table",
        ),
        ("a.csv", vec![0; (32 << 20) + 1], "invalid"),
    ] {
        let refused = app.bring(&kok(), name, bytes).await.unwrap_err();
        assert_eq!(refused.code(), code, "{name}");
    }
    assert!(app.list_uploads(&kok()).await.unwrap().is_empty());
    // Nor more of them than there is room for.
    for _ in 0..20 {
        app.bring(&kok(), "a.csv", DEMANDS.into()).await.unwrap();
    }
    match app
        .bring(&kok(), "a.csv", DEMANDS.into())
        .await
        .unwrap_err()
    {
        AppError::Invalid(problems) => assert_eq!(problems[0].code, codes::FILES_FULL),
        other => panic!("{other:?}"),
    }
    let first = app.list_uploads(&kok()).await.unwrap().remove(0);
    app.discard_upload(&kok(), &first.id).await.unwrap();
    app.bring(&kok(), "a.csv", DEMANDS.into()).await.unwrap();
}

/// Whatever fails, it is written once or not at all, and can be tried again.
#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_fails_is_known() {
    for fault in [Fault::Lost, Fault::DoneButReportedFailed] {
        let home = Home::embedded();
        let app = Arc::new(with_round(&home).await);
        let kok = kok();
        let held = mapped(&app, &kok, DEMANDS, OURS).await;
        let report = tried(&app, &kok, &held).await;
        let before = app.state().size();
        home.faults.plan(fault);
        let first = write(&app, &kok, &held, &report.fingerprint).await;
        if matches!(first, Checked::Failed(_)) {
            let held = app.get_upload(&kok, &held.id).await.unwrap();
            if held.upload.written.is_none() {
                write(&app, &kok, &held, &report.fingerprint).await;
            }
        }
        assert_eq!(
            app.state().size(),
            before + report.report.entries,
            "{fault:?}"
        );
        home.verify().await.unwrap();
    }
}

/// Two who change one thing at once, with tables: the second one is told what the first one changed, and
/// decides line by line; what nobody touched goes its way.
#[tokio::test(flavor = "multi_thread")]
async fn what_others_changed_meanwhile_is_decided_line_by_line() {
    let home = Home::embedded();
    let app = Arc::new(with_round(&home).await);
    let owner = who("bmas", &[Role::Coordinator]);
    let ids = {
        let state = app.state();
        let all = state.register.measures.list_of("nap-az").take(3);
        all.map(|one| one.id.to_string()).collect::<Vec<_>>()
    };
    let title = |id: &str| {
        let state = app.state();
        let measure = state.register.measures.find(id).unwrap();
        measure
            .title
            .best(wegmarke_domain::text::Lang::DE)
            .1
            .to_owned()
    };
    let profile = r#"
        name = "titles"
        language = "de"
        complete = false
        same_version = true
        plan = { id = "nap-az" }
        [[table]]
        file = "*"
        [[table.record]]
        noun = "measure"
        columns = { id = "Nr", "title.de" = "Titel" }
    "#;
    let table = |rows: &[(&str, &str)], seen: Seen| {
        let rows = rows.iter().map(|(id, title)| {
            let id = id.strip_prefix("nap-az/").unwrap_or(id);
            format!("{id};{title}\n")
        });
        TableFile {
            name: "massnahmen.csv".to_owned(),
            bytes: format!("Nr;Titel\n{}", rows.collect::<String>()).into(),
            of: None,
            profile: Profile::parse(profile, "").unwrap(),
            accept: Vec::new(),
            same: wegmarke_domain::import::questions::Answers::default(),
            seen,
        }
    };
    let [first, second, third] = &ids[..] else {
        panic!("{ids:?}")
    };
    // Taken down here; then somebody else changes two of them.
    let size = app.state().size();
    let meanwhile = [(&**first, "Von anderen"), (&**second, "Auch von anderen")];
    let written = app.write_table(&owner, table(&meanwhile, Seen::default()));
    written.await.unwrap();

    let mine = [
        (&**first, "Von mir"),
        (&**second, "Auch von mir"),
        (&**third, "Nur von mir"),
    ];
    let seen = |sides: &[(&str, Side)]| Seen {
        size: Some(size),
        sides: Sides {
            all: None,
            each: sides
                .iter()
                .map(|(id, side)| ((*id).to_owned(), *side))
                .collect(),
        },
    };
    let tried = app
        .try_table(&owner, table(&mine, seen(&[])))
        .await
        .unwrap();
    let moved: Vec<_> = tried
        .report
        .moved
        .iter()
        .map(|one| &*one.about.id)
        .collect();
    assert_eq!(moved, [&**first, &**second]);
    let change = &tried.report.moved[0].changes["title"];
    let german = |value: &Option<serde_json::Value>| value.as_ref().unwrap()["de"].clone();
    assert_eq!(german(&change.from), "Von anderen");
    assert_eq!(german(&change.to), "Von mir");
    // One of two decided is not enough, whichever way it comes.
    let half = seen(&[(first, Side::Theirs)]);
    let before = app.state().size();
    let refused = app
        .write_table(&owner, table(&mine, half))
        .await
        .unwrap_err();
    assert_eq!((refused.code(), app.state().size()), ("moved", before));
    let all = seen(&[(first, Side::Theirs), (second, Side::Mine)]);
    let done = app.write_table(&owner, table(&mine, all)).await.unwrap();
    assert_eq!(done.report.entries, 2);
    assert_eq!(counts(&done.report, Noun::Measure)[2], 2, "two changed");
    let told = [first, second, third].map(|id| title(id));
    assert_eq!(told, ["Von anderen", "Auch von mir", "Nur von mir"]);
    // Everything left to the others, nothing is said; and a file says by its name what it knows.
    let again = [(&**first, "Doch von mir")];
    let mut named = table(&again, Seen::default());
    named.name = format!("wegmarke-de-measures-at-{size} (1).csv");
    let refused = app.write_table(&owner, named.clone()).await.unwrap_err();
    assert_eq!(refused.code(), "moved");
    named.seen.sides.all = Some(Side::Theirs);
    let before = app.state().size();
    let done = app.write_table(&owner, named).await.unwrap();
    assert_eq!((done.report.entries, app.state().size()), (0, before));
    home.verify().await.unwrap();
}
