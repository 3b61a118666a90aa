//! One document: disclose, merge, render.

use super::{Kit, photos};
use crate::disclose::{Job, Matter, Setting, Withheld, disclose, most_pages};
use crate::finding::Finding;
use crate::merge::{self, MergeData, merge, merge_in_parts};
use crate::plan::Record;
use crate::render::{FirstPage, Inspection, Measures, Photo, Promise, Request};
use crate::template::Format;
use crate::verify::Watch;

/// More pages than any plan has: 300 needs at 28 points come to fewer.
const MOST_PAGES: usize = 1_000;

/// More booklets than anybody could keep together.
const MOST_PARTS: usize = 12;

/// One document in memory.
pub(super) struct Document {
    /// Its booklet, or its parts, each a PDF of its own.
    pub(super) booklets: Vec<Booklet>,
    pub(super) findings: Vec<Finding>,
    pub(super) withheld: Vec<Withheld>,
}

/// What is bound together.
pub(super) struct Booklet {
    pub(super) pdf: Vec<u8>,
    pub(super) pages: usize,
    /// The pages that its words were expected to take.
    pub(super) estimated_pages: usize,
    /// What was measured on its pages; nothing where none was made.
    pub(super) measures: Option<Box<Measures>>,
    /// What is less good on its pages than was promised.
    pub(super) findings: Vec<Finding>,
}

/// Why there is none, and what would have been left out.
pub(super) type Stopped = (Vec<Finding>, Vec<Withheld>);

/// Disclose, merge, render; in parts where it is longer than the recipient can use.
pub(super) fn document(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
    record_file: &str,
) -> Result<Document, Stopped> {
    let prepared = prepare(kit, matter, job, setting, None)?.with_photos(record_file);
    let whole = match rendered(kit, matter, &prepared) {
        Ok(booklet) => booklet,
        Err(findings) => return Err((findings, prepared.withheld)),
    };
    let most = most_pages(matter.record, &job.recipient, job.edition.format);
    let booklets = match most {
        Some(most) if whole.pages > most => {
            let made = in_parts(kit, matter, job, setting, record_file, (whole.pages, most));
            made.map_err(|findings| (findings, prepared.withheld.clone()))?
        }
        _ => vec![whole],
    };
    let on_pages = booklets.iter().flat_map(|booklet| booklet.findings.iter().cloned());
    let findings = prepared.findings.into_iter().chain(on_pages).collect();
    Ok(Document { booklets, findings, withheld: prepared.withheld })
}

/// The whole document in one, however long. `running` is the key of a first line for every page.
pub(super) fn whole(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
    running: Option<&str>,
    record_file: &str,
) -> Result<Booklet, Vec<Finding>> {
    let prepared = prepare(kit, matter, job, setting, running).map_err(|(findings, _)| findings)?;
    let prepared = prepared.with_photos(record_file);
    let booklet = rendered(kit, matter, &prepared)?;
    Ok(Booklet { findings: [prepared.findings, booklet.findings].concat(), ..booklet })
}

/// The least number of parts of which none has too many pages: laid out until they fit.
fn in_parts(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
    record_file: &str,
    (pages, most): (usize, usize),
) -> Result<Vec<Booklet>, Vec<Finding>> {
    for count in pages.div_ceil(most)..=MOST_PARTS {
        let mut booklets = Vec::new();
        for part in prepare_parts(kit, matter, job, setting, count)? {
            booklets.push(rendered(kit, matter, &part.with_photos(record_file))?);
        }
        // Fewer than were asked for can't be cut again the same way from their number.
        if booklets.len() == count && booklets.iter().all(|booklet| booklet.pages <= most) {
            return Ok(booklets);
        }
    }
    let message = format!("the document can't be cut into parts of at most {most} pages");
    let finding = Finding::new("FMT-05", message)
        .help("raise `access.max_pages_per_part`, or shorten what is written");
    Err(vec![finding.holding()])
}

/// One request, laid out and looked over.
fn rendered(kit: &Kit, matter: &Matter<'_>, prepared: &Prepared) -> Result<Booklet, Vec<Finding>> {
    let reply = kit.renderer.render(&prepared.request());
    let Some(document) = reply.document else { return Err(reply.findings) };
    let watch = Watch::over(matter.group, &prepared.withheld);
    match watch.look(&prepared.merged, &pages(&document.inspection)) {
        Some(leak) => Err(vec![leak]),
        None => Ok(Booklet {
            pdf: document.pdf,
            pages: document.inspection.pages,
            estimated_pages: merge::pages(&prepared.merged),
            measures: Some(Box::new(document.measures)),
            findings: reply.findings,
        }),
    }
}

