//! x
/// x
pub struct Terminal;
