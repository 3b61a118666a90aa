//! The reading text of a copy that is made by hand: what a transcriber turns into braille, audio or
//! sign language. Never printed instead.

use super::Kit;
use super::document::{Stopped, merged};
use crate::disclose::{Job, Matter, Setting, Withheld};
use crate::finding::Finding;
use crate::merge::reading_text;

/// The text, with what to look at and what was left out.
pub(super) fn text(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
) -> Result<(String, Vec<Finding>, Vec<Withheld>), Stopped> {
    let (data, findings, withheld) = merged(kit, matter, job, setting, None)?;
    Ok((reading_text(&data), findings, withheld))
}
