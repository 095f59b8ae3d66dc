// SPDX-License-Identifier: EUPL-1.2
//! The source of a figure: three fields of any such form.

use wegmarke_domain::problem::codes;
use wegmarke_domain::source::Source;
use wegmarke_domain::stated::Stated;

use super::Writer;
use super::reader::Reader;

/// A source, whose address has to be one.
pub(in crate::work) fn read(reader: &mut Reader<'_>) -> Stated<Source> {
    let words = |name: &str| reader.words(name).value().cloned();
    let source = Source {
        document: words("source.document"),
        locator: words("source.locator"),
        urls: words("source.url").into_iter().collect(),
    };
    let mut urls = source.urls.iter();
    if urls.any(|url| wegmarke_pages::url::outside(url).is_none()) {
        reader.wrong("source.url", codes::NOT_AN_ADDRESS);
    }
    let empty = source.document.is_none() && source.locator.is_none() && source.urls.is_empty();
    if empty {
        Stated::NotStated
    } else {
        Stated::Value(source)
    }
}

pub(in crate::work) fn write(writer: &mut Writer, source: &Stated<Source>) {
    if let Some(source) = source.value() {
        writer.put("source.document", source.document.as_deref());
        writer.put("source.locator", source.locator.as_deref());
        writer.put("source.url", source.urls.first());
    }
}
