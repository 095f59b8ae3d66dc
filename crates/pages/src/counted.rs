// SPDX-License-Identifier: EUPL-1.2
//! Every sentence that counts leads to a list of just as many: on every page that has such sentences, for
//! registers that nobody thought of, on any day, in both languages.

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::Findings;
use wegmarke_l10n::Lang;

use crate::samples::generated;
use crate::url::Decoded;
use crate::{
    Ctx, Page, Route, Site, arrangement, balance, changes, coverage, finding, measure, mechanism,
    milestone, money, monitoring, organisation, plan, question, recommendation, schedule, standard,
    start,
};

/// A page with lists of any length, as it is made into a file.
struct Reader<'a> {
    register: &'a Register,
    findings: &'a Findings,
    lang: Lang,
    today: Date,
}

impl Reader<'_> {
    fn ctx(&self, path: &str, query: &str) -> Ctx {
        let mut ctx = Ctx::new(Arc::new(Site::default()), self.lang, path, query);
        ctx.today = self.today;
        ctx.entries = self.register.size();
        ctx.whole = true;
        ctx
    }

    /// The page at an address of ours without its language.
    fn read(&self, address: &str) -> Option<Html> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let ctx = &self.ctx(path, query);
        let (register, findings) = (self.register, self.findings);
        let decoded = Decoded::of(path);
        fn html(page: impl Page) -> String {
            page.html().unwrap()
        }
        let html = match Route::parse(&decoded)? {
            Route::Start => html(start::Page::build(register, ctx)),
            Route::Plan(id) => html(plan::Page::find(register, findings, id, ctx)?),
            Route::Monitoring(id) => html(monitoring::Page::find(register, id, ctx)?),
            Route::Balance(id) => html(balance::Page::find(register, id, ctx)?),
            Route::Money(id) => html(money::Page::find(register, id, ctx)?),
            Route::AllMoney => html(money::Page::build(register, ctx)),
            Route::Time(id) => html(schedule::Page::find(register, id, ctx)?),
            Route::Milestones(id) => html(milestone::List::find(register, id, ctx)?),
            Route::Measures => html(measure::List::build(register, ctx)),
            Route::Measure(id) => html(measure::Page::find(register, findings, id, ctx)?),
            Route::Organisation(id) => html(organisation::Page::find(register, findings, id, ctx)?),
            Route::Briefing(id) => html(organisation::Briefing::find(register, id, ctx)?),
            Route::Question(name) => html(question::Page::find(register, name, ctx)?),
            Route::Recommendations => html(recommendation::List::build(register, ctx)),
            Route::Coverage => html(coverage::Page::build(register, ctx)),
            Route::Mechanism => html(mechanism::Page::build(register, ctx)),
            Route::Answers => html(mechanism::Answers::build(register, ctx)),
            Route::Standards => html(standard::List::build(register, ctx)),
            Route::Arrangements => html(arrangement::List::build(register, ctx)),
            Route::Changes => html(changes::Page::build(register, ctx)),
            Route::Findings => html(finding::List::build(register, findings, ctx)),
            _ => return None,
        };
        Some(Html::parse_document(&html))
    }
}

fn css(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Rows of the list at an address: of the table below what `#…` names, else of the last one of the page
/// that is no part of a chart.
fn count(html: &Html, at: Option<&str>) -> usize {
    let tables: Vec<ElementRef<'_>> = html.select(&css("main table")).collect();
    let table = match at {
        Some(id) => {
            let wanted = css(&format!("[id='{id}']"));
            let mut named = html.select(&wanted);
            let named = named.next().unwrap_or_else(|| panic!("#{id} is not there"));
            // The id stands at the section or at its heading.
            let within = match named.value().name() {
                "h2" | "h3" => ElementRef::wrap(named.parent().unwrap()).unwrap(),
                _ => named,
            };
            within.select(&css("table")).next()
        }
        None => {
            let is_of_chart = |table: &ElementRef<'_>| {
                let mut around = table.ancestors().filter_map(ElementRef::wrap);
                around.any(|one| one.value().name() == "figure")
            };
            tables.into_iter().rev().find(|table| !is_of_chart(table))
        }
    };
    table.map_or(0, |table| table.select(&css("tbody tr")).count())
}

/// Pages with sentences that count.
const PAGES: [&str; 18] = [
    "/",
    "/plan/qx-plan",
    "/plan/qx-other",
    "/plan/qx-plan/monitoring",
    "/plan/qx-plan/balance",
    "/plan/qx-plan/balance?by=form",
    "/plan/qx-plan/money",
    "/plan/qx-other/money",
    "/money",
    "/plan/qx-plan/time",
    "/plan/qx-other/time",
    "/coverage",
    "/mechanism",
    "/changes?since=2000-01-01&until=2100-01-01",
    "/organisation/qx-new",
    "/organisation/qx-kok",
    "/organisation/qx-rapporteur",
    "/measure/qx-plan/1",
];

/// Whether a number stands in words: as digits, or, of one, as a word.
fn says(words: &str, n: usize, lang: Lang) -> bool {
    let written = wegmarke_l10n::Locale::of(lang).count(n);
    let digits = |c: char| !c.is_ascii_digit();
    let is_there = words.split(digits).any(|part| part == written);
    is_there || n <= 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_sentence_counts_exactly_the_list_that_it_leads_to(
        made in generated::anything(),
        ahead in 0_i32..1_500,
        is_german in any::<bool>(),
    ) {
        let register = made.register();
        let today = date(2024, 12, 1).saturating_add(jiff::Span::new().days(ahead));
        let findings = Findings::of(&register, today);
        let lang = if is_german { Lang::De } else { Lang::En };
        let reader = Reader { register: &register, findings: &findings, lang, today };
        for page in PAGES {
            let Some(html) = reader.read(page) else {
                continue;
            };
            for one in html.select(&css("[data-n]")) {
                let n: usize = one.value().attr("data-n").unwrap().parse().unwrap();
                let link = one.select(&css("a")).next().unwrap();
                let href = link.value().attr("href").unwrap();
                let words = link.text().collect::<String>();
                let prefix = format!("/{}", lang.code());
                let (address, at) = match href.split_once('#') {
                    Some((address, at)) => (address, Some(at)),
                    None => (href, None),
                };
                let listed = match address.is_empty() {
                    true => count(&html, at),
                    false => {
                        let rest = address.strip_prefix(&prefix).unwrap();
                        let rest = if rest.is_empty() { "/" } else { rest };
                        let Some(there) = reader.read(rest) else {
                            return Err(TestCaseError::fail(format!("{page}: {words}: nothing at {href}")));
                        };
                        count(&there, at)
                    }
                };
                prop_assert_eq!(n, listed, "{}: {} ({})", page, words, href);
                prop_assert!(says(&words, n, lang), "{}: {} does not say {}", page, words, n);
            }
        }
    }
}

/// The test above finds something to compare: a register in which everything happens has sentences of
/// every kind.
#[test]
fn there_are_sentences_to_compare() {
    let register = crate::samples::register_of(crate::samples::Wording::Typical);
    let today = date(2026, 11, 23);
    let findings = Findings::of(&register, today);
    let reader = Reader {
        register: &register,
        findings: &findings,
        lang: Lang::De,
        today,
    };
    for page in [
        "/plan/qx-plan",
        "/organisation/qx-new",
        "/coverage",
        "/money",
        "/mechanism",
    ] {
        let html = reader.read(page).unwrap();
        let sentences = html.select(&css("ul.wm-sentences [data-n]")).count();
        assert!(sentences >= 2, "{page} has {sentences}");
    }
}
