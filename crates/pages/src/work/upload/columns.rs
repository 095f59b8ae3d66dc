// SPDX-License-Identifier: EUPL-1.2
//! What the columns of a table mean: each with some of its values, and a list of what it can give.

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::draft::{Slot, list_slots};
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::shape;

use super::{At, Pick, RENAMED, REVISION, Step, choice};
use crate::attribute::name_of;
use crate::frame::Section;
use crate::parts::{Choice, Link, Shown, Table, Tone, Value};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route, subject};

/// Name of the list of what a row is about.
pub const NOUN: &str = "noun";
/// Name of the list of what else it says.
pub const ALSO: &str = "also";
/// Name of the list of languages.
pub const LANGUAGE: &str = "language";
/// Name of the list of plans.
pub const PLAN: &str = "plan";
/// What is chosen there for a plan that is not on record.
pub const NEW_PLAN: &str = "+";
/// Name of the title of a new plan.
pub const PLAN_TITLE: &str = "plan_title";
/// Name of the list of what one's organisation is to a new plan.
pub const PLAN_ROLE: &str = "plan_role";
/// Name of the box for whole files.
pub const COMPLETE: &str = "complete";
/// Name of the list that says whether it is a new version of the plan.
pub const VERSION: &str = "version";
/// Name of the field for the day that the file carries.
pub const VERSION_ON: &str = "version_on";
/// Name of the field for the reason of what is otherwise.
pub const VERSION_REASON: &str = "version_reason";
/// What [`VERSION`] says for a correction of the present version.
pub const SAME_VERSION: &str = "same";
/// Name of the field that says who has to have signed a bundle.
pub const SIGNED_BY: &str = "signed_by";
/// Name of the title under which the mapping is kept.
pub const NAMED: &str = "title";
/// Name of the list of sheets.
pub const SHEET: &str = "sheet";
/// Name of the list of rows that may hold the headings.
pub const HEADING_ROW: &str = "heading_row";
/// Name of the list of own profiles.
pub const OWN: &str = "own";
/// What is chosen for a column that is left out.
pub const IGNORED: &str = "-";

/// Languages that files are offered in.
const LANGUAGES: [&str; 9] = ["de", "en", "fr", "it", "es", "pt", "pl", "nl", "ro"];
/// Signs that may stand between several items, with the ends of their keys.
const SIGNS: [(&str, &str); 4] = [
    (";", "semicolon"),
    (",", "comma"),
    ("|", "bar"),
    ("\n", "line"),
];

/// Where a column goes: noun and attribute of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoesTo {
    /// Of what.
    pub noun: Noun,
    /// Its attribute, such as `title.de`.
    pub attribute: String,
}

impl GoesTo {
    /// As it is sent: `measure:title.de`.
    #[must_use]
    pub fn value(&self) -> String {
        format!("{}:{}", self.noun, self.attribute)
    }

    /// Reads that.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let (noun, attribute) = value.split_once(':')?;
        Some(Self {
            noun: noun.parse().ok()?,
            attribute: attribute.to_owned(),
        })
    }
}

/// A column of the table.
#[derive(Clone, Debug)]
pub struct ColumnParts {
    /// Its heading.
    pub heading: String,
    /// Some of its values.
    pub examples: Vec<String>,
    /// How many cells hold something.
    pub filled: usize,
    /// What it gives; `None`: nothing.
    pub goes_to: Option<GoesTo>,
    /// What separates several items; `None`: it gives no list. Empty: nothing does.
    pub separator: Option<String>,
    /// Whether another column gives the same.
    pub double: bool,
}

