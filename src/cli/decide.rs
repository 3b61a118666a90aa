//! `planpress decide`: records a decision that ends a hold, in `decisions.yaml`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::copies::find;
use super::settings::{Configured, Source};
use super::{DONE, FAILED, settings, talk};
use crate::batch::{Fate, Kit, fingerprint, planned, write_whole};
use crate::config::{Action, Decisions, RecordedDecision};
use crate::disclose::{Setting, is_decidable};
use crate::plan::ContactChannel;
use crate::source::{Limits, index, read_config};

/// Record what was decided about a copy that waits. The next run follows it, until its last day.
///
/// The numbers of copies are those of `planpress copies` and of the report of a run over the same
/// inputs.
///
/// Example: planpress decide samples --copy 17.3-9f2c --route hand --by "team manager" --reason "taken to the clinic"
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("action").required(true))]
pub(super) struct Decide {
    /// The copy, such as 17.3-9f2c.
    #[arg(long)]
    copy: String,
    /// Make it as it is.
    #[arg(long, group = "action")]
    release: bool,
    /// Make it, and let it go this way: post, collect, hand, email or portal.
    #[arg(long, group = "action", value_parser = channel)]
    route: Option<ContactChannel>,
    /// Do not make it.
    #[arg(long, group = "action")]
    withhold: bool,
    /// Who decided, by role: never a name.
    #[arg(long)]
    by: String,
    /// Why, in a few words that say nothing of the person.
    #[arg(long)]
    reason: String,
    /// The last day on which the decision holds.
    #[arg(long)]
    until: Option<Date>,
    /// The day of the decision [default: run.date of the configuration, else today].
    #[arg(long)]
    on: Option<Date>,
    /// The file of decisions [default: decisions.yaml beside the first input].
    #[arg(long)]
    decisions: Option<PathBuf>,
    #[command(flatten)]
    configured: Configured,
    #[command(flatten)]
    source: Source,
}

fn channel(name: &str) -> Result<ContactChannel, String> {
    match name {
        "post" => Ok(ContactChannel::Post),
        "collect" => Ok(ContactChannel::Collect),
        "hand" => Ok(ContactChannel::Hand),
        "email" => Ok(ContactChannel::Email),
        "portal" => Ok(ContactChannel::Portal),
        _ => Err("choose post, collect, hand, email or portal".into()),
    }
}

impl Decide {
    pub(super) fn execute(self) -> u8 {
        match self.record() {
            Ok(path) => {
                talk::say(&format!("recorded in {}", path.display()));
                DONE
            }
            Err(message) => {
                talk::error(&message);
                FAILED
            }
        }
    }

    fn record(self) -> Result<PathBuf, String> {
        let action = match self.route {
            Some(channel) => Action::Route(channel),
            None if self.withhold => Action::Withhold,
            None => Action::Release,
        };
        if self.by.trim().is_empty() || self.reason.trim().is_empty() {
            return Err("a decision needs who decided (--by) and why (--reason)".into());
        }
        let broken = |findings: Vec<crate::finding::Finding>| {
            talk::findings(&findings, usize::MAX);
            "the configuration or the decisions can't be used".to_owned()
        };
        let named = &self.source.inputs;
        let config = self.configured.read(named).map_err(broken)?;
        let before = settings::decisions(self.decisions.as_deref(), named).map_err(broken)?;
        let date = self.on.unwrap_or_else(|| settings::date(None, &config));
        if self.until.is_some_and(|until| until < date) {
            return Err("the decision would end before it begins: see --until".into());
        }
        let path = self
            .decisions
            .clone()
            .or_else(|| settings::beside(named, settings::DECISIONS))
            .or_else(|| folder(named).map(|folder| folder.join(settings::DECISIONS)))
            .ok_or("name the file with --decisions: standard input has no folder")?;
        let (kit, _) = Kit::load(&config).map_err(|fatal| fatal.to_string())?;
        let inputs = self.source.open();
        let index = index(&inputs, &Limits::default());
        let setting = Setting {
            config: &kit.config,
            lists: kit.templates.lists(),
            decisions: &before,
            date,
            include_restricted: true,
        };
        let copies = planned(&kit, &index, &setting);
        let copy = find(&copies, &self.copy, &fingerprint(&inputs))?;
        let Fate::Hold(reason) = &copy.fate else {
            return Err(format!("copy {} is not waiting: there is nothing to decide", self.copy));
        };
        if !is_decidable(reason.rule.id) {
            return Err(format!(
                "this hold ends when the record is put right, not by a decision: {} ({})",
                reason.help.as_deref().unwrap_or(reason.rule.help),
                reason.rule.id
            ));
        }
        let decision = RecordedDecision {
            plan: copy.plan_id.clone(),
            recipient: copy.recipient.as_ref().map(|party| party.as_str().to_owned()),
            rule: reason.rule.id.to_owned(),
            action,
            decided_by: self.by,
            decided_on: date,
            reason: self.reason,
            until: self.until,
        };
        append(&path, before, decision)
            .map_err(|error| format!("can't write {}: {error}", path.display()))?;
        Ok(path)
    }
}

/// The folder of the first input.
fn folder(inputs: &[PathBuf]) -> Option<&Path> {
    let first = inputs.first().filter(|first| first.as_os_str() != "-")?;
    if first.is_dir() { Some(first) } else { first.parent() }
}

/// Adds a decision at the end of the file, and leaves what stands there as it is, comments too.
fn append(path: &Path, mut before: Decisions, decision: RecordedDecision) -> io::Result<()> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) if !text.trim().is_empty() => text,
        Ok(_) => HEADER.to_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => HEADER.to_owned(),
        Err(error) => return Err(error),
    };
    // JSON is YAML: one line that no rule of indentation can break.
    let line = serde_json::to_string(&decision)?;
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let appended = format!("{text}{end}  - {line}\n");
    before.decisions.push(decision);
    let aside = path.with_extension("yaml.new");
    write_whole(&aside, appended.as_bytes())?;
    let reads_back = read_config::<Decisions>(&aside).is_ok_and(|read| read.value == before);
    let whole = if reads_back {
        appended
    } else {
        // The file is laid out in another way: it is written anew, without its comments.
        let lines = before
            .decisions
            .iter()
            .map(|decision| Ok(format!("  - {}\n", serde_json::to_string(decision)?)));
        format!("{HEADER}{}", lines.collect::<io::Result<String>>()?)
    };
    std::fs::remove_file(&aside)?;
    write_whole(path, whole.as_bytes())
}

const HEADER: &str =
    "# What was decided about copies that wait: see `planpress decide --help`.\ndecisions:\n";
