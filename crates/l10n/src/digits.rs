// SPDX-License-Identifier: EUPL-1.2
//! Digits with the marks of a language between them.

use fluent::FluentValue;

use crate::lang::Lang;

/// Thousands mark and decimal mark.
pub(crate) const fn separators(lang: Lang) -> (char, char) {
    match lang {
        Lang::De => ('.', ','),
        Lang::En | Lang::Pseudo => (',', '.'),
    }
}

/// Puts marks into plain digits such as `-1234567.50`.
pub(crate) fn group(plain: &str, (thousands, point): (char, char)) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::with_capacity(plain.len() + 4);
    out.push_str(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

fn value(value: &FluentValue<'_>, marks: (char, char)) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(group(&n.as_string(), marks)),
        _ => None,
    }
}

pub(crate) fn de_value<M>(v: &FluentValue<'_>, _: &M) -> Option<String> {
    value(v, separators(Lang::De))
}

pub(crate) fn en_value<M>(v: &FluentValue<'_>, _: &M) -> Option<String> {
    value(v, separators(Lang::En))
}
