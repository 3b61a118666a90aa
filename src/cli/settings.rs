//! The configuration file, the run's date: what comes from outside the arguments. The one place
//! that looks at the clock.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use crate::config::Config;
use crate::finding::Finding;
use crate::source::read_config;

/// The name of the configuration file beside the inputs.
const FILE_NAME: &str = "planpress.yaml";

/// Finds and reads the configuration: the file that is named, else the one beside the first input.
/// Its folders are relative to it.
pub(super) fn configuration(
    named: Option<&Path>,
    inputs: &[PathBuf],
) -> Result<Config, Vec<Finding>> {
    let beside = inputs.iter().find_map(|input| {
        let folder = if input.is_dir() { input.as_path() } else { input.parent()? };
        let file = folder.join(FILE_NAME);
        file.is_file().then_some(file)
    });
    let Some(path) = named.map(Path::to_owned).or(beside) else {
        return Ok(Config::default());
    };
    let mut config = read_config::<Config>(&path)?.value;
    let folder = path.parent().unwrap_or(Path::new("."));
    for inside in [&mut config.templates, &mut config.fonts] {
        *inside = inside.take().map(|path| folder.join(path));
    }
    Ok(config)
}

/// The run's date: as asked, else as configured, else today.
#[expect(clippy::disallowed_methods, reason = "the one place that looks at the clock")]
pub(super) fn date(asked: Option<Date>, config: &Config) -> Date {
    asked.or(config.run.date).unwrap_or_else(|| Zoned::now().date())
}
