//! One copy on its own, for a look: `planpress render` and `planpress watch`.

use super::document::{Booklet, prepare, whole};
use super::office::current;
use super::{Fatal, Kit, Prepared, covers, names, with_matters, zones};
use crate::disclose::{Decision, Edition, Job, Matter, Pack, Setting, Way, decide};
use crate::finding::Finding;
use crate::plan::{Basis, LanguageTag, Record};
use crate::render::{Preview, Reply};
use crate::source::{Inputs, Limits, Sourced, index};
use crate::template::Format;

/// Which copy.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The plan's id.
    pub plan: String,
    /// The recipient, whose basis is then checked as in a run. Without, nobody's is, and every page
    /// says so.
    pub recipient: Option<String>,
    /// Which content.
    pub pack: Option<Pack>,
    /// In which form.
    pub format: Option<Format>,
    /// At which size.
    pub size_pt: Option<u32>,
    /// In which language.
    pub language: Option<LanguageTag>,
    /// The letter on top of the envelope of all that the recipient has by post, instead of a copy.
    pub cover: bool,
    /// The envelope that a cover is for; the smallest without.
    pub envelope: Option<String>,
    /// As pictures, the first page alone, with the zones over it that must stay free.
    pub zones: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Single {
    /// The PDF, or none where something stops it.
    pub pdf: Option<Vec<u8>>,
    /// Its pages as PNG pictures, where they were asked for.
    pub pictures: Vec<Vec<u8>>,
    /// How many pages it has.
    pub pages: usize,
    /// What stops it, and what to look at. What only its pages break does not stop the pictures.
    pub findings: Vec<Finding>,
}

/// Makes one copy in memory.
///
/// # Errors
/// When templates or inputs can't be used.
pub fn one(
    kit: &Kit,
    inputs: &Inputs,
    choice: &Choice,
    setting: &Setting<'_>,
    as_pictures: bool,
) -> Result<Single, Fatal> {
    let index = index(inputs, &Limits::default());
    let names = names(&index);
    let mut broken = index.findings.clone();
    for group in &index.groups {
        let records = current(&index, group);
        let values: Vec<&Record> = records.iter().map(|(_, sourced)| &sourced.value).collect();
        if values.iter().any(|record| record.plan_id == choice.plan) {
            let mut sourced = records.iter().map(|(_, sourced)| sourced);
            let made = with_matters(kit, &names, &values, setting.date, |matter, _| {
                let sourced = sourced.next()?;
                let chosen = matter.record.plan_id == choice.plan;
                chosen.then(|| make(kit, matter, sourced, choice, setting, as_pictures))
            });
            if let Some(single) = made.into_iter().flatten().next() {
                return Ok(single);
            }
        }
        broken.extend(index.read(group).into_iter().filter_map(|read| read.result.err()).flatten());
    }
    if broken.is_empty() {
        return Err(Fatal::NoSuchPlan(choice.plan.clone()));
    }
    Ok(Single { findings: broken, ..Single::default() })
}

fn make(
    kit: &Kit,
    matter: &Matter<'_>,
    sourced: &Sourced<Record>,
    choice: &Choice,
    setting: &Setting<'_>,
    as_pictures: bool,
) -> Single {
    let single = shown(kit, matter, sourced, choice, setting, as_pictures);
    let single = single.unwrap_or_else(|findings| Single { findings, ..Single::default() });
    let findings = single.findings.into_iter().map(|finding| sourced.locate(finding));
    Single { findings: findings.collect(), ..single }
}

/// The copy, or why there is none.
fn shown(
    kit: &Kit,
    matter: &Matter<'_>,
    sourced: &Sourced<Record>,
    choice: &Choice,
    setting: &Setting<'_>,
    as_pictures: bool,
) -> Result<Single, Vec<Finding>> {
    let record_file = &sourced.origin().file;
    if choice.cover {
        let prepared = prepared_cover(kit, matter, choice, setting)?;
        return if as_pictures { drawn(kit, prepared, choice) } else { printed(kit, prepared) };
    }
    let (job, running) = match &choice.recipient {
        Some(recipient) => (entitled(matter, choice, recipient, setting)?, None),
        None => (preview(kit, matter, choice, setting), Some("running.preview")),
    };
    if as_pictures {
        let prepared = prepare(kit, matter, &job, setting, running);
        let prepared = prepared.map_err(|(findings, _)| findings)?;
        return drawn(kit, prepared.with_photos(record_file), choice);
    }
    let Booklet { pdf, pages, findings, .. } =
        whole(kit, matter, &job, setting, running, record_file)?;
    Ok(Single { pdf: Some(pdf), pages, findings, ..Single::default() })
}

/// As pictures.
fn drawn(kit: &Kit, prepared: Prepared, choice: &Choice) -> Result<Single, Vec<Finding>> {
    if choice.zones {
        let pictures = vec![zones::picture(kit, &prepared)?];
        return Ok(Single { pages: 1, pictures, findings: prepared.findings, pdf: None });
    }
    let Preview { pictures, findings } = kit.renderer.preview(&prepared.request())?;
    let findings = [prepared.findings, findings].concat();
    Ok(Single { pages: pictures.len(), pictures, findings, pdf: None })
}

