//! One copy on its own, for a look: `planpress render`.

use super::document::{prepare, whole};
use super::office::current;
use super::{Fatal, Kit, Prepared, covers, names, with_matters, zones};
use crate::disclose::{Decision, Edition, Job, Matter, Pack, Setting, Way, decide};
use crate::finding::Finding;
use crate::plan::{Basis, LanguageTag, Record};
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
#[derive(Debug)]
pub struct Single {
    /// The PDF, or none where something stops it.
    pub pdf: Option<Vec<u8>>,
    /// Its pages as PNG pictures, where they were asked for.
    pub pictures: Vec<Vec<u8>>,
    /// What stops it, and what to look at.
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
        broken.push(
            Finding::new("REC-08", "no record of the input has this plan id")
                .help("check `--plan` against `plan_id`"),
        );
    }
    Ok(Single { pdf: None, pictures: Vec::new(), findings: broken })
}

fn make(
    kit: &Kit,
    matter: &Matter<'_>,
    sourced: &Sourced<Record>,
    choice: &Choice,
    setting: &Setting<'_>,
    as_pictures: bool,
) -> Single {
    let stopped = |findings: Vec<Finding>| Single {
        pdf: None,
        pictures: Vec::new(),
        findings: findings.into_iter().map(|finding| sourced.locate(finding)).collect(),
    };
    if choice.cover {
        let prepared = match prepared_cover(kit, matter, choice, setting) {
            Ok(prepared) => prepared,
            Err(findings) => return stopped(findings),
        };
        return match shown(kit, &prepared, choice, as_pictures) {
            Ok((pdf, pictures)) => Single { pdf, pictures, findings: prepared.findings },
            Err(findings) => stopped(findings),
        };
    }
    let (job, running) = match &choice.recipient {
        Some(recipient) => match entitled(matter, choice, recipient, setting) {
            Ok(job) => (job, None),
            Err(findings) => return stopped(findings),
        },
        None => (preview(kit, matter, choice, setting), Some("running.preview")),
    };
    if as_pictures {
        let prepared = match prepare(kit, matter, &job, setting, running) {
            Ok(prepared) => prepared.with_photos(&sourced.origin().file),
            Err((findings, _)) => return stopped(findings),
        };
        return match shown(kit, &prepared, choice, true) {
            Ok((_, pictures)) => Single { pdf: None, pictures, findings: prepared.findings },
            Err(findings) => stopped(findings),
        };
    }
    match whole(kit, matter, &job, setting, running, &sourced.origin().file) {
        Ok((pdf, findings)) => Single { pdf: Some(pdf), pictures: Vec::new(), findings },
        Err(findings) => stopped(findings),
    }
}

/// A PDF, or pictures.
type Shown = (Option<Vec<u8>>, Vec<Vec<u8>>);

fn shown(
    kit: &Kit,
    prepared: &Prepared,
    choice: &Choice,
    as_pictures: bool,
) -> Result<Shown, Vec<Finding>> {
    if as_pictures && choice.zones {
        return Ok((None, vec![zones::picture(kit, prepared)?]));
    }
    if as_pictures {
        return Ok((None, kit.renderer.preview(&prepared.request())?));
    }
    let reply = kit.renderer.render(&prepared.request());
    let document = reply.document.ok_or(reply.findings)?;
    Ok((Some(document.pdf), Vec::new()))
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
