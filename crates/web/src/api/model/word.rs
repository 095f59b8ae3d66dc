// SPDX-License-Identifier: EUPL-1.2
//! The domain's closed lists of words.

use serde::Deserialize;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::value::string;

/// The domain's fixed words: the schema lists them from the code.
macro_rules! word {
    ($($name:ident => $domain:ty;)*) => {$(
        #[doc = "One of the domain's fixed words."]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name($domain);

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = <$domain>::ALL.iter().map(|word| word.as_str());
                string().enum_values(Some(words)).build().into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

word! {
    Judged => wegmarke_domain::scale::Judged;
    Check => wegmarke_domain::scale::Check;
    RoundState => wegmarke_domain::round::RoundState;
    Organise => wegmarke_domain::rules::organising::Organise;
    OrganisationKind => wegmarke_domain::organisation::OrganisationKind;
    Voice => wegmarke_domain::organisation::Voice;
    Hand => wegmarke_domain::hand::Hand;
    Vouched => wegmarke_domain::hand::Vouched;
    Confirmation => wegmarke_domain::rules::whose::Confirmation;
    Action => wegmarke_domain::rules::permission::Action;
}