/// A cover as a PDF.
fn printed(kit: &Kit, prepared: Prepared) -> Result<Single, Vec<Finding>> {
    let Reply { document, findings } = kit.renderer.render(&prepared.request());
    let Some(document) = document else { return Err(findings) };
    let findings = [prepared.findings, findings].concat();
    let pages = document.inspection.pages;
    Ok(Single { pdf: Some(document.pdf), pages, findings, ..Single::default() })
}

/// The cover of all that the recipient has by post; without a recipient, of a copy for the person,
/// for a look.
fn prepared_cover(
    kit: &Kit,
    matter: &Matter<'_>,
    choice: &Choice,
    setting: &Setting<'_>,
) -> Result<Prepared, Vec<Finding>> {
    let jobs = match &choice.recipient {
        Some(recipient) => {
            let first = entitled(matter, choice, recipient, setting)?;
            let all = decide(matter, setting).copies.into_iter();
            let together = all.filter_map(|decision| match decision {
                Decision::Make(job)
                    if (&job.recipient, job.way) == (&first.recipient, first.way) =>
                {
                    Some(job)
                }
                _ => None,
            });
            together.collect()
        }
        None => vec![preview(kit, matter, choice, setting)],
    };
    let print = &kit.config.print;
    let envelope = match &choice.envelope {
        Some(name) => {
            let named = print.envelopes.iter().find(|envelope| envelope.name == *name);
            Some(named.ok_or_else(|| {
                let names: Vec<&str> =
                    print.envelopes.iter().map(|envelope| envelope.name.as_str()).collect();
                let help = format!("the envelopes are {}", names.join(", "));
                vec![Finding::new("CFG-02", format!("there is no envelope `{name}`")).help(help)]
            })?)
        }
        None => print.envelopes.first(),
    };
    let jobs: Vec<&Job> = jobs.iter().collect();
    let running = choice.recipient.is_none().then_some("running.preview");
    let geometry = covers::geometry(print, envelope);
    covers::prepare(kit, matter.record, &jobs, setting, geometry, running)
}

/// The first copy that the recipient is to have and that fits the choice.
fn entitled(
    matter: &Matter<'_>,
    choice: &Choice,
    recipient: &str,
    setting: &Setting<'_>,
) -> Result<Job, Vec<Finding>> {
    let mut reasons = Vec::new();
    for decision in decide(matter, setting).copies {
        match decision {
            Decision::Make(job) if job.recipient.as_str() == recipient && fits(&job, choice) => {
                return Ok(job);
            }
            Decision::Make(_) => {}
            Decision::Hold(hold) => {
                if hold.recipient.is_none_or(|one| one.as_str() == recipient) {
                    reasons.push(hold.reason);
                }
            }
            Decision::Suppress(suppression) => {
                if suppression.recipient.is_none_or(|one| one.as_str() == recipient) {
                    reasons.push(suppression.reason);
                }
            }
        }
    }
    if reasons.is_empty() {
        reasons.push(
            Finding::new("SHR-10", "this recipient is to have no such copy")
                .help("leave out `--recipient` for a preview that is not for sending"),
        );
    }
    Err(reasons)
}

fn fits(job: &Job, choice: &Choice) -> bool {
    choice.pack.is_none_or(|pack| pack == job.pack)
        && choice.format.is_none_or(|format| format == job.edition.format)
        && choice.size_pt.is_none_or(|size| size == job.edition.size_pt)
        && choice.language.as_ref().is_none_or(|language| *language == job.edition.language)
}

/// Any form of any pack, for a look.
fn preview(kit: &Kit, matter: &Matter<'_>, choice: &Choice, setting: &Setting<'_>) -> Job {
    let record = matter.record;
    let own = decide(matter, setting).copies.into_iter().find_map(|decision| match decision {
        Decision::Make(job) => Some(job.edition),
        _ => None,
    });
    let pack = choice.pack.unwrap_or(Pack::Full);
    let format =
        choice.format.or(own.as_ref().filter(|_| choice.size_pt.is_none()).map(|own| own.format));
    let policy = &kit.config.policy;
    let default = match format {
        Some(Format::LargePrint) => policy.large_print_point_size,
        Some(Format::EasyRead) => policy.easy_read_point_size,
        Some(Format::Standard) => policy.standard_point_size,
        None => own.as_ref().map_or(policy.standard_point_size, |own| own.size_pt),
    };
    let asked = choice
        .size_pt
        .or(own.as_ref().filter(|own| Some(own.format) == format).map(|own| own.size_pt));
    let size_pt = asked.unwrap_or(default);
    let format = format.unwrap_or(crate::disclose::print_format(size_pt));
    // A form never has smaller type than its own floor.
    let floor = match format {
        Format::Standard => 12,
        Format::LargePrint | Format::EasyRead => 16,
    };
    let language = choice
        .language
        .clone()
        .or(own.map(|own| own.language))
        .unwrap_or_else(|| record.main_language());
    Job {
        recipient: record.subject().map(|subject| subject.party_id.clone()).unwrap_or_default(),
        pack,
        sections: None,
        basis: Basis::Duty,
        edition: Edition {
            layout: crate::disclose::layout(record.document, pack),
            format,
            size_pt: size_pt.max(floor),
            language,
        },
        way: Way::Post,
        by_hand: None,
        parts: Vec::new(),
        separate: false,
        accepted: Vec::new(),
    }
}
