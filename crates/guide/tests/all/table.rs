//! Cards as a table, and back.

use wegmarke_guide::Content;
use wegmarke_guide::table::{from_cards, to_files};

use crate::example;

#[test]
fn every_card_comes_back_as_it_went() {
    let files = example();
    let (content, _) = Content::read(&files);
    let mut again = files.clone();
    for (name, text) in to_files(&from_cards(&content), &content).unwrap() {
        again.insert(name, text.into_bytes());
    }
    let (taken, problems) = Content::read(&again);
    assert_eq!(problems, []);
    assert_eq!(taken.cards, content.cards);
}
