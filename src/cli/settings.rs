//! Inputs, configuration, decisions, the run's date: the arguments that commands have in common, and
//! what they lead to. The one place that looks at the clock.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use crate::check::configured::refuse;
use crate::config::{Config, Decisions};
use crate::finding::Finding;
use crate::print;
use crate::source::{Format, Inputs, read_config};

/// The name of the configuration file beside the inputs.
const FILE_NAME: &str = "planpress.yaml";

/// The name of the file of decisions beside the inputs.
pub(super) const DECISIONS: &str = "decisions.yaml";

/// What is read.
#[derive(Args, Debug)]
pub(super) struct Source {
    /// Files, folders, or - for standard input (YAML, JSON, NDJSON).
    #[arg(required = true)]
    pub(super) inputs: Vec<PathBuf>,
    /// The format of the input, where its name does not tell: yaml, json, ndjson.
    #[arg(long, value_parser = input_format)]
    pub(super) input_format: Option<Format>,
}

impl Source {
    pub(super) fn open(&self) -> Inputs {
        Inputs::open(&self.inputs, self.input_format)
    }
}

/// The council's configuration and look.
#[derive(Args, Debug)]
pub(super) struct Configured {
    /// The configuration [default: planpress.yaml beside the first input].
    #[arg(long)]
    config: Option<PathBuf>,
    /// A folder laid over the built-in templates and word lists, file by file.
    #[arg(long)]
    templates: Option<PathBuf>,
}

impl Configured {
    /// The configuration, with the look that was asked for.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub(super) fn read(&self, inputs: &[PathBuf]) -> Result<Config, Vec<Finding>> {
        let mut config = configuration(self.config.as_deref(), inputs)?;
        config.templates = self.templates.clone().or(config.templates);
        Ok(config)
    }
}

/// All that holds for the copies of the inputs.
#[derive(Args, Debug)]
pub(super) struct Settings {
    #[command(flatten)]
    pub(super) configured: Configured,
    /// What was decided about copies that wait [default: decisions.yaml beside the first input].
    #[arg(long)]
    decisions: Option<PathBuf>,
}

impl Settings {
    /// The configuration, and what was decided.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub(super) fn read(&self, inputs: &[PathBuf]) -> Result<(Config, Decisions), Vec<Finding>> {
        let config = self.configured.read(inputs)?;
        Ok((config, decisions(self.decisions.as_deref(), inputs)?))
    }

    /// Where the files may be.
    pub(super) fn files(&self, inputs: &[PathBuf]) -> Vec<PathBuf> {
        let or_beside = |named: &Option<PathBuf>, name: &str| match named {
            Some(path) => vec![path.clone()],
            None => places_beside(inputs, name),
        };
        let config = or_beside(&self.configured.config, FILE_NAME);
        config.into_iter().chain(or_beside(&self.decisions, DECISIONS)).collect()
    }
}

/// The name of an input format.
pub(super) fn input_format(name: &str) -> Result<Format, String> {
    match name {
        "yaml" | "yml" => Ok(Format::Yaml),
        "json" => Ok(Format::Json),
        "ndjson" | "jsonl" => Ok(Format::Ndjson),
        _ => Err("choose yaml, json or ndjson".into()),
    }
}

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
fn places_beside(inputs: &[PathBuf], name: &str) -> Vec<PathBuf> {
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