/// What the page is made of.
#[derive(Debug)]
pub struct ColumnsParts<'a> {
    /// Who.
    pub bar: Bar,
    /// The upload.
    pub id: &'a str,
    /// Its revision.
    pub revision: u64,
    /// Its file.
    pub file: &'a str,
    /// Whether it is a document that was reviewed.
    pub reviewed: bool,
    /// Until when it is kept.
    pub kept_until: Timestamp,
    /// The title under which the mapping is kept.
    pub title: &'a str,
    /// What a row is about, and what else it says.
    pub nouns: &'a [Noun],
    /// In which language.
    pub language: &'a str,
    /// Whether the file is whole.
    pub complete: bool,
    /// Whether it corrects the present version of its plan; the day that it carries, and the reason.
    pub edition: (bool, &'a str, &'a str),
    /// The keys that signed it and who has to have done so, if it is a bundle.
    pub signed: Option<(String, String)>,
    /// The plan that the file is about, if it is the same for all rows: its id, or [`NEW_PLAN`].
    pub plan: Option<&'a str>,
    /// Plans to choose from.
    pub plans: &'a [PlanId],
    /// Title and role of a new plan.
    pub new_plan: (&'a str, &'a str),
    /// The columns.
    pub columns: &'a [ColumnParts],
    /// The first rows as they stand in the file.
    pub rows: &'a [(u32, Vec<String>)],
    /// The row of the headings; 0: it is no table of rows.
    pub heading_row: u32,
    /// The sheets of the file.
    pub sheets: &'a [String],
    /// The one that is read; `None`: the first.
    pub sheet: Option<&'a str>,
    /// How many rows there are.
    pub count: usize,
    /// Own profiles: name and title.
    pub own: &'a [(String, String)],
    /// Headings that are gone, each with the one that seems to have taken its place: as they are sent,
    /// and in words.
    pub renamed: Vec<(String, String)>,
    /// What has to be put right: words, and the id of the field.
    pub problems: Vec<(String, String)>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/columns.html")]
pub struct Columns {
    f: Frame,
    ways: Vec<Link>,
    steps: Vec<Step>,
    action: String,
    revision: String,
    summary: String,
    problems: Vec<(String, String)>,
    renamed: Vec<(String, String)>,
    lead: String,
    kept: String,
    picture: Table,
    places: Vec<Pick>,
    own: Option<Pick>,
    noun: Pick,
    also: Pick,
    language: Pick,
    plan: Option<OfPlan>,
    complete: bool,
    /// Whose keys signed it, and who has to have.
    signed: Option<(String, String)>,
    /// Whether it is a new version of a plan, with its day and its reason.
    edition: Option<(Pick, String, String)>,
    title: String,
    columns: Vec<OfColumn>,
    profile: String,
}

/// The plan that a file is about.
#[derive(Debug)]
struct OfPlan {
    plan: Pick,
    /// Title and role, where the plan may be new.
    new: Option<(String, Pick)>,
}

/// A column as it is shown.
#[derive(Debug)]
struct OfColumn {
    heading: String,
    examples: Vec<String>,
    filled: String,
    goes_to: Pick,
    separator: Option<Pick>,
}

impl Columns {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: ColumnsParts<'_>) -> Self {
        let title = ctx.t_with("upload-columns-title", &[("file", parts.file.into())]);
        let route = Route::UploadColumns(parts.id);
        let until = ctx.instant(parts.kept_until);
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            steps: super::steps(ctx, parts.id, At::Columns, parts.reviewed),
            action: ctx.href(&route),
            revision: parts.revision.to_string(),
            summary: ctx.tn("form-problems", parts.problems.len()),
            lead: ctx.tn("upload-columns-lead", parts.count),
            kept: ctx.t_with("upload-kept", &[("until", until.into())]),
            picture: picture(ctx, parts.rows, parts.heading_row),
            places: places(ctx, &parts),
            own: own(ctx, parts.own),
            noun: noun(ctx, NOUN, parts.nouns.first().copied(), false),
            also: noun(ctx, ALSO, parts.nouns.get(1).copied(), true),
            language: language(ctx, parts.language),
            plan: plan(register, ctx, &parts),
            complete: parts.complete,
            signed: parts.signed.clone().map(|(keys, by)| {
                (
                    ctx.t_with("upload-signed-by-hint", &[("keys", keys.into())]),
                    by,
                )
            }),
            edition: edition(ctx, &parts),
            title: parts.title.to_owned(),
            columns: parts
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| of_column(ctx, &parts, at, column))
                .collect(),
            profile: ctx.href(&Route::UploadProfile(parts.id)),
            renamed: parts.renamed,
            problems: parts.problems,
        }
    }
}

