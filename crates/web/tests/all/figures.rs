// SPDX-License-Identifier: EUPL-1.2
//! Figures in the browser: drafted as they were typed, read by a second person before they are released,
//! never over what somebody else stated meanwhile, corrected and taken back in public.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use serde_json::json;
use wegmarke_app::Who;
use wegmarke_app::contribution::OrganisationSettings;
use wegmarke_app::figure::{Figure, HeldFigure, Issuing};
use wegmarke_domain::figure::{FigureAddress, States};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Actor, Role};
use wegmarke_domain::text::{Lang, Text};

use crate::buttons::{Answer, Home, home};

const FORM: &str = "/de/work/figure/value/nap-az/beratungen";

fn colleague() -> Who {
    Who {
        actor: Actor::new(
            OrganisationId::new("bmas"),
            [Role::Reporter, Role::Publisher].into(),
        ),
        account: "colleague".to_owned(),
        once: None,
        signing: None,
        token: None,
    }
}

fn value(number: &str) -> Figure {
    let value = json!({
        "id": "nap-az/beratungen/bmas/2026-06-30", "indicator": "nap-az/beratungen",
        "organisation": "bmas", "on": "2026-06-30", "reading": {"number": number},
    });
    Figure::Value(serde_json::from_value(value).unwrap())
}

async fn with_indicator() -> Home {
    let home = home().await;
    let indicator = json!({
        "id": "nap-az/beratungen", "measures": [home.address.on.id], "kind": "output",
        "title": {"de": "Beratungen"},
    });
    let figure = Figure::Indicator(serde_json::from_value(indicator).unwrap());
    let stated = home.app.state_figure(&colleague(), &figure, false).await;
    stated.unwrap();
    home
}

