// SPDX-License-Identifier: EUPL-1.2
//! What people type about themselves, and what is wrong with it.

use wegmarke_domain::problem::{Problem, codes};

/// Longest part of a domain between two dots, in its plain form (RFC 1035).
const LONGEST_LABEL: usize = 63;

/// An address as it is kept, compared and written to: small letters, and its domain as mail servers
/// read it ("müller.example" is "xn--mller-kva.example"). Also for what is no address.
pub(crate) fn plain_mail(text: &str) -> String {
    let text = text.trim();
    match text.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{}", local.to_lowercase(), plain_domain(domain)),
        None => text.to_lowercase(),
    }
}

/// A domain as mail servers read it; what is none stays as it is, in small letters.
pub(super) fn plain_domain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    idna::domain_to_ascii(text).unwrap_or_else(|_| text.to_lowercase())
}

/// What is wrong with an address: it has one "@" between two parts and no blanks, and the domain, if
/// not the part before it, may be written with umlauts and in other scripts.
pub(crate) fn mail_problem(text: &str) -> Option<Problem> {
    // Other letters before the "@" are taken by few mail servers, and nobody could be told by which.
    (!is_mail(&plain_mail(text))).then(|| Problem::new("mail", codes::NOT_A_MAIL).with(text))
}

/// Whether a domain, in its plain form, can be that of an address.
pub(super) fn is_domain(plain: &str) -> bool {
    is_mail(&format!("x@{plain}"))
}

/// One "@" between two parts, without blanks.
fn is_mail(plain: &str) -> bool {
    let Some((local, host)) = plain.split_once('@') else {
        return false;
    };
    let mut labels = host.split('.');
    !local.is_empty()
        && host.contains('.')
        && labels.all(|label| (1..=LONGEST_LABEL).contains(&label.len()))
        && plain.len() <= 254
        && plain
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c))
        && !host.contains('@')
}

/// What somebody calls themselves, or a thing: one line, not long.
pub(super) fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}

pub(super) fn name_problems(name: &str) -> Vec<Problem> {
    if name.trim().is_empty() {
        vec![Problem::new("name", codes::REQUIRED)]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{mail_problem, plain_mail};

    #[test]
    fn an_address_is_kept_as_mail_servers_read_it() {
        for (typed, plain) in [
            (" Info@Träume.Example ", "info@xn--trume-hra.example"),
            // As it comes out of a PDF or from a Mac: letter and dots apart.
            ("info@tra\u{308}ume.example", "info@xn--trume-hra.example"),
            ("info@XN--Trume-HRA.example", "info@xn--trume-hra.example"),
            ("büro@straße.example", "büro@xn--strae-oqa.example"),
            ("a@помощь.example", "a@xn--l1adbb7cs.example"),
            ("a@beratung.example", "a@beratung.example"),
            ("a@under_score.example", "a@under_score.example"),
            ("nobody", "nobody"),
        ] {
            assert_eq!(plain_mail(typed), plain, "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_told() {
        let code = |text| mail_problem(text).map(|problem| problem.code);
        for fine in [
            "a@b.example",
            "a.b+c@träume.example",
            "a@xn--trume-hra.example",
            "a@sub.frauen-räume.example",
        ] {
            assert_eq!(code(fine), None, "{fine}");
        }
        for none in [
            "",
            "a",
            "@b.example",
            "a@b",
            "a@@b.example",
            "a@b@c.example",
            "a b@c.example",
            "a@b..example",
            "a@träume..example",
            "a@.example",
            "a@b.example.",
            "a@ä b.example",
            "ü",
            "a@träume",
            "<a@b.example>",
            "jürgen@träume.example",
            "jürgen@b.example",
        ] {
            assert_eq!(code(none), Some("not_a_mail"), "{none}");
        }
        let long = format!("a@{}.example", "ä".repeat(64));
        assert_eq!(code(&long), Some("not_a_mail"));
    }
}