/// What of a plan is otherwise makes a new version of it, or corrects the present one.
fn edition(ctx: &Ctx, parts: &ColumnsParts<'_>) -> Option<(Pick, String, String)> {
    let (same, on, reason) = parts.edition;
    let chosen = if same { SAME_VERSION } else { "new" };
    let choices = [
        ("new", "record-new-version"),
        (SAME_VERSION, "record-same-version"),
    ];
    let pick = Pick {
        name: VERSION.to_owned(),
        label: ctx.t("record-version"),
        hint: ctx.t("upload-version-hint"),
        choices: choices
            .into_iter()
            .map(|(value, key)| choice(value, ctx.t(key), chosen))
            .collect(),
        ..Pick::default()
    };
    let of_plan = parts.nouns.iter().any(|noun| noun.is_plan_text());
    of_plan.then(|| (pick, on.to_owned(), reason.to_owned()))
}

/// The first rows as a table, with the numbers and letters that a spreadsheet gives them.
fn picture(ctx: &Ctx, rows: &[(u32, Vec<String>)], heading_row: u32) -> Table {
    let blank = |cell: &String| cell.trim().is_empty();
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let letters = (0..width).map(letter);
    let head = std::iter::once(ctx.t("upload-row"))
        .chain(letters)
        .collect();
    let mut table = Table::new(ctx.t("upload-picture"), head, ctx.t("upload-no-rows"));
    for (number, cells) in rows {
        let cells = (0..width).map(|at| match cells.get(at).filter(|cell| !blank(cell)) {
            Some(cell) => Value::Text(Shown::plain(cell)),
            None => Value::Missing(ctx.t("upload-blank")),
        });
        let mut first = Value::Plain(number.to_string());
        if *number == heading_row {
            first = first.with(Value::badge(ctx.t("upload-heading"), Tone::Info));
        }
        table.push(std::iter::once(first).chain(cells).collect());
    }
    table
}

/// A column as a spreadsheet calls it: A, B, …, Z, AA.
fn letter(at: usize) -> String {
    let of = |n: usize| u8::try_from(n % 26).map_or('?', |n| char::from(b'A' + n));
    match at.checked_sub(26) {
        None => of(at).to_string(),
        Some(rest) => format!("{}{}", of(rest / 26), of(rest)),
    }
}

/// The sheet, where there are several, and the row of the headings.
fn places(ctx: &Ctx, parts: &ColumnsParts<'_>) -> Vec<Pick> {
    let mut picks = Vec::new();
    let first = parts.sheets.first().map(String::as_str);
    let sheet = parts.sheet.or(first).unwrap_or_default();
    if parts.sheets.len() > 1 {
        let sheets = parts.sheets.iter();
        picks.push(Pick {
            name: SHEET.to_owned(),
            label: ctx.t("upload-sheet"),
            choices: sheets
                .map(|name| choice(name, name.clone(), sheet))
                .collect(),
            ..Pick::default()
        });
    }
    if parts.heading_row > 0 {
        let chosen = parts.heading_row.to_string();
        let filled = |cells: &[String]| cells.iter().any(|cell| !cell.trim().is_empty());
        let rows = parts.rows.iter().filter(|(_, cells)| filled(cells));
        let rows = rows.map(|(number, cells)| {
            let seen: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
            let seen = seen.into_iter().filter(|cell| !cell.is_empty());
            let seen = seen.take(4).collect::<Vec<_>>().join(" · ");
            let seen = Shown::plain(&seen).short(80).words;
            let args = [("n", u64::from(*number).into()), ("cells", seen.into())];
            choice(
                &number.to_string(),
                ctx.t_with("upload-heading-row-of", &args),
                &chosen,
            )
        });
        picks.push(Pick {
            name: HEADING_ROW.to_owned(),
            label: ctx.t("upload-heading-row"),
            hint: ctx.t("upload-heading-row-hint"),
            choices: rows.collect(),
            ..Pick::default()
        });
    }
    picks
}

