//! One document: disclose, merge, render.

use super::Kit;
use crate::disclose::{Job, Matter, Setting, Withheld, disclose};
use crate::finding::Finding;
use crate::merge::{MergeData, merge};
use crate::plan::Record;
use crate::render::{Inspection, Promise, Request};
use crate::verify::Watch;

/// More pages than any plan has: 300 needs at 28 points come to fewer.
const MOST_PAGES: usize = 1_000;

/// One document in memory.
pub(super) struct Document {
    pub(super) pdf: Vec<u8>,
    pub(super) pages: usize,
    pub(super) findings: Vec<Finding>,
    pub(super) withheld: Vec<Withheld>,
}

/// Why there is none, and what would have been left out.
pub(super) type Stopped = (Vec<Finding>, Vec<Withheld>);

/// Disclose, merge, render. `running` is the key of a first line for every page.
pub(super) fn document(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
    running: Option<&str>,
) -> Result<Document, Stopped> {
    let prepared = prepare(kit, matter, job, setting, running)?;
    let reply = kit.renderer.render(&prepared.request());
    let leak = reply.document.as_ref().and_then(|document| {
        let watch = Watch::over(matter.group, &prepared.withheld);
        watch.look(&prepared.merged, &pages(&document.inspection))
    });
    if let Some(leak) = leak {
        return Err((vec![leak], prepared.withheld));
    }
    match reply.document {
        Some(document) => Ok(Document {
            pdf: document.pdf,
            pages: document.inspection.pages,
            findings: prepared.findings,
            withheld: prepared.withheld,
        }),
        None => Err((reply.findings, prepared.withheld)),
    }
}

/// The text of each page, in the order in which it was laid out.
fn pages(inspection: &Inspection) -> Vec<String> {
    let mut pages = vec![String::new(); inspection.pages];
    for text in &inspection.text {
        if let Some(page) = pages.get_mut(text.page - 1) {
            page.push_str(&text.text);
            page.push(' ');
        }
    }
    pages
}

/// A request to the engine, with what came before it.
#[derive(Debug)]
pub struct Prepared {
    /// The entry file.
    pub entry: String,
    /// What the template reads.
    pub merged: MergeData,
    /// The same as JSON.
    pub data: Vec<u8>,
    /// The name of the document that stays the same.
    pub ident: String,
    /// Points of the smallest text that is promised.
    pub size_pt: u32,
    /// What to look at.
    pub findings: Vec<Finding>,
    /// What was left out.
    pub withheld: Vec<Withheld>,
}

impl Prepared {
    /// The request itself.
    pub fn request(&self) -> Request<'_> {
        Request {
            entry: &self.entry,
            data: &self.data,
            ident: &self.ident,
            promise: Promise { smallest_text_pt: f64::from(self.size_pt), most_pages: MOST_PAGES },
        }
    }
}

/// Everything but the rendering.
pub(super) fn prepare(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
    running: Option<&str>,
) -> Result<Prepared, Stopped> {
    let (data, findings, withheld) = merged(kit, matter, job, setting, running)?;
    let edition = &job.edition;
    let Some(entry) = kit.templates.manifest().entry(edition.layout, edition.format) else {
        return Err((vec![no_edition(job)], withheld));
    };
    match serde_json::to_vec(&data) {
        Ok(json) => Ok(Prepared {
            entry,
            merged: data,
            data: json,
            ident: ident(matter.record, job),
            size_pt: edition.size_pt,
            findings,
            withheld,
        }),
        Err(_) => Err((vec![Finding::new("RUN-01", "the data can't be written")], withheld)),
    }
}

/// What a template, or a transcriber's text, is made of.
pub(super) fn merged(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
    running: Option<&str>,
) -> Result<(MergeData, Vec<Finding>, Vec<Withheld>), Stopped> {
    let disclosed = disclose(matter, job, setting)
        .map_err(|stopped| (vec![stopped.reason], stopped.withheld))?;
    let withheld = disclosed.withheld;
    let Some(wording) = kit.wordings.get(&job.edition.language) else {
        return Err((vec![no_edition(job)], withheld));
    };
    match merge(&disclosed.disclosure, wording, kit.templates.pictures(), running) {
        Ok((data, findings)) => Ok((data, findings, withheld)),
        Err(findings) => Err((findings, withheld)),
    }
}

fn no_edition(job: &Job) -> Finding {
    let message = format!("there is no edition in the language `{}`", job.edition.language);
    Finding::new("LNG-01", message).help("add its wording and name it in `typst.toml`")
}

/// The same copy of the same version has the same name for ever; the engine hashes it into `/ID`.
fn ident(record: &Record, job: &Job) -> String {
    let Job { recipient, pack, edition, .. } = job;
    format!(
        "{}|{}|{recipient}|{}|{}|{}|{}|{}",
        record.plan_id,
        record.version,
        pack.as_str(),
        edition.layout,
        edition.format,
        edition.size_pt,
        edition.language
    )
}