/// The same without a page being made: its data stands for the PDF, and its words tell its pages.
pub(super) fn estimate(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
) -> Result<Document, Stopped> {
    let booklet = |prepared: Prepared| {
        let pages = merge::pages(&prepared.merged);
        Booklet {
            pdf: prepared.data,
            pages,
            estimated_pages: pages,
            measures: None,
            findings: Vec::new(),
        }
    };
    let prepared = prepare(kit, matter, job, setting, None)?;
    let pages = merge::pages(&prepared.merged);
    let (findings, withheld) = (prepared.findings.clone(), prepared.withheld.clone());
    let booklets = match most_pages(matter.record, &job.recipient, job.edition.format) {
        Some(most) if pages > most => {
            let parts = prepare_parts(kit, matter, job, setting, pages.div_ceil(most));
            let parts = parts.map_err(|findings| (findings, withheld.clone()))?;
            parts.into_iter().map(booklet).collect()
        }
        _ => vec![booklet(prepared)],
    };
    Ok(Document { booklets, findings, withheld })
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
    /// The person's own photos.
    pub photos: Vec<Photo>,
    /// What the envelope asks of the first page, where this is the letter in its window.
    pub first_page: Option<FirstPage>,
    /// What to look at.
    pub findings: Vec<Finding>,
    /// What was left out.
    pub withheld: Vec<Withheld>,
}

impl Prepared {
    /// The same with the person's own photos, which lie beside the file of the record.
    pub(super) fn with_photos(mut self, record_file: &str) -> Self {
        let (photos, findings) = photos::put_in(&mut self.merged, record_file);
        self.findings.extend(findings);
        if !photos.is_empty()
            && let Ok(data) = serde_json::to_vec(&self.merged)
        {
            self.data = data;
            self.photos = photos;
        }
        self
    }

    /// The request itself.
    pub fn request(&self) -> Request<'_> {
        Request {
            entry: &self.entry,
            data: &self.data,
            ident: &self.ident,
            promise: Promise {
                smallest_text_pt: f64::from(self.size_pt),
                most_pages: MOST_PAGES,
                keeps_sentences: self.merged.document.format == Format::EasyRead.to_string(),
            },
            photos: &self.photos,
            first_page: self.first_page.as_ref(),
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
    match request(kit, job, data, ident(matter.record, job)) {
        Ok(prepared) => Ok(Prepared { findings, withheld, ..prepared }),
        Err(finding) => Err((vec![finding], withheld)),
    }
}

/// The same for each part of a document that is cut into this many.
fn prepare_parts(
    kit: &Kit,
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
    count: usize,
) -> Result<Vec<Prepared>, Vec<Finding>> {
    let disclosed = disclose(matter, job, setting).map_err(|stopped| vec![stopped.reason])?;
    let wording = kit.wordings.get(&job.edition.language).ok_or_else(|| vec![no_edition(job)])?;
    let pictures = kit.templates.pictures();
    let (parts, _) = merge_in_parts(&disclosed.disclosure, wording, pictures, None, count)?;
    let of = parts.len();
    let parts = parts.into_iter().enumerate().map(|(place, data)| {
        let ident = format!("{}|part {} of {of}", ident(matter.record, job), place + 1);
        let withheld = disclosed.withheld.clone();
        request(kit, job, data, ident).map(|prepared| Prepared { withheld, ..prepared })
    });
    parts.collect::<Result<_, _>>().map_err(|finding| vec![finding])
}

/// A document's data as a request to the engine.
fn request(kit: &Kit, job: &Job, data: MergeData, ident: String) -> Result<Prepared, Finding> {
    let edition = &job.edition;
    let entry = kit.templates.manifest().entry(edition.layout, edition.format);
    let entry = entry.ok_or_else(|| no_edition(job))?;
    let json = serde_json::to_vec(&data);
    let json = json.map_err(|_| Finding::new("RUN-01", "the data can't be written"))?;
    Ok(Prepared {
        entry,
        merged: data,
        data: json,
        ident,
        size_pt: edition.size_pt,
        photos: Vec::new(),
        first_page: None,
        findings: Vec::new(),
        withheld: Vec::new(),
    })
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