fn own(ctx: &Ctx, own: &[(String, String)]) -> Option<Pick> {
    let first = choice("", ctx.t("upload-own-none"), "");
    let rest = own
        .iter()
        .map(|(name, title)| choice(name, title.clone(), ""));
    (!own.is_empty()).then(|| Pick {
        name: OWN.to_owned(),
        label: ctx.t("upload-own"),
        hint: ctx.t("upload-own-hint"),
        choices: std::iter::once(first).chain(rest).collect(),
        ..Pick::default()
    })
}

fn noun(ctx: &Ctx, name: &str, chosen: Option<Noun>, may_be_none: bool) -> Pick {
    let chosen = chosen.map_or("", Noun::as_str);
    let nouns = Noun::list_imported().filter(|noun| !list_slots(*noun).is_empty());
    let nouns = nouns.filter(|noun| *noun != Noun::Finding);
    let nouns = nouns.map(|noun| {
        let noun = noun.as_str();
        choice(noun, ctx.word("nouns", noun), chosen)
    });
    let none = may_be_none.then(|| choice("", ctx.t("upload-also-none"), chosen));
    Pick {
        name: name.to_owned(),
        label: ctx.word("upload", name),
        hint: ctx.word("upload-hint", name),
        choices: none.into_iter().chain(nouns).collect(),
        ..Pick::default()
    }
}

fn language(ctx: &Ctx, chosen: &str) -> Pick {
    let other = (!LANGUAGES.contains(&chosen)).then_some(chosen);
    let all = LANGUAGES.into_iter().chain(other);
    let name = |code: &str| {
        let known = ctx.locale().find_word("language-in", code);
        known.unwrap_or_else(|| code.to_owned())
    };
    Pick {
        name: LANGUAGE.to_owned(),
        label: ctx.t("upload-language"),
        hint: ctx.t("upload-hint-language"),
        choices: all.map(|code| choice(code, name(code), chosen)).collect(),
        ..Pick::default()
    }
}

/// Asked where rows belong to a plan and no column names it.
fn plan(register: &Register, ctx: &Ctx, parts: &ColumnsParts<'_>) -> Option<OfPlan> {
    let chosen = parts.plan?;
    let wrong = |name: &str| {
        let mut problems = parts.problems.iter();
        problems
            .find(|(_, field)| field == name)
            .map(|(words, _)| words.clone())
    };
    let first = choice("", ctx.t("form-choose"), chosen);
    let known = parts.plans.iter().map(|plan| {
        let name = subject::choice(register, ctx, &plan.subject());
        choice(plan.as_str(), name, chosen)
    });
    let new = choice(NEW_PLAN, ctx.t("upload-plan-new"), chosen);
    let plan = Pick {
        name: PLAN.to_owned(),
        label: ctx.t("upload-plan"),
        hint: ctx.t("upload-hint-plan"),
        wrong: wrong(PLAN),
        choices: std::iter::once(first).chain(known).chain([new]).collect(),
        ..Pick::default()
    };
    let (title, role) = parts.new_plan;
    let roles = ["lead", "coordination"];
    let role = Pick {
        name: PLAN_ROLE.to_owned(),
        label: ctx.t("upload-plan-role"),
        choices: roles
            .map(|code| choice(code, ctx.word("upload-plan-role", code), role))
            .to_vec(),
        ..Pick::default()
    };
    let new = (chosen == NEW_PLAN).then(|| (title.to_owned(), role));
    Some(OfPlan { plan, new })
}

