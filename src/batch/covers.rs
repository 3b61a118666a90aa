//! The covers of a record's mailpieces: one for all that a recipient gets by post.

use std::collections::BTreeSet;

use super::outcome::{Copy, CoverMade, State};
use super::{Kit, Office, Prepared};
use crate::disclose::{Job, Setting, Way, cover};
use crate::finding::Finding;
use crate::merge;
use crate::plan::{Id, Record};

/// The jobs that go by post, by their recipient: one envelope each.
pub(super) fn envelopes(jobs: &[Job]) -> Vec<Vec<&Job>> {
    let mut envelopes: Vec<(&Id, Vec<&Job>)> = Vec::new();
    for job in jobs.iter().filter(|job| job.way == Way::Post) {
        match envelopes.iter_mut().find(|(recipient, _)| *recipient == &job.recipient) {
            Some((_, together)) => together.push(job),
            None => envelopes.push((&job.recipient, vec![job])),
        }
    }
    envelopes.into_iter().map(|(_, together)| together).collect()
}

/// Makes a cover for each recipient of copies that were made and go by post. Copies whose cover
/// can't be made wait: nothing goes into an envelope without saying what it is.
pub(super) fn add(
    office: &Office<'_>,
    record: &Record,
    jobs: &[Option<Job>],
    copies: &mut [Copy],
    restricted: bool,
) {
    let by_post = |copy: &Copy| copy.way == Way::Post && matches!(copy.state, State::Made { .. });
    let recipients: BTreeSet<Option<usize>> =
        copies.iter().filter(|copy| by_post(copy)).map(|copy| copy.recipient).collect();
    for recipient in recipients {
        let places: Vec<usize> = (0..copies.len())
            .filter(|place| copies[*place].recipient == recipient && by_post(&copies[*place]))
            .collect();
        let together: Vec<&Job> =
            places.iter().filter_map(|place| jobs.get(*place)?.as_ref()).collect();
        let made = one(office, record, &together, restricted);
        for place in places {
            match &made {
                Ok(cover) => copies[place].cover = Some(cover.clone()),
                Err(reasons) => {
                    office.store.discard(&copies[place].state);
                    copies[place].state = State::Held(reasons.clone());
                }
            }
        }
    }
}

fn one(
    office: &Office<'_>,
    record: &Record,
    jobs: &[&Job],
    restricted: bool,
) -> Result<CoverMade, Vec<Finding>> {
    let prepared = prepare(office.kit, record, jobs, &office.setting)?;
    let estimated_pages = merge::pages(&prepared.merged);
    let (pdf, pages) = if office.store.keeps_nothing() {
        (prepared.data, estimated_pages)
    } else {
        let reply = office.kit.renderer.render(&prepared.request());
        let Some(document) = reply.document else { return Err(reply.findings) };
        (document.pdf, document.inspection.pages)
    };
    let kept = office.store.keep("covers", &pdf, restricted);
    let (path, sha256) =
        kept.map_err(|_| vec![Finding::new("RUN-01", "the cover can't be written")])?;
    let language = prepared.merged.document.language;
    Ok(CoverMade { path, sha256, pages, estimated_pages, language })
}

/// Everything but the rendering.
pub(super) fn prepare(
    kit: &Kit,
    record: &Record,
    jobs: &[&Job],
    setting: &Setting<'_>,
) -> Result<Prepared, Vec<Finding>> {
    let failed = |message: &str| vec![Finding::new("RUN-01", message)];
    let cover =
        cover(record, jobs, setting).ok_or_else(|| failed("the cover has nobody to go to"))?;
    let edition = &cover.edition;
    let wording = kit.wordings.get(&edition.language);
    let entry = kit.templates.manifest().entry(edition.layout, edition.format);
    let (Some(wording), Some(entry)) = (wording, entry) else {
        let message = format!("there is no cover in the language `{}`", edition.language);
        return Err(vec![Finding::new("LNG-01", message)]);
    };
    let (data, findings) = merge::cover(&cover, wording, kit.templates.pictures(), None)?;
    let json = serde_json::to_vec(&data).map_err(|_| failed("the cover can't be written"))?;
    let ident = format!(
        "cover|{}|{}|{}|{}|{}",
        record.plan_id, record.version, cover.recipient.id, edition.language, edition.size_pt
    );
    let size_pt = edition.size_pt;
    let withheld = Vec::new();
    let photos = Vec::new();
    Ok(Prepared { entry, merged: data, data: json, ident, size_pt, photos, findings, withheld })
}
