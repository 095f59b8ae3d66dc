// SPDX-License-Identifier: EUPL-1.2
//! Signed in the browser: the script asks what would be signed, lets the device sign, and sends the form its
//! usual way with the signature.

use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::signing::{Signing, SigningError, ToSign};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::Signs;

use super::{Answer, Asked};

/// The field of a form that only asks what would be signed.
const SIGN: &str = "sign";
/// The field with what the device signed.
const SIGNATURE: &str = "signature";

/// Who sends a form, and how it is signed.
pub(super) fn read(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
) -> Result<SignedIn, AppError> {
    let (asks, brought) = (values.get(SIGN), values.get(SIGNATURE));
    if asks.is_empty() && brought.is_empty() {
        return Ok(signed_in.clone());
    }
    let here = asked.here().map_err(|_| SigningError::NoKey)?;
    let app = &asked.web.app;
    let signing = match brought {
        "" => {
            let key = app.find_signing_key(signed_in, here);
            Signing::Ask(key.ok_or(SigningError::NoKey)?)
        }
        brought => app.end_signing(signed_in, here, brought)?,
    };
    let mut signed_in = signed_in.clone();
    signed_in.who.signing = Some(signing);
    Ok(signed_in)
}

/// What is to be signed, for the script.
pub(super) fn answer(asked: &Asked, signed_in: &SignedIn, to_sign: &ToSign) -> Answer {
    let here = asked.here()?;
    let options = asked.web.app.begin_signing(signed_in, here, to_sign);
    options
        .map(|options| asked.json(options))
        .map_err(|error| asked.plainly(&error))
}

/// Whether what a form says can be signed.
pub(super) fn signs(asked: &Asked, signed_in: &SignedIn) -> Signs {
    let state = asked.web.app.state();
    let mut keys = state.register.keys().list(signed_in.who.organisation());
    if !keys.any(|key| key.is_good_for(state.size())) {
        return Signs::Never;
    }
    let here = asked.here().ok();
    match here.and_then(|here| asked.web.app.find_signing_key(signed_in, here)) {
        Some(_) => Signs::Here,
        None => Signs::Elsewhere,
    }
}
