// SPDX-License-Identifier: EUPL-1.2
//! How a person or a program proves who they are.
//!
//! Must never know SQL, HTTP routes, HTML, or what anyone may do. Whatever has to be kept is a value
//! that the caller stores as JSON and hands back; the clock and chance are parameters. Two libraries
//! roll their own dice: `webauthn-rs` for its challenges, and the TLS beneath [`oidc`]. One looks at the
//! calendar: `zxcvbn` holds years near to this one for more likely.
//!
//! # To add a way to prove oneself
//! 1. `src/<way>.rs`: a value that is kept, pure steps on it, an error with stable codes.
//! 2. Nothing secret in `Debug`; what is kept of a random secret is a [`Digest`].
//! 3. Test it against someone else's other side, not only against itself.
//!
//! # Map
//! [`password`]: what a person remembers; [`totp`]: codes of an authenticator; [`recovery`]: codes on
//! paper; [`passkey`]: keys of a device; [`oidc`]: another site vouches; [`token`]: secrets for
//! browsers and programs; [`throttle`]: how fast anyone may guess.

mod dice;
mod digest;
pub mod oidc;
pub mod passkey;
pub mod password;
pub mod recovery;
pub mod throttle;
pub mod token;
pub mod totp;

pub use self::dice::Dice;
pub use self::digest::Digest;
