// SPDX-License-Identifier: EUPL-1.2
//! The coordinator's form: preset from the round before, set many at once, checked before it is public,
//! changed and cancelled until it opens.

use wegmarke_domain::id::RoundId;
use wegmarke_domain::round::RoundState;

use crate::buttons::{Home, home, home_of};

const FORM: &str = "/de/work/round/nap-az";
const NEXT: &str = "name=2027&title=Zweite+Runde&from=2026-12-01&until=2027-05-31\
    &opens_at=2027-06-01&due_at=2027-06-30&replies_until=2027-07-31";

/// What is ticked in a form.
fn ticked(html: &str) -> Vec<String> {
    let boxes = html.split("<input type=\"checkbox\"").skip(1);
    let boxes = boxes.filter_map(|rest| rest.split('>').next());
    let ticked = boxes.filter(|tag| tag.ends_with(" checked"));
    ticked
        .filter_map(|tag| tag.split("value=\"").nth(1)?.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn hidden(html: &str, name: &str) -> Vec<String> {
    let marked = format!("<input type=\"hidden\" name=\"{name}\" value=\"");
    let values = html.split(marked.as_str()).skip(1);
    values
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

async fn size(home: &Home) -> u64 {
    home.app.state().size()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_asks_what_the_round_before_asked() {
    let home = home().await;
    let form = home.get(FORM, "").await;
    let only = format!("report/bmas/{}", home.address.on);
    assert_eq!(ticked(&form.text), [only.as_str()], "one duty stays one");
    assert!(
        form.text.contains("Erste Runde"),
        "it says where that comes from"
    );
    // Each box says what it means by itself.
    let boxes = form.text.matches("type=\"checkbox\"").count();
    assert_eq!(form.text.matches("<label for=\"ask-").count(), boxes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_is_added_and_set_at_once_without_a_script() {
    let home = home().await;
    let before = size(&home).await;
    let only = format!("ask=report/bmas/{}", home.address.on);
    let added = home
        .post(
            FORM,
            &format!("{NEXT}&{only}&do=add&add=practice/kok&column=report"),
        )
        .await;
    assert_eq!(added.status, 200, "{}", added.text);
    let columns = hidden(&added.text, "column");
    assert!(columns.contains(&"practice/kok".to_owned()), "{columns:?}");
    assert_eq!(ticked(&added.text).len(), 1, "a column asks nobody yet");
    let columns: Vec<String> = columns
        .iter()
        .map(|code| format!("column={code}"))
        .collect();
    let columns = columns.join("&");
    let many = |button: &str, asked: &[String]| {
        let asked: Vec<String> = asked.iter().map(|value| format!("ask={value}")).collect();
        format!(
            "{NEXT}&{columns}&{}&many_who=practice/kok&many_about=measures&do={button}",
            asked.join("&")
        )
    };
    let all = home.post(FORM, &many("tick", &ticked(&added.text))).await;
    let measures = home.app.state().register.measures.list_of("nap-az").count();
    assert_eq!(ticked(&all.text).len(), 1 + measures);
    assert!(
        all.text.contains("value=\"Zweite Runde\""),
        "nothing typed is lost"
    );
    let none = home.post(FORM, &many("untick", &ticked(&all.text))).await;
    assert_eq!(ticked(&none.text), ticked(&added.text));
    let nothing = format!("{NEXT}&{only}&do=tick");
    let told = home.post(FORM, &nothing).await;
    assert_eq!(told.status, 422);
    for field in ["many_who", "many_about"] {
        assert!(
            told.text.contains(&format!("id=\"{field}-error\"")),
            "{field}"
        );
    }
    assert_eq!(size(&home).await, before, "nothing is kept by any of that");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_seen_before_it_is_public() {
    let home = home().await;
    let before = size(&home).await;
    let form = format!(
        "{NEXT}&ask=report/bmas/{}&ask=practice/kok/plan/nap-az",
        home.address.on
    );
    let check = home.post(FORM, &format!("{form}&do=check")).await;
    assert_eq!(check.status, 200, "{}", check.text);
    for words in [
        "Gefragt sind 2 Organisationen nach zusammen 2 Äußerungen.",
        "Was anders ist als in „Erste Runde“",
        "30. Juni 2027, 24:00 Uhr MESZ",
        "Noch ist nichts öffentlich.",
    ] {
        assert!(check.text.contains(words), "{words}: {}", check.text);
    }
    assert_eq!(size(&home).await, before);
    // Back to the form, with everything.
    let back = home.post(FORM, &format!("{form}&do=edit")).await;
    assert_eq!((back.status, ticked(&back.text).len()), (200, 2));
    let done = home.post(FORM, &format!("{form}&do=announce")).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert_eq!(size(&home).await, before + 1);
    // The same again is another round under a name that is taken.
    let twice = home.post(FORM, &format!("{form}&do=announce")).await;
    assert_eq!(twice.status, 422);
    assert!(twice.text.contains("id=\"name-error\""), "{}", twice.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_problems_are_told_at_once() {
    let home = home().await;
    let form = "name=&title=t&from=2027-06-01&until=2027-01-01&opens_at=x&due_at=2027-06-30\
        &replies_until=2027-06-01&ask=assessment/kok/plan/nap-az&ask=song&do=check";
    let told = home.post(FORM, form).await;
    assert_eq!(told.status, 422);
    for field in ["name", "until", "opens_at", "replies_until"] {
        let marked = format!("id=\"{field}-error\"");
        assert!(told.text.contains(&marked), "{field}: {}", told.text);
    }
    assert!(told.text.contains("„kok“ spricht mit einer anderen Stimme"));
    assert!(told.text.contains("„song“ steht nicht zur Wahl"));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_changed_and_cancelled_until_it_opens() {
    let home = home().await;
    let form = format!("{NEXT}&ask=report/bmas/{}", home.address.on);
    home.post(FORM, &format!("{form}&do=announce")).await;
    let change = "/de/work/round-change/nap-az/2027";
    let shown = home.get(change, "").await;
    assert!(
        shown.text.contains("value=\"2027-06-30\""),
        "{}",
        shown.text
    );
    let entry = hidden(&shown.text, "entry").remove(0);
    let later = form.replace("due_at=2027-06-30", "due_at=2027-07-07");
    let silent = home
        .post(change, &format!("{later}&entry={entry}&do=check"))
        .await;
    assert_eq!(silent.status, 422);
    assert!(
        silent.text.contains("id=\"reason-error\""),
        "{}",
        silent.text
    );
    let later = format!("{later}&entry={entry}&reason=Ferien");
    let check = home.post(change, &format!("{later}&do=check")).await;
    assert!(check.text.contains("Bisher angekündigt"), "{}", check.text);
    let done = home.post(change, &format!("{later}&do=announce")).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let old_tab = home.post(change, &format!("{later}+2&do=announce")).await;
    assert_eq!(old_tab.status, 422);
    assert!(
        old_tab.text.contains("inzwischen geändert"),
        "{}",
        old_tab.text
    );
    let page = home.get("/de/round/nap-az/2027", "").await;
    assert!(page.text.contains("Ferien") && page.text.contains("7. Juli 2027, 24:00"));

    let cancel = "/de/work/round-cancel/nap-az/2027";
    let silent = home.post(cancel, "do=cancel&reason=").await;
    assert_eq!(silent.status, 422);
    let done = home
        .post(cancel, "do=cancel&reason=Der+Plan+wird+neu.")
        .await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = home.get("/de/round/nap-az/2027", "").await;
    for words in ["abgesagt", "Der Plan wird neu."] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let state = home.app.state();
    let id = RoundId::new("nap-az/2027");
    assert_eq!(state.register.round_state(&id), RoundState::Cancelled);
    // One that is open: clear words, and nothing happens.
    let size = state.size();
    for (path, form) in [
        (
            "/de/work/round-cancel/nap-az/2026",
            "do=cancel&reason=x".to_owned(),
        ),
        (
            "/de/work/round-change/nap-az/2026",
            format!("{later}&do=announce"),
        ),
    ] {
        let told = home.post(path, &form).await;
        assert_eq!(told.status, 422, "{path}");
        assert!(
            told.text.contains("ist schon offen"),
            "{path}: {}",
            told.text
        );
        assert_eq!(home.get(path, "").await.status, 303, "{path}");
    }
    assert_eq!(home.app.state().size(), size);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_about_a_plan_asks_for_the_plan() {
    let by = "berichterstattungsstelle";
    let home = home_of(by).await;
    for (about, words) in [
        ("plan/nap-az".to_owned(), "der Plan als Ganzes beurteilen"),
        (home.address.on.to_string(), "die Maßnahme beurteilen"),
    ] {
        let path = format!("/de/work/say/assessment/nap-az/2026/{by}/1/{about}");
        let form = home.get(&path, "").await;
        assert_eq!(form.status, 200, "{path}");
        assert!(form.text.contains(words), "{path}");
        let asks = form.text.contains("die Maßnahme");
        assert_eq!(asks, about.starts_with("measure/"), "{path}");
    }
}