fn of_column(ctx: &Ctx, parts: &ColumnsParts<'_>, at: usize, column: &ColumnParts) -> OfColumn {
    let chosen = column
        .goes_to
        .as_ref()
        .map_or(IGNORED.to_owned(), GoesTo::value);
    let groups = parts.nouns.iter().map(|noun| {
        let targets = list_targets(ctx, *noun, parts.language, column.goes_to.as_ref());
        let choices = targets
            .into_iter()
            .map(|(target, label)| choice(&target.value(), label, &chosen));
        (ctx.word("noun", noun.as_str()), choices.collect())
    });
    let name = format!("c{at}");
    let goes_to = Pick {
        label: ctx.t("upload-goes-to"),
        of: column.heading.clone(),
        wrong: column.double.then(|| ctx.t("upload-double")),
        choices: vec![choice(IGNORED, ctx.t("upload-ignored"), &chosen)],
        groups: groups.collect(),
        name,
        ..Pick::default()
    };
    let separator = column.separator.as_ref().map(|sign| {
        let none = choice("", ctx.word("upload-separator", "none"), sign);
        let signs = SIGNS.iter().map(|(of, end)| {
            let label = ctx.word("upload-separator", end);
            Choice {
                chosen: *of == sign,
                value: (*end).to_owned(),
                label,
            }
        });
        Pick {
            name: format!("s{at}"),
            label: ctx.t("upload-separator"),
            of: column.heading.clone(),
            choices: std::iter::once(none).chain(signs).collect(),
            ..Pick::default()
        }
    });
    OfColumn {
        heading: column.heading.clone(),
        examples: column.examples.clone(),
        filled: ctx.t_with(
            "upload-filled",
            &[("n", column.filled.into()), ("total", parts.count.into())],
        ),
        goes_to,
        separator,
    }
}

impl Columns {
    /// The name under which the revision goes.
    const REVISION: &'static str = REVISION;
    const RENAMED: &'static str = RENAMED;
    const SIGNED_BY: &'static str = SIGNED_BY;

    /// The sign that a value of a list of separators means; `None`: none of them.
    #[must_use]
    pub fn find_sign(value: &str) -> Option<&'static str> {
        let mut signs = SIGNS.iter();
        signs.find(|(_, end)| *end == value).map(|(sign, _)| *sign)
    }
}

/// What a column may give of a noun, with words: texts in the language of the file, in both languages
/// of the pages, and in the one that it gives now.
#[must_use]
pub fn list_targets(
    ctx: &Ctx,
    noun: Noun,
    language: &str,
    now: Option<&GoesTo>,
) -> Vec<(GoesTo, String)> {
    let mut targets = Vec::new();
    for slot in list_slots(noun) {
        let Some(stem) = slot.name.strip_suffix(".*") else {
            let attribute = slot.name.to_string();
            targets.push((GoesTo { noun, attribute }, slot_name(ctx, noun, &slot)));
            continue;
        };
        let own = now.filter(|now| now.noun == noun);
        let own = own.and_then(|now| now.attribute.strip_prefix(stem)?.strip_prefix('.'));
        let mut languages = vec![language];
        languages.extend(own.into_iter().chain(["de", "en"]));
        let mut seen = Vec::new();
        for language in languages {
            if seen.contains(&language) {
                continue;
            }
            seen.push(language);
            let name = ctx.locale().find_word("language-in", language);
            let args = [
                ("name", slot_name(ctx, noun, &slot).into()),
                (
                    "language",
                    name.unwrap_or_else(|| language.to_owned()).into(),
                ),
            ];
            let attribute = format!("{stem}.{language}");
            targets.push((
                GoesTo { noun, attribute },
                ctx.t_with("upload-in-language", &args),
            ));
        }
    }
    targets
}

