//! The configuration file, the run's date: what comes from outside the arguments. The one place
//! that looks at the clock.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use crate::check::configured::refuse;
use crate::config::{Config, Decisions};
use crate::finding::Finding;
use crate::print;
use crate::source::read_config;

/// The name of the configuration file beside the inputs.
pub(super) const FILE_NAME: &str = "planpress.yaml";

/// The name of the file of decisions beside the inputs.
pub(super) const DECISIONS: &str = "decisions.yaml";

/// Finds and reads the configuration: the file that is named, else the one beside the first input.
/// Its folders are relative to it.
pub(super) fn configuration(
    named: Option<&Path>,
    inputs: &[PathBuf],
) -> Result<Config, Vec<Finding>> {
    let Some(path) = named.map(Path::to_owned).or_else(|| beside(inputs, FILE_NAME)) else {
        return Ok(Config::default());
    };
    let read = read_config::<Config>(&path)?;
    let refused = [refuse(&read.value), print::refuse(&read.value.print)].concat();
    if !refused.is_empty() {
        return Err(refused.into_iter().map(|finding| read.locate(finding)).collect());
    }
    let mut config = read.value;
    let folder = path.parent().unwrap_or(Path::new("."));
    for inside in [&mut config.templates, &mut config.fonts] {
        *inside = inside.take().map(|path| folder.join(path));
    }
    Ok(config)
}

/// Finds and reads what was decided about copies that wait: the file that is named, else
/// `decisions.yaml` beside the first input.
pub(super) fn decisions(
    named: Option<&Path>,
    inputs: &[PathBuf],
) -> Result<Decisions, Vec<Finding>> {
    match named.map(Path::to_owned).or_else(|| beside(inputs, DECISIONS)) {
        Some(path) => Ok(read_config::<Decisions>(&path)?.value),
        None => Ok(Decisions::default()),
    }
}

/// A file of this name beside the first input that has one.
pub(super) fn beside(inputs: &[PathBuf], name: &str) -> Option<PathBuf> {
    places_beside(inputs, name).into_iter().find(|file| file.is_file())
}

/// Where a file of this name may be beside the inputs, the one that counts first.
pub(super) fn places_beside(inputs: &[PathBuf], name: &str) -> Vec<PathBuf> {
    let folder = |input: &PathBuf| {
        if input.is_dir() { Some(input.clone()) } else { input.parent().map(Path::to_owned) }
    };
    inputs.iter().filter_map(folder).map(|folder| folder.join(name)).collect()
}

/// The run's date: as asked, else as configured, else today.
#[expect(clippy::disallowed_methods, reason = "the one place that looks at the clock")]
pub(super) fn date(asked: Option<Date>, config: &Config) -> Date {
    asked.or(config.run.date).unwrap_or_else(|| Zoned::now().date())
}
