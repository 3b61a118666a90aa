//! planpress
#[cfg(feature = "engine")]
pub mod batch;
#[cfg(feature = "engine")]
pub mod cli;
pub mod config;
pub mod disclose;
pub mod finding;
pub mod ledger;
pub mod merge;
pub mod plan;
#[cfg(feature = "engine")]
pub mod render;
pub mod sample;
pub mod source;
pub mod template;
pub mod wording;
