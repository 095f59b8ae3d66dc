// SPDX-License-Identifier: EUPL-1.2
//! The order in which measures of a plan are printed.

use wegmarke_domain::measure::Measure;
use wegmarke_domain::register::Register;

use crate::Ctx;

/// Where a measure stands among those of its plan: field, number and title, with numbers in their
/// own order.
#[must_use]
pub fn order(register: &Register, ctx: &Ctx, measure: &Measure) -> (u64, String, u64, String) {
    let field = measure
        .field
        .value()
        .and_then(|id| register.fields.find(id.as_str()));
    // Behind every number there can be: measures without a field stand last.
    let field = field.map_or("\u{10FFFF}", |field| &*field.number);
    let number = measure.number.value().map_or("", |number| &**number);
    let rank = |text: &str| {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().unwrap_or(u64::MAX)
    };
    (
        rank(field),
        field.to_owned(),
        rank(number),
        ctx.words(&measure.title).to_lowercase(),
    )
}
