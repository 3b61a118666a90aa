//! Addresses that post can reach, and what envelopes would show, as far as the record tells: PRT-01,
//! PRT-02, PRT-06. What is printed is looked at in the print room, under the same ids.

mod address;
mod twice;
mod window;

use super::Check;

/// The family's checks, in the order of their ids.
pub(super) const CHECKS: &[&[Check]] = &[address::CHECKS, window::CHECKS, twice::CHECKS];