/// What an attribute of a profile is called: the attribute's own name, and the part of it.
fn slot_name(ctx: &Ctx, noun: Noun, slot: &Slot) -> String {
    let name = slot.name.trim_end_matches(".*");
    let (column, part) = match name.split_once('.') {
        Some((column, part)) => (column, Some(part)),
        None => (name, None),
    };
    let mut leaves = shape::leaves(noun.attributes()).into_iter();
    let attribute = leaves.find(|attribute| attribute.column == Some(column));
    let words = name_of(
        ctx,
        noun,
        attribute.map_or(column, |attribute| attribute.name),
    );
    match part {
        None => words,
        Some(part) => {
            let part = ctx.word("upload-part", part);
            ctx.t_with(
                "upload-part-of",
                &[("name", words.into()), ("part", part.into())],
            )
        }
    }
}

/// What a column gives, in words.
pub(super) fn target_name(ctx: &Ctx, target: &GoesTo) -> String {
    let slots = list_slots(target.noun);
    let slot = slots.iter().find(|slot| slot.is_meant(&target.attribute));
    slot.map_or_else(
        || target.attribute.clone(),
        |slot| slot_name(ctx, target.noun, slot),
    )
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{ColumnParts, Columns, ColumnsParts, GoesTo, NEW_PLAN};
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use wegmarke_domain::id::PlanId;
    use wegmarke_domain::noun::Noun;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (query, nouns, plan) in [
            ("", &[Noun::Measure][..], Some("qx-plan")),
            ("new", &[Noun::Measure, Noun::Evidence][..], Some(NEW_PLAN)),
            ("own", &[Noun::Recommendation][..], None),
        ] {
            let columns = columns(wording, nouns.first().copied().unwrap_or(Noun::Measure));
            let rows: Vec<(u32, Vec<String>)> = (1..4)
                .map(|row| (row, vec![wording.words("cell"), String::new()]))
                .collect();
            let sheets = ["one", "two"].map(|name| wording.words(name));
            let own = [("qxown".to_owned(), wording.words("own"))];
            let title = wording.words("title");
            let problems = vec![
                (wording.words("problem"), "plan".to_owned()),
                (wording.words("problem"), String::new()),
            ];
            let file = wording.words("file");
            samples.page(&Route::UploadColumns("qx1"), query, |r, c| {
                let parts = ColumnsParts {
                    bar: wording.bar(),
                    id: "qx1",
                    revision: 3,
                    file: &file,
                    reviewed: false,
                    kept_until: jiff::Timestamp::UNIX_EPOCH,
                    title: &title,
                    nouns,
                    language: "pt",
                    complete: plan.is_some(),
                    signed: plan
                        .is_none()
                        .then(|| ("ab".repeat(32), wording.words("signer"))),
                    edition: (plan.is_some(), "2026-03-01", &file),
                    plan,
                    plans: &[PlanId::new("qx-plan")],
                    new_plan: (&title, "lead"),
                    columns: &columns,
                    rows: &rows,
                    heading_row: u32::from(plan.is_some()),
                    sheets: &sheets,
                    renamed: if plan.is_some() {
                        vec![("qx\nqx".to_owned(), wording.words("renamed"))]
                    } else {
                        Vec::new()
                    },
                    sheet: None,
                    count: 2,
                    own: if plan.is_some() { &own } else { &[] },
                    problems: if plan.is_some() { problems } else { Vec::new() },
                };
                Columns::build(r, c, parts)
            });
        }
    }

    fn columns(wording: Wording, noun: Noun) -> Vec<ColumnParts> {
        let column = |attribute: Option<&str>, separator: Option<&str>| ColumnParts {
            heading: wording.words("heading"),
            examples: vec![wording.words("example"); 5],
            filled: 2,
            goes_to: attribute.map(|attribute| GoesTo {
                noun,
                attribute: attribute.to_owned(),
            }),
            separator: separator.map(str::to_owned),
            double: separator.is_some(),
        };
        vec![
            column(Some("title.it"), None),
            column(Some("lead"), Some(";")),
            column(None, None),
        ]
    }
}
