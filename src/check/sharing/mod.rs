//! Sharing, as far as the record itself shows it, for whoever writes the plan: who is to have a copy
//! and on which ground, and decisions about single items. What withholds and holds a copy is decided
//! in `disclose`, under the same ids; what is decided copy by copy alone (SHR-02, SHR-03, SHR-10,
//! SHR-13 to SHR-15, SHR-17 to SHR-19) `planpress copies --explain` tells.

mod authority;
mod basis;
pub(super) mod claims;
mod danger;
mod declined;
mod denied;
mod died;
pub(super) mod ground;
mod namesakes;
mod requests;
mod summary;

use super::Check;

/// The family's checks, in the order of their ids.
pub(super) const CHECKS: &[&[Check]] = &[
    basis::CHECKS,
    danger::CHECKS,
    namesakes::CHECKS,
    requests::CHECKS,
    authority::CHECKS,
    summary::CHECKS,
    denied::CHECKS,
    died::CHECKS,
    declined::CHECKS,
];
