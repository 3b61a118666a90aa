//! `planpress copies`: who gets what, in which form, by which way, and what would wait.

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use super::settings::{Settings, Source};
use super::{DONE, FAILED, INCOMPLETE, settings, talk};
use crate::batch::{Fate, Kit, Planned, fingerprint, planned};
use crate::disclose::{Setting, is_decidable};
use crate::finding::to_json;
use crate::source::{Limits, index};

/// Show every copy that a run would make, hold or suppress, without making a page.
///
/// Example: planpress copies samples
#[derive(Args, Debug)]
pub(super) struct Copies {
    /// One copy, by its number of this list, such as 17.3: every item that it does not have, and
    /// which step of the decision withheld it.
    #[arg(long, value_name = "COPY")]
    explain: Option<String>,
    /// The copies of one plan, by its `plan_id`.
    #[arg(long)]
    plan: Option<String>,
    #[command(flatten)]
    settings: Settings,
    /// The date, YYYY-MM-DD, against which requests and consents are judged.
    #[arg(long)]
    date: Option<Date>,
    /// Restricted records too.
    #[arg(long)]
    include_restricted: bool,
    #[command(flatten)]
    source: Source,
    /// One JSON object a line, without ids of people.
    #[arg(long)]
    json: bool,
}

impl Copies {
    pub(super) fn execute(self) -> u8 {
        let (config, decisions) = match self.settings.read(&self.source.inputs) {
            Ok(settings) => settings,
            Err(findings) => {
                talk::findings(&findings, usize::MAX);
                return FAILED;
            }
        };
        let kit = match Kit::load(&config) {
            Ok((kit, _)) => kit,
            Err(fatal) => {
                talk::fatal(&fatal);
                return FAILED;
            }
        };
        let inputs = self.source.open();
        let index = index(&inputs, &Limits::default());
        talk::findings(&index.findings, usize::MAX);
        let setting = Setting {
            config: &kit.config,
            lists: kit.templates.lists(),
            decisions: &decisions,
            date: settings::date(self.date, &config),
            include_restricted: self.include_restricted,
        };
        let mut copies = planned(&kit, &index, &setting);
        if let Some(plan) = &self.plan {
            copies.retain(|copy| copy.plan_id == *plan);
        }
        let fingerprint = fingerprint(&inputs);
        if let Some(wanted) = &self.explain {
            return explain(&copies, wanted, &fingerprint, self.json);
        }
        if copies.is_empty() {
            talk::error(match self.plan {
                Some(_) => "no record of that `plan_id` leads to a copy: check `--plan`",
                None => "no record of the input leads to a copy: see `planpress check`",
            });
            return FAILED;
        }
        for copy in &copies {
            talk::say(&if self.json { as_json(copy, &fingerprint) } else { line(copy) });
        }
        if !self.json {
            totals(&copies, &fingerprint);
        }
        let waits = copies.iter().any(|copy| matches!(copy.fate, Fate::Hold(_)));
        if waits { INCOMPLETE } else { DONE }
    }
}

/// The number of a copy, such as `17.3`.
fn number(copy: &Planned) -> String {
    format!("{}.{}", copy.plan, copy.number)
}

/// One copy in one line: number, plan, party, content, form, way, and what becomes of it.
fn line(copy: &Planned) -> String {
    let who = copy.recipient.as_ref().map_or("-", |party| party.as_str());
    let form = copy.by_hand.map_or_else(
        || {
            copy.edition.as_ref().map_or_else(
                || "-".to_owned(),
                |edition| format!("{} {} pt {}", edition.format, edition.size_pt, edition.language),
            )
        },
        |form| {
            let language = copy.edition.as_ref().map(|edition| edition.language.to_string());
            format!("{} {}", form.words(), language.unwrap_or_default())
        },
    );
    let way = copy.way.map_or("-", |way| way.as_str());
    let fate = match copy.fate.reason() {
        None => copy.fate.as_str().to_owned(),
        Some(reason) => format!("{} {}: {}", copy.fate.as_str(), reason.rule.id, reason.message),
    };
    format!(
        "{:<7} {:<16} {:<14} {:<16} {form:<22} {way:<13} {fate}",
        number(copy),
        copy.plan_id,
        who,
        copy.pack.as_str(),
    )
}

