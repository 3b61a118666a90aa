//! The conductor: streams groups through every stage in parallel, never stopping for one.

mod covers;
mod document;
mod enclosures;
mod group;
mod kit;
mod matrix;
mod matters;
mod office;
mod outcome;
mod photos;
mod press;
mod report;
mod single;
mod store;
mod transcript;
mod zones;

use std::path::PathBuf;

use jiff::civil::Date;
use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::config::{Config, Decisions};
use crate::disclose::Setting;
use crate::finding::Finding;
use crate::ledger::LedgerError;
use crate::source::{Format, Inputs, Limits, index};

pub use document::Prepared;
pub use kit::Kit;
pub use matrix::{Fate, Planned, planned};
pub use matters::{names, with_matters};
pub use office::{Office, prepared};
pub use outcome::{Copy, CoverMade, GroupOutcome, PartOf, RecordOutcome, State};
pub use press::{Reprint, ReprintError, Reprinted, reprint};
pub use report::{Counts, Foreseen, Summary, fingerprint};
pub use single::{Choice, Single, one};
pub use store::{Store, remove_half, write_whole};

/// What to run over, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files, folders, or `-`.
    pub inputs: Vec<PathBuf>,
    /// The format of files named themselves, where the extension does not tell.
    pub format: Option<Format>,
    /// Where everything goes.
    pub out: PathBuf,
    /// The council's configuration.
    pub config: Config,
    /// What was decided about copies that wait.
    pub decisions: Decisions,
    /// The date against which deaths, consents and reviews are judged. Never printed on a plan.
    pub date: Date,
    /// How many documents at once; all cores without.
    pub jobs: Option<usize>,
    /// Restricted records too, into a tree of their own.
    pub include_restricted: bool,
}

/// Why a run can't start, or can't be trusted.
#[derive(Debug, thiserror::Error)]
pub enum Fatal {
    /// The templates, the wording or the configuration are broken.
    #[error("{}", .0.first().map_or("the templates can't be used", |first| first.message.as_str()))]
    Findings(Vec<Finding>),
    /// A copy of a plan that is not there.
    #[error("no record of the input has the `plan_id` {0}: check `--plan`")]
    NoSuchPlan(String),
    /// The output can't be written.
    #[error("can't write {path}: {source}")]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The output folder holds something else.
    #[error("{0} is not empty and was not made by planpress: choose another folder")]
    ForeignFolder(PathBuf),
    /// The ledger can't be trusted.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The threads can't be started.
    #[error("can't start {0} threads")]
    Threads(usize),
}

/// Tells how far a run has come.
pub trait Progress: Sync {
    /// The number of groups is known.
    fn start(&self, groups: usize);
    /// One group is done.
    fn advance(&self);
}

/// Reads, decides, renders, writes and reports. One bad record never stops it.
///
/// # Errors
/// Only when it can't start, or its results can't be written.
pub fn run(options: &Options, progress: &dyn Progress) -> Result<Summary, Fatal> {
    let (kit, findings) = Kit::load(&options.config)?;
    let store = Store::open(&options.out)?;
    let inputs = Inputs::open(&options.inputs, options.format);
    let pool = pool(options)?;
    let (outcomes, of_index) = conduct(options, &kit, &store, &inputs, &pool, progress);
    let findings = [findings, of_index].concat();
    let fingerprint = fingerprint(&inputs);
    let records = outcomes.iter().flat_map(|group| &group.records);
    let printed =
        pool.install(|| press::print(&kit, &store, options.date, records, &fingerprint))?;
    let run = report::Run { options, kit: &kit, inputs: &inputs, fingerprint: &fingerprint };
    report::write(&run, findings, outcomes, &printed, &store)
}

/// The same decisions, without a page being made or anything being written: what would be printed,
/// sent otherwise and held, by the words of each copy.
///
/// # Errors
/// Only when it can't start.
pub fn forecast(options: &Options, progress: &dyn Progress) -> Result<Foreseen, Fatal> {
    let (kit, findings) = Kit::load(&options.config)?;
    let inputs = Inputs::open(&options.inputs, options.format);
    let pool = pool(options)?;
    let (outcomes, of_index) = conduct(options, &kit, &Store::nowhere(), &inputs, &pool, progress);
    Ok(report::foresee(&kit, &inputs, [findings, of_index].concat(), &outcomes))
}

fn pool(options: &Options) -> Result<rayon::ThreadPool, Fatal> {
    let threads = options.jobs.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|_| Fatal::Threads(threads))
}

/// Takes every group through its stages; gives them in order, and what was found of the inputs.
fn conduct(
    options: &Options,
    kit: &Kit,
    store: &Store,
    inputs: &Inputs,
    pool: &rayon::ThreadPool,
    progress: &dyn Progress,
) -> (Vec<GroupOutcome>, Vec<Finding>) {
    let index = index(inputs, &Limits::default());
    progress.start(index.groups.len());
    let setting = Setting {
        config: &kit.config,
        lists: kit.templates.lists(),
        decisions: &options.decisions,
        date: options.date,
        include_restricted: options.include_restricted,
    };
    let office = Office { kit, index: &index, store, names: names(&index), setting };
    let mut outcomes: Vec<GroupOutcome> = pool.install(|| {
        let groups = index.groups.iter().enumerate().par_bridge();
        groups
            .map(|(number, group)| {
                let outcome = group::conduct(&office, number, group);
                progress.advance();
                outcome
            })
            .collect()
    });
    outcomes.sort_unstable_by_key(|outcome| outcome.number);
    (outcomes, index.findings)
}
