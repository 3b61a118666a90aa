//! The covers of a record's mailpieces: one for all that a recipient gets on paper by one way, made
//! after its copies, for the window of the envelope that they need together.

use std::collections::BTreeSet;

use super::enclosures::verify_enclosure;
use super::outcome::{Copy, CoverMade, State};
use super::{Kit, Office, Prepared};
use crate::config::{Envelope, Print, Window};
use crate::disclose::{Job, Setting, Way, cover, enclosures, is_in_envelope, unknown_packs};
use crate::finding::Finding;
use crate::merge;
use crate::plan::{AddressFault, Id, Record};
use crate::print::{EnclosureListed, class, sheets};
use crate::render::{FirstPage, Measures};
use crate::source::Sourced;

/// How often a cover is made at most: its own pages may ask for a larger envelope, whose window may
/// move its words.
const MOST_TIMES: usize = 3;

/// The jobs that go on paper, by their recipient and way: one envelope each.
pub(super) fn envelopes(jobs: &[Job]) -> Vec<Vec<&Job>> {
    let mut envelopes: Vec<((&Id, Way), Vec<&Job>)> = Vec::new();
    for job in jobs.iter().filter(|job| is_in_envelope(job.way)) {
        let key = (&job.recipient, job.way);
        match envelopes.iter_mut().find(|(other, _)| *other == key) {
            Some((_, together)) => together.push(job),
            None => envelopes.push((key, vec![job])),
        }
    }
    envelopes.into_iter().map(|(_, together)| together).collect()
}

/// Makes a cover for each recipient of copies that were made and go on paper. Copies whose cover
/// can't be made, or whose enclosures are not there, wait: nothing goes into an envelope without
/// saying what it is, and nothing is announced that is not in it.
pub(super) fn add(
    office: &Office<'_>,
    sourced: &Sourced<Record>,
    jobs: &[Option<Job>],
    copies: &mut [Copy],
    restricted: bool,
) {
    let on_paper =
        |copy: &Copy| is_in_envelope(copy.way) && matches!(copy.state, State::Made { .. });
    let envelopes: BTreeSet<(Option<usize>, Way)> = copies
        .iter()
        .filter(|copy| on_paper(copy))
        .map(|copy| (copy.recipient, copy.way))
        .collect();
    for envelope in envelopes {
        let is_in = |copy: &Copy| (copy.recipient, copy.way) == envelope && on_paper(copy);
        let places: Vec<usize> = (0..copies.len()).filter(|place| is_in(&copies[*place])).collect();
        let jobs: Vec<&Job> =
            places.iter().filter_map(|place| jobs.get(*place)?.as_ref()).collect();
        let pages: Vec<usize> =
            places.iter().filter_map(|place| Some(copies[*place].state.kept()?.2)).collect();
        let made = one(office, sourced, &Together { jobs: &jobs, pages: &pages }, restricted);
        for place in places {
            match &made {
                Ok(cover) => copies[place].cover = Some(cover.clone()),
                Err(reasons) => {
                    office.store.discard(&copies[place].state);
                    let located = reasons.iter().map(|reason| sourced.locate(reason.clone()));
                    copies[place].state = State::Held(located.collect());
                }
            }
        }
    }
}

/// What goes into one envelope.
struct Together<'a> {
    /// The copies' jobs.
    jobs: &'a [&'a Job],
    /// The pages of each copy.
    pages: &'a [usize],
}

fn one(
    office: &Office<'_>,
    sourced: &Sourced<Record>,
    together: &Together<'_>,
    restricted: bool,
) -> Result<CoverMade, Vec<Finding>> {
    let inserts = inserts(sourced, together.jobs)?;
    let print = &office.kit.config.print;
    let sheets = |pages: usize| sheets(pages, print.duplex);
    let copies: usize = together.pages.iter().map(|pages| sheets(*pages)).sum();
    let inserted: usize = inserts.iter().map(|insert| sheets(insert.pages)).sum();
    let mut own = 1;
    for _ in 0..MOST_TIMES {
        let envelope = class(copies + inserted + own, print).envelope;
        let Rendered { pdf, pages, estimated_pages, measures, language } =
            render(office, &sourced.value, together.jobs, envelope)?;
        // Never back to a smaller one: the two windows could send the cover to and fro.
        if sheets(pages) <= own {
            let kept = office.store.keep("covers", &pdf, restricted);
            let (path, sha256) =
                kept.map_err(|_| vec![Finding::new("RUN-01", "the cover can't be written")])?;
            let envelope = envelope.map(|envelope| envelope.name.clone());
            return Ok(CoverMade {
                path,
                sha256,
                pages,
                estimated_pages,
                checks: measures,
                language,
                envelope,
                enclosures: inserts,
            });
        }
        own = sheets(pages);
    }
    Err(vec![Finding::new("PRT-07", "the cover fits none of the envelopes that it needs")])
}