fn as_json(copy: &Planned, fingerprint: &str) -> String {
    let edition = copy.edition.as_ref();
    json!({
        "copy": format!("{}-{fingerprint}", number(copy)),
        "plan": copy.plan,
        "recipient": copy.recipient_number,
        "roles": copy.roles,
        "pack": copy.pack,
        "basis": copy.basis,
        "format": edition.map(|edition| edition.format),
        "size_pt": edition.map(|edition| edition.size_pt),
        "language": edition.map(|edition| &edition.language),
        "channel": copy.way,
        "made_by_hand_in": copy.by_hand,
        "state": copy.fate.as_str(),
        "reason": copy.fate.reason().map(to_json),
        "pages_expected": copy.pages_expected,
        "withheld": copy.withheld.len(),
    })
    .to_string()
}

fn totals(copies: &[Planned], fingerprint: &str) {
    let of = |name: &str| copies.iter().filter(|copy| copy.fate.as_str() == name).count();
    talk::say("");
    talk::say(&format!(
        "{} to make, {} waiting for a decision, {} that must not be sent",
        of("make"),
        of("hold"),
        of("suppress")
    ));
    let pages: usize = copies.iter().filter_map(|copy| copy.pages_expected).sum();
    talk::say(&format!("about {pages} pages, without covers"));
    let waiting = copies
        .iter()
        .find(|copy| matches!(&copy.fate, Fate::Hold(reason) if is_decidable(reason.rule.id)));
    if let Some(copy) = waiting {
        talk::say(&format!(
            "to end a hold: planpress decide INPUT --copy {}-{fingerprint} --release --by ROLE --reason WHY",
            number(copy)
        ));
    }
}

/// Everything that one copy does not have.
fn explain(copies: &[Planned], wanted: &str, fingerprint: &str, as_lines: bool) -> u8 {
    let copy = match find(copies, wanted, fingerprint) {
        Ok(copy) => copy,
        Err(message) => {
            talk::error(&message);
            return FAILED;
        }
    };
    if as_lines {
        for left in &copy.withheld {
            let line = json!({
                "copy": format!("{}-{fingerprint}", number(copy)),
                "item": left.item,
                "field": left.field,
                "step": left.step.number(),
                "reason": left.step,
                "basis": left.basis,
            });
            talk::say(&line.to_string());
        }
        return DONE;
    }
    talk::say(&line(copy));
    let basis = copy.basis.and_then(|basis| {
        serde_json::to_value(basis).ok().and_then(|name| name.as_str().map(str::to_owned))
    });
    talk::say(&format!("  has it on the basis: {}", basis.unwrap_or_else(|| "none".into())));
    if let Some(reason) = copy.fate.reason() {
        talk::say(&format!("  {}: {}", reason.rule.title, reason.message));
        talk::say(&format!("  what to do: {}", reason.help.as_deref().unwrap_or(reason.rule.help)));
    }
    if copy.withheld.is_empty() {
        talk::say("  nothing is left out");
    }
    for left in &copy.withheld {
        let item = left.item.as_ref().map_or("-", |item| item.as_str());
        talk::say(&format!(
            "  {item:<12} {:<36} step {}: {}",
            left.field,
            left.step.number(),
            left.step.words()
        ));
    }
    DONE
}

/// The copy of a number such as `17.3` or `17.3-9f2c`.
pub(super) fn find<'a>(
    copies: &'a [Planned],
    wanted: &str,
    fingerprint: &str,
) -> Result<&'a Planned, String> {
    let (plain, stamp) =
        wanted.split_once('-').map_or((wanted, None), |(number, stamp)| (number, Some(stamp)));
    if stamp.is_some_and(|stamp| stamp != fingerprint) {
        return Err(format!(
            "{wanted} is a copy of another export: run `planpress copies` over these inputs again"
        ));
    }
    copies
        .iter()
        .find(|copy| number(copy) == plain)
        .ok_or_else(|| format!("there is no copy {wanted}: see `planpress copies` for the numbers"))
}
