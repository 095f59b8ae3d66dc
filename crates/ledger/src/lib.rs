//! Envelopes, canonical form, tiles, checkpoints, verification.
