//! planpress
pub mod finding;
pub mod plan;