impl Home {
    async fn only_draft(&self) -> HeldFigure {
        let mut all = self.app.list_figure_drafts(&colleague()).await.unwrap();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    async fn colleague_drafts(&self, states: &States) -> FigureAddress {
        let address = FigureAddress::parse("bmas/1/value/nap-az/beratungen").unwrap();
        let drafted = Some(states.clone());
        let saved = self
            .app
            .save_draft(&colleague(), &address, drafted, 0)
            .await;
        saved.unwrap();
        let asked = self.app.request_release(&colleague(), &address).await;
        asked.unwrap();
        address
    }
}

fn has(answer: &Answer, words: &[&str]) {
    for one in words {
        assert!(answer.text.contains(one), "no {one}: {}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_keeps_what_was_typed_as_it_was_typed() {
    let home = with_indicator().await;
    let size = home.app.state().size();
    let saved = home
        .post(
            FORM,
            "do=save&on=2026-06-30&reading=zw%C3%B6lf&source.document=Bericht",
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let held = home.only_draft().await;
    assert_eq!(held.draft.says, None);
    let page = home.get(&format!("{FORM}?draft=1&done=saved"), "").await;
    has(
        &page,
        &[
            "value=\"zwölf\"",
            "value=\"2026-06-30\"",
            "value=\"Bericht\"",
            "lässt sich nicht sicher als Zahl lesen",
        ],
    );
    // In the language in which it was begun.
    let english = home
        .get("/en/work/figure/value/nap-az/beratungen?draft=1", "")
        .await;
    assert_eq!(english.status, 303, "{}", english.text);
    let work = home.get("/de/work", "").await;
    has(&work, &["/de/work/figure/value/nap-az/beratungen?draft=1"]);
    // Asking for release tells everything that is wrong, and keeps it.
    let asked = "do=request&draft=1&revision=1&on=&reading=zw%C3%B6lf";
    let refused = home.post(FORM, asked).await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &["id=\"on-error\"", "id=\"reading-error\"", "<title>Fehler:"],
    );
    // From an old tab, after a colleague saved.
    let address = held.address.clone();
    let (app, drafted) = (&home.app, Some(value("7").into()));
    let changed = app.save_draft(&colleague(), &address, drafted, 1).await;
    changed.unwrap();
    let late = home
        .post(FORM, "do=save&draft=1&revision=1&on=2026-06-30&reading=12")
        .await;
    assert_eq!(late.status, 422);
    has(&late, &["war schneller", "value=\"12\"", "Was jetzt gilt"]);
    let again = "do=save&draft=1&revision=2&on=2026-06-30&reading=12";
    assert_eq!(home.post(FORM, again).await.status, 303);
    let gone = home.post(FORM, "do=discard&draft=1&revision=3").await;
    assert_eq!(gone.status, 303, "{}", gone.text);
    let left = home.app.list_figure_drafts(&colleague()).await.unwrap();
    assert!(left.is_empty());
    assert_eq!(home.app.state().size(), size, "nothing was stated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_person_reads_what_they_release() {
    let home = with_indicator().await;
    let settings = OrganisationSettings { two_persons: true };
    home.app
        .change_settings(&colleague(), &settings)
        .await
        .unwrap();
    let size = home.app.state().size();
    let alone = "do=state&on=2026-06-30&reading=120";
    let refused = home.post(FORM, alone).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let form = home.get(FORM, "").await;
    has(&form, &["value=\"save\"", "value=\"request\""]);
    assert!(!form.text.contains("value=\"state\""), "nobody alone");

    home.colleague_drafts(&value("120").into()).await;
    let page = home.get(&format!("{FORM}?draft=1"), "").await;
    has(
        &page,
        &[
            "wm-reading",
            "120",
            "value=\"state\"",
            "value=\"return\"",
            "edit=1",
        ],
    );
    assert!(!page.text.contains("id=\"reading\""), "it is no form");
    // Changed in passing, one would be alone with it again.
    let changed = "do=state&draft=1&revision=2&on=2026-06-30&reading=130";
    assert_eq!(home.post(FORM, changed).await.status, 422);
    assert_eq!(home.app.state().size(), size);
    // Returned with a reason, asked again, released.
    let back = "do=return&draft=1&revision=2&return.reason=Quelle+fehlt";
    assert_eq!(home.post(FORM, back).await.status, 303);
    has(
        &home.get(&format!("{FORM}?draft=1"), "").await,
        &["Zurückgegeben: Quelle fehlt"],
    );
    let address = home.only_draft().await.address;
    home.app
        .request_release(&colleague(), &address)
        .await
        .unwrap();
    let release = "do=state&draft=1&revision=4&reads=1";
    let done = home.post(FORM, release).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert_eq!(home.app.state().size(), size + 1);
    // The same release twice is no new entry.
    let twice = home
        .post(
            FORM,
            "do=state&draft=1&revision=4&on=2026-06-30&reading=120",
        )
        .await;
    assert_eq!(twice.status, 303, "{}", twice.text);
    assert_eq!(home.app.state().size(), size + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_is_shown_beside_and_why_it_changed_is_public() {
    let home = with_indicator().await;
    let first = home
        .app
        .state_figure(&colleague(), &value("120"), false)
        .await;
    let first = first.unwrap()[0].seq;
    // A blank form for a day that has a value meanwhile.
    let late = home.post(FORM, "do=state&on=2026-06-30&reading=130").await;
    assert_eq!(late.status, 422);
    has(
        &late,
        &["war schneller", "120", "value=\"130\"", "name=\"reason\""],
    );
    has(&late, &[&format!("name=\"entry\" value=\"{first}\"")]);
    let silent = format!("do=state&entry={first}&on=2026-06-30&reading=130");
    has(&home.post(FORM, &silent).await, &["id=\"reason-error\""]);
    let told = home
        .post(FORM, &format!("{silent}&reason=Nachgez%C3%A4hlt"))
        .await;
    assert_eq!(told.status, 303, "{}", told.text);
    let seen = "/de/indicator/nap-az/beratungen";
    has(
        &home.get(seen, "").await,
        &[
            "Berichtigt oder zurückgenommen",
            "Nachgezählt",
            "120",
            "130",
        ],
    );
    // Its own value is led to, prefilled, and from there to taking it back.
    let own = home.get(&format!("{FORM}?on=2026-06-30"), "").await;
    let withdraw = "/de/work/figure/withdrawal/value/nap-az/beratungen/bmas/2026-06-30";
    has(&own, &["value=\"130\"", withdraw]);
    // The draft of taking it back is read as what stands, with its reason.
    let settings = OrganisationSettings { two_persons: true };
    home.app
        .change_settings(&colleague(), &settings)
        .await
        .unwrap();
    let back = States {
        figure: Figure::Withdrawal("value/nap-az/beratungen/bmas/2026-06-30".parse().unwrap()),
        reason: Text::new(Lang::DE, "Doppelt gezählt"),
    };
    let address = "bmas/1/withdrawal/value/nap-az/beratungen/bmas/2026-06-30";
    let address = FigureAddress::parse(address).unwrap();
    let (app, other) = (&home.app, colleague());
    app.save_draft(&other, &address, Some(back.clone()), 0)
        .await
        .unwrap();
    app.request_release(&other, &address).await.unwrap();
    let page = home.get(withdraw, "").await;
    has(
        &page,
        &["wm-reading", "130", "Doppelt gezählt", "Zurücknehmen"],
    );
    let entry = home.app.state().size() - 1;
    let release = format!("do=state&draft=1&revision=2&entry={entry}&reads=1");
    let done = home.post(withdraw, &release).await;
    assert_eq!(done.status, 303, "{}", done.text);
    has(
        &home.get(seen, "").await,
        &["zurückgenommen", "Doppelt gezählt"],
    );
    let again = app.state_with(&other, &back, Issuing::default()).await;
    assert_eq!(again.unwrap(), [], "once");
}
