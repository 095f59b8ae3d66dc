// SPDX-License-Identifier: EUPL-1.2
//! The core of the register in the browser: stated and corrected in a form by whom it belongs to, looked
//! at before it is public, and refused to everybody else.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use wegmarke_domain::hand::Hand;
use wegmarke_domain::text::Lang;

use crate::buttons::{Answer, Home, home};

impl Home {
    /// Sends a form, and goes on to what it would do; gives the address and the page.
    async fn types(&self, form: &str, body: &str) -> (String, Answer) {
        let body = body.strip_prefix("do=look&").unwrap_or(body);
        let sent = self.post(form, &format!("do=look&{body}")).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let location = sent.text.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("location")
                .then(|| value.to_owned())
        });
        let next = location.unwrap();
        let page = self.get(&next, "").await;
        assert_eq!(page.status, 200, "{}", page.text);
        (next, page)
    }

    /// Says yes to what a page shows.
    async fn says_yes(&self, address: &str, page: &Answer) -> Answer {
        let field = |name: &str| {
            let (_, rest) = page
                .text
                .split_once(&format!("name=\"{name}\" value=\""))
                .unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let body = format!(
            "do=write&revision={}&print={}",
            field("revision"),
            field("print")
        );
        self.post(address, &body).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_a_plan_states_and_corrects_a_measure_in_a_form() {
    let home = home().await;
    let register = || home.app.state();
    let version = register().register.newest_version("nap-az");
    let form = "/de/work/record/measure";
    let page = home.get(&format!("{form}?plan=nap-az"), "").await;
    assert_eq!(page.status, 200, "{}", page.text);
    let missing = home
        .post(form, "do=look&plan=nap-az&title=&version=same")
        .await;
    assert_eq!(missing.status, 422, "{}", missing.text);
    let body = "plan=nap-az&version=same&title=Neue+Beratungsstelle&lead=BMAS&number=99";
    let (address, seen) = home.types(form, body).await;
    assert!(seen.text.contains("Neue Beratungsstelle"), "{}", seen.text);
    let size = register().size();
    let done = home.says_yes(&address, &seen).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let id = "nap-az/neue-beratungsstelle";
    let state = register();
    let measure = state.register.measures.find(id).unwrap();
    assert_eq!(measure.title.find(Lang::DE), Some("Neue Beratungsstelle"));
    assert_eq!(
        state.register.newest_version("nap-az"),
        version,
        "a correction"
    );
    let line = state.register.find_line(size).unwrap();
    assert_eq!((line.by.as_str(), line.hand), ("bmas", Hand::Account));
    // Otherwise, with a reason, as a new version; what the form does not name goes.
    let page = home.get(&format!("{form}?plan=nap-az&id={id}"), "").await;
    assert!(
        page.text.contains("value=\"Neue Beratungsstelle\""),
        "{}",
        page.text
    );
    let body = format!(
        "plan=nap-az&id={id}&version=new&version.on=2026-03-01&title=Neue+Beratungsstellen&lead=bmas&reason=Es+sind+zwei"
    );
    let (address, seen) = home.types(form, &body).await;
    let done = home.says_yes(&address, &seen).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let state = register();
    let measure = state.register.measures.find(id).unwrap();
    assert_eq!(measure.title.find(Lang::DE), Some("Neue Beratungsstellen"));
    assert!(measure.number.is_not_stated());
    assert_eq!(state.register.newest_version("nap-az"), version + 1);
    let opened = state.register.list_versions("nap-az").next_back().unwrap();
    assert_eq!(opened.dated_on.to_string(), "2026-03-01");
    let reason = opened.version.reason.as_ref().unwrap();
    assert_eq!(reason.find(Lang::DE), Some("Es sind zwei"));
    let last = state.register.log().last().unwrap().seq;
    let reason = state.register.find_reason(last).unwrap();
    assert_eq!(reason.find(Lang::DE), Some("Es sind zwei"));
    // It is in the list of what is theirs.
    let list = home.get("/de/work/records?noun=measure", "").await;
    assert!(list.text.contains("Neue Beratungsstellen"), "{}", list.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_is_told_who_may_and_nothing_is_written() {
    let home = home().await;
    let size = home.app.state().size();
    // A measure of a plan that somebody else coordinates.
    let body = "do=look&plan=nap-mh&version=same&title=Mehr+Beratung";
    let (address, seen) = home.types("/de/work/record/measure", body).await;
    assert!(seen.text.contains("BMBFSFJ"), "{}", seen.text);
    assert!(!seen.text.contains("value=\"write\""), "no button for it");
    let field = seen.text.split_once("name=\"print\" value=\"");
    let print = field.map_or("", |(_, rest)| rest.split('"').next().unwrap());
    let forced = home
        .post(&address, &format!("do=write&revision=2&print={print}"))
        .await;
    assert_ne!(forced.status, 303, "{}", forced.text);
    assert_eq!(home.app.state().size(), size);
    // A demand is one's own, whoever the form names.
    let (address, seen) = home
        .types(
            "/de/work/record/recommendation",
            "issuer=kok&title=Mehr+Beratung",
        )
        .await;
    let done = home.says_yes(&address, &seen).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let state = home.app.state();
    let mut own = state.register.recommendations.list();
    assert!(own.any(|one| one.issuer.as_str() == "bmas"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_plan_belongs_to_who_it_names_as_its_coordination() {
    let home = home().await;
    let body = "title=Zweiter+Plan&short=P2&coordination=bmas&lead=BMAS&adopted_on=2026-01-31";
    let (address, seen) = home.types("/de/work/record/plan", body).await;
    let done = home.says_yes(&address, &seen).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let state = home.app.state();
    assert_eq!(state.register.newest_version("p2"), 1);
    let body = "plan=p2&version=same&number=1&title=Schutz";
    let (address, seen) = home.types("/de/work/record/field", body).await;
    let done = home.says_yes(&address, &seen).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let body = "plan=p2&version=same&title=Erste&field=p2/1";
    let (address, seen) = home.types("/de/work/record/measure", body).await;
    let done = home.says_yes(&address, &seen).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let state = home.app.state();
    assert_eq!(
        state.register.newest_version("p2"),
        1,
        "all in its first version"
    );
    let measure = state.register.measures.find("p2/erste").unwrap();
    assert_eq!(measure.field.value().map(|id| id.as_str()), Some("p2/1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stated_is_taken_back_with_a_reason_from_the_list() {
    let home = home().await;
    let body = "title=Mehr+Beratung&version=same";
    let (address, seen) = home.types("/de/work/record/recommendation", body).await;
    assert_eq!(home.says_yes(&address, &seen).await.status, 303);
    let state = home.app.state();
    let mut own = state.register.recommendations.list();
    let id = own
        .find(|one| one.issuer.as_str() == "bmas")
        .unwrap()
        .id
        .clone();
    let form = format!("/de/work/figure/withdrawal/recommendation/{id}");
    let list = home.get("/de/work/records?noun=recommendation", "").await;
    assert!(list.text.contains(&form), "{}", list.text);
    let page = home.get(&form, "").await;
    assert_eq!(page.status, 200, "{}", page.text);
    let entry = page.text.split_once("name=\"entry\" value=\"").unwrap().1;
    let entry = entry.split('"').next().unwrap();
    let body = |reason: &str| format!("do=state&revision=0&entry={entry}&reason={reason}");
    let silent = home.post(&form, &body("")).await;
    assert_eq!(silent.status, 422, "{}", silent.text);
    let done = home.post(&form, &body("Schon+erf%C3%BCllt")).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert!(
        done.text.contains("/de/work/records?said="),
        "{}",
        done.text
    );
    assert!(
        home.app
            .state()
            .register
            .recommendations
            .find(id.as_str())
            .is_none()
    );
    let public = home.get(&format!("/de/recommendation/{id}"), "").await;
    assert!(
        public.text.contains("zurückgenommen: Schon erfüllt"),
        "{}",
        public.text
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_stated_has_no_form_to_take_it_back_but_tells_who_does() {
    let home = home().await;
    let state = home.app.state();
    let theirs = state.register.measures.list_of("nap-mh").next().unwrap();
    let form = format!("/de/work/figure/withdrawal/measure/{}", theirs.id);
    for answer in [
        home.get(&form, "").await,
        home.post(&form, "do=state&revision=0&reason=So").await,
    ] {
        assert_eq!(answer.status, 403, "{}", answer.text);
        assert!(answer.text.contains("BMBFSFJ"), "{}", answer.text);
    }
    assert_eq!(home.app.state().size(), state.size());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_of_the_measure_of_others_is_looked_at_and_proposed() {
    let home = home().await;
    let state = home.app.state();
    let theirs = state.register.measures.list_of("nap-mh").next().unwrap();
    let (id, form) = (theirs.id.to_string(), "/de/work/record/measure");
    let page = home.get(&format!("{form}?plan=nap-mh&id={id}"), "").await;
    assert!(
        page.text.contains("BMBFSFJ") && page.text.contains("Berichtigung"),
        "{}",
        page.text
    );
    let typed = |more: &str| {
        let mut typed: Vec<(String, String)> = fields(&page.text);
        typed.retain(|(name, _)| !matches!(&**name, "title" | "reason"));
        let typed = typed
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)));
        format!(
            "{}&title=Ganz+anders{more}",
            typed.collect::<Vec<_>>().join("&")
        )
    };
    let silent = home.post(form, &typed("&do=look")).await;
    assert_eq!(silent.status, 422, "{}", silent.text);
    assert!(
        silent.text.contains("id=\"reason-error\""),
        "{}",
        silent.text
    );
    let seen = home
        .post(form, &typed("&do=look&reason=Steht+so+im+Plan"))
        .await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    assert!(
        seen.text.contains("Vorschlag veröffentlichen"),
        "{}",
        seen.text
    );
    assert_eq!(home.app.state().size(), state.size(), "nothing is said yet");
    // What was not looked at is not proposed.
    let unseen = home
        .post(form, &typed("&do=propose&print=x&reason=So"))
        .await;
    assert_eq!(unseen.status, 200, "{}", unseen.text);
    let print = fields(&seen.text)
        .into_iter()
        .find(|(name, _)| name == "print");
    let print = escaped(&print.unwrap().1);
    let more = format!("&do=propose&print={print}&reason=Steht+so+im+Plan");
    let done = home.post(form, &typed(&more)).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert!(done.text.contains("#corrections"), "{}", done.text);
    let public = home.get(&format!("/de/measure/{id}"), "").await;
    for words in ["Ganz anders", "Steht so im Plan", "noch nicht entschieden"] {
        assert!(public.text.contains(words), "no {words}: {}", public.text);
    }
    let stated = home.get("/de/work/records?state=open", "").await;
    assert!(
        stated.text.contains("Berichtigung vorgeschlagen"),
        "{}",
        stated.text
    );
    let unknown = home.post(form, &typed("&do=sing")).await;
    assert_eq!(unknown.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_owners_sees_what_the_first_changed() {
    let home = home().await;
    let state = home.app.state();
    let measure = state.register.measures.list_of("nap-az").next().unwrap();
    let form = "/de/work/record/measure";
    let address = format!("{form}?plan=nap-az&id={}", measure.id);
    let page = home.get(&address, "").await;
    let typed = |page: &Answer, title: &str| {
        let mut typed = fields(&page.text);
        typed.retain(|(name, _)| !matches!(&**name, "title" | "reason" | "do"));
        let typed = typed
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)));
        format!(
            "{}&title={title}&reason=So",
            typed.collect::<Vec<_>>().join("&")
        )
    };
    // The first of them was quicker.
    let (first, seen) = home.types(form, &typed(&page, "Zuerst")).await;
    assert_eq!(home.says_yes(&first, &seen).await.status, 303);
    let late = home
        .post(form, &format!("do=look&{}", typed(&page, "Danach")))
        .await;
    assert_eq!(late.status, 422, "{}", late.text);
    assert!(
        late.text.contains("Zuerst") && late.text.contains("value=\"Danach\""),
        "{}",
        late.text
    );
    // Who has seen it decides.
    let (second, seen) = home.types(form, &typed(&late, "Danach")).await;
    assert_eq!(home.says_yes(&second, &seen).await.status, 303);
    let state = home.app.state();
    let measure = state.register.measures.find(measure.id.as_str()).unwrap();
    assert_eq!(measure.title.find(Lang::DE), Some("Danach"));
}

/// The fields of the first form of a page that a browser would send, without its buttons.
fn fields(page: &str) -> Vec<(String, String)> {
    let plain = |text: &str| {
        let text = text
            .replace("&#34;", "\"")
            .replace("&quot;", "\"")
            .replace("&#39;", "'");
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&")
            .replace("&amp;", "&")
    };
    let form = page
        .split("<form")
        .find(|form| form.contains("name=\"title\""))
        .unwrap();
    let form = form.split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(plain(rest.split('"').next()?))
    };
    let mut fields = Vec::new();
    for tag in form.split('<').skip(1) {
        let (tag, rest) = tag.split_once('>').unwrap_or((tag, ""));
        let Some(name) = attribute(tag, "name") else {
            if tag.starts_with("option") && tag.contains(" selected") {
                let value = attribute(tag, "value").unwrap_or_default();
                if let Some((_, last)) = fields.last_mut() {
                    *last = value;
                }
            }
            continue;
        };
        let boxed = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
        if tag.starts_with("button") || (boxed && !tag.contains(" checked")) {
            continue;
        }
        let value = match tag.starts_with("textarea") {
            true => plain(rest),
            false => attribute(tag, "value").unwrap_or_default(),
        };
        fields.push((name, value));
    }
    fields
}

fn escaped(text: &str) -> String {
    let byte = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.as_bytes().iter().map(byte).collect()
}
