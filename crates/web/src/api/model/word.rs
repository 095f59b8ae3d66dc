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
    Delivery => wegmarke_domain::scale::Delivery;
    Flag => wegmarke_domain::scale::Flag;
    Effect => wegmarke_domain::scale::Effect;
    Judged => wegmarke_domain::scale::Judged;
    Reach => wegmarke_domain::scale::Reach;
    Land => wegmarke_domain::scale::Land;
    Security => wegmarke_domain::scale::Security;
    Shows => wegmarke_domain::proof::Shows;
    Check => wegmarke_domain::scale::Check;
    IndicatorKind => wegmarke_domain::indicator::IndicatorKind;
    Direction => wegmarke_domain::milestone::Direction;
    MilestoneType => wegmarke_domain::milestone::MilestoneType;
    Nature => wegmarke_domain::measure::Nature;
    Commitment => wegmarke_domain::measure::Commitment;
    Level => wegmarke_domain::measure::Level;
    OrganisationKind => wegmarke_domain::organisation::OrganisationKind;
    Voice => wegmarke_domain::organisation::Voice;
    RoundState => wegmarke_domain::round::RoundState;
    Action => wegmarke_domain::rules::permission::Action;
}