/// The enclosures of an envelope, each held against its file.
fn inserts(sourced: &Sourced<Record>, jobs: &[&Job]) -> Result<Vec<EnclosureListed>, Vec<Finding>> {
    let record = &sourced.value;
    let mut wrong = unknown_packs(record);
    let mut listed = Vec::new();
    let file = sourced.place("enclosures").file;
    for (number, enclosure) in enclosures(record, jobs) {
        let field = format!("enclosures[{number}]");
        wrong.extend(verify_enclosure(&file, enclosure, &field).err());
        listed.push(EnclosureListed {
            kind: enclosure.kind.as_str().to_owned(),
            pages: usize::try_from(enclosure.pages).unwrap_or(usize::MAX),
            sha256: enclosure.sha256.to_ascii_lowercase(),
        });
    }
    if wrong.is_empty() { Ok(listed) } else { Err(wrong) }
}

/// The geometry of an envelope; none where its address is written on it or stuck to it.
pub(super) fn geometry(print: &Print, envelope: Option<&Envelope>) -> Option<Window> {
    print.geometry(&envelope?.window).filter(|geometry| geometry.window.is_some())
}

/// A cover in memory.
struct Rendered {
    pdf: Vec<u8>,
    pages: usize,
    /// The pages that its words were expected to take.
    estimated_pages: usize,
    measures: Option<Box<Measures>>,
    language: String,
}

fn render(
    office: &Office<'_>,
    record: &Record,
    jobs: &[&Job],
    envelope: Option<&Envelope>,
) -> Result<Rendered, Vec<Finding>> {
    let geometry = geometry(&office.kit.config.print, envelope);
    let prepared = prepare(office.kit, record, jobs, &office.setting, geometry, None)?;
    let estimated_pages = merge::pages(&prepared.merged);
    let language = prepared.merged.document.language.clone();
    if office.store.keeps_nothing() {
        let pdf = prepared.data;
        return Ok(Rendered {
            pdf,
            pages: estimated_pages,
            estimated_pages,
            measures: None,
            language,
        });
    }
    let reply = office.kit.renderer.render(&prepared.request());
    let document = reply.document.ok_or(reply.findings)?;
    let pages = document.inspection.pages;
    let measures = Some(Box::new(document.measures));
    Ok(Rendered { pdf: document.pdf, pages, estimated_pages, measures, language })
}

/// Everything but the rendering, for an envelope with this geometry. `running` is the key of a first
/// line for every page.
pub(super) fn prepare(
    kit: &Kit,
    record: &Record,
    jobs: &[&Job],
    setting: &Setting<'_>,
    geometry: Option<Window>,
    running: Option<&str>,
) -> Result<Prepared, Vec<Finding>> {
    let failed = |message: &str| vec![Finding::new("RUN-01", message)];
    let cover = cover(record, jobs, setting)
        .ok_or_else(|| failed("nothing of this goes on paper, so it has no cover"))?;
    if cover.address.is_none() && jobs.iter().any(|job| job.way == Way::Post) {
        let nowhere = Finding::new("PRT-01", "a copy goes by post, and no address may be printed");
        return Err(vec![nowhere.coded(AddressFault::Empty.code()).at("parties").holding()]);
    }
    let edition = &cover.edition;
    let wording = kit.wordings.get(&edition.language);
    let entry = kit.templates.manifest().entry(edition.layout, edition.format);
    let (Some(wording), Some(entry)) = (wording, entry) else {
        let message = format!("there is no cover in the language `{}`", edition.language);
        return Err(vec![Finding::new("LNG-01", message)]);
    };
    let (data, findings) =
        merge::cover(&cover, wording, kit.templates.pictures(), running, geometry.as_ref())?;
    let json = serde_json::to_vec(&data).map_err(|_| failed("the cover can't be written"))?;
    let ident = format!(
        "cover|{}|{}|{}|{}|{}",
        record.plan_id, record.version, cover.recipient.id, edition.language, edition.size_pt
    );
    let first_page = geometry.zip(cover.address.as_ref()).map(|(geometry, address)| FirstPage {
        geometry,
        address: address.lines().map(str::to_owned).collect(),
    });
    let size_pt = edition.size_pt;
    let withheld = Vec::new();
    let photos = Vec::new();
    Ok(Prepared {
        entry,
        merged: data,
        data: json,
        ident,
        size_pt,
        photos,
        first_page,
        findings,
        withheld,
    })
}
