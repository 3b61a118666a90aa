//! Which copies a record leads to: who, with which content, in which form, by which way; and what
//! waits or must not go, each with its reason and, where it could be made, the copy that it would be.

use super::combine::{Partner, Union, is_care_and_treatment, union};
use super::destination::{destination, wanted};
use super::form::{forms, languages};
use super::recipients::{Claim, Standing, claims, own_wishes};
use super::{Edition, Job, Matter, Pack, Part, Setting, Way, disclose, layout};
use crate::config::Action;
use crate::finding::Finding;
use crate::plan::{Basis, Content, Document, Id, Party, Record, Recorded, Status};
use crate::template::Format;

/// What becomes of one copy.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// It may be made.
    Make(Job),
    /// It waits for somebody's decision.
    Hold(Hold),
    /// It must not be sent.
    Suppress(Suppression),
}

/// A copy that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    /// For whom.
    pub recipient: Option<Id>,
    /// With which content.
    pub pack: Pack,
    /// The copy that it would be, where that is known: a decision may let it go.
    pub job: Option<Box<Job>>,
    /// Why, and what to do.
    pub reason: Finding,
}

/// A copy that must not be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppression {
    /// For whom.
    pub recipient: Option<Id>,
    /// With which content.
    pub pack: Pack,
    /// Why.
    pub reason: Finding,
}

/// Everything that a record leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// Its copies, in an order that stays the same from run to run.
    pub copies: Vec<Decision>,
    /// What to look at.
    pub findings: Vec<Finding>,
}

/// Rules whose holds a recorded decision can end. Others end only when the record is put right.
const DECIDABLE: &[&str] = &[
    "SHR-01", "SHR-04", "SHR-05", "SHR-07", "SHR-13", "SHR-14", "SHR-15", "WAL-14", "DAT-03",
    "FMT-04", "PRT-01", "SHR-21",
];

/// Rules that hold a copy for want of a basis.
const NO_BASIS: &[&str] = &["SHR-01", "SHR-07", "WAL-14"];

/// Whether a decision can end a hold of this rule.
pub fn is_decidable(rule: &str) -> bool {
    DECIDABLE.contains(&rule)
}

/// Every copy that the record leads to, judged on the run's date.
pub fn decide(matter: &Matter<'_>, setting: &Setting<'_>) -> Decided {
    let record = matter.record;
    let mut decided = Decided::default();
    let Some(subject) = record.subject() else {
        decided.copies.push(held(None, Pack::Full, no_subject()));
        return decided;
    };
    let own = Some(subject.party_id.clone());
    if let Some(reason) = must_not_go(record, subject, setting) {
        let died = reason.rule.id == "SHR-12";
        decided.copies.push(suppressed(own, Pack::Full, reason));
        if died {
            wait_for_a_human(record, setting, &mut decided);
        }
        return decided;
    }
    if record.plan_date.is_none() {
        let reason = Finding::new("DAT-04", "the plan has no date")
            .at("plan_date")
            .help("a signed plan says when it was made: add `plan_date`");
        decided.copies.push(held(own, Pack::Full, reason));
        return decided;
    }
    let union = union(record, matter.group, setting);
    refusals(subject, &union, &mut decided);
    for pack in own_packs(record) {
        own_copies(matter, setting, subject, pack, &union, &mut decided);
    }
    for claim in claims(record, setting.date, setting.config.policy.request_months) {
        others_copies(matter, setting, claim, &union, &mut decided);
    }
    decided.findings.extend(older_copies(record, &decided.copies));
    decided.findings.extend(ended_decisions(record, setting));
    if setting.config.policy.file_copy {
        file_copy(record, setting, subject, &mut decided);
    }
    decided
}

fn no_subject() -> Finding {
    Finding::new(
        "SHR-10",
        "no party, or more than one, is marked as the person the record is about",
    )
    .at("parties")
    .help("mark exactly one party with `is_subject: true`")
}

fn held(recipient: Option<Id>, pack: Pack, reason: Finding) -> Decision {
    Decision::Hold(Hold { recipient, pack, job: None, reason })
}

fn suppressed(recipient: Option<Id>, pack: Pack, reason: Finding) -> Decision {
    Decision::Suppress(Suppression { recipient, pack, reason })
}

/// Reasons to send nothing at all.
fn must_not_go(record: &Record, subject: &Party, setting: &Setting<'_>) -> Option<Finding> {
    if subject.date_of_death.is_some_and(|died| died <= setting.date) {
        return Some(
            Finding::new("SHR-12", "the person has died")
                .at("parties")
                .help("nothing is addressed to the person; a worker writes to the family"),
        );
    }
    let unfinished = match record.status {
        Status::SignedOff => None,
        Status::Draft => Some("the record is a draft"),
        Status::AwaitingSignOff => Some("the record is not signed off yet"),
        Status::Superseded => Some("a newer version replaces the record"),
        Status::Withdrawn => Some("the record was withdrawn"),
        // A closure statement says that a plan is closed, and must go.
        Status::Closed
            if matches!(record.document, Document::Closure | Document::DecisionLetter) =>
        {
            None
        }
        Status::Closed => Some("the plan is closed"),
    };
    if let Some(message) = unfinished {
        return Some(
            Finding::new("STA-01", message).at("status").help("only what is signed off is sent"),
        );
    }
    if record.owner_organisation.is_some() {
        return Some(
            Finding::new("SHR-18", "the plan is another organisation's").at("owner_organisation"),
        );
    }
    (subject.record_restricted && !setting.include_restricted).then(|| {
        Finding::new("STA-02", "the record is restricted")
            .at("parties")
            .help("restricted records are not part of a bulk run; a named officer makes this copy")
    })
}

/// X01: the person has died, and somebody else was to have a copy.
fn wait_for_a_human(record: &Record, setting: &Setting<'_>, decided: &mut Decided) {
    for claim in claims(record, setting.date, setting.config.policy.request_months) {
        let recipient = Some(claim.party.party_id.clone());
        if let Standing::MustNot(reason) = claim.standing {
            decided.copies.push(suppressed(recipient, claim.pack, reason));
            continue;
        }
        let reason =
            Finding::new("SHR-12", "the person has died: a worker decides about this copy")
                .at(claim.field);
        decided.copies.push(held(recipient, claim.pack, reason));
    }
}

/// A plan that should be combined or integrated and can't be waits; each person's own is made.
fn refusals(subject: &Party, union: &Union<'_>, decided: &mut Decided) {
    for reason in &union.refused {
        decided.copies.push(held(Some(subject.party_id.clone()), Pack::Full, reason.clone()));
    }
}

fn own_packs(record: &Record) -> Vec<Pack> {
    let mut packs = vec![Pack::Full];
    if record.document == Document::Plan && wants_summary(&record.content) {
        packs.push(Pack::PublicSummary);
    }
    packs
}

/// The subject's own copies of one pack, in every form and language that they need.
fn own_copies(
    matter: &Matter<'_>,
    setting: &Setting<'_>,
    subject: &Party,
    pack: Pack,
    union: &Union<'_>,
    decided: &mut Decided,
) {
    let declined = &matter.record.copy_declined;
    if let Some(place) = declined.iter().position(|one| one.as_str() == subject.party_id.as_str()) {
        let reason = Finding::new("SHR-16", "the person said that they want no copy")
            .at(format!("copy_declined[{place}]"));
        decided.copies.push(suppressed(Some(subject.party_id.clone()), pack, reason));
        return;
    }
    let (channel, also_print) = own_wishes(matter.record, setting.date);
    let parts = if pack == Pack::Full { parts_for_subject(union, setting) } else { Vec::new() };
    let claim = Claim {
        party: subject,
        field: party_field(matter.record, subject),
        pack,
        sections: None,
        standing: Standing::Stands(Basis::Duty),
        channel,
        also_print,
        findings: Vec::new(),
    };
    copies_of(matter, setting, &claim, parts, decided);
}

/// Somebody else's copies.
fn others_copies(
    matter: &Matter<'_>,
    setting: &Setting<'_>,
    mut claim: Claim<'_>,
    union: &Union<'_>,
    decided: &mut Decided,
) {
    let recipient = Some(claim.party.party_id.clone());
    if let Standing::MustNot(reason) = claim.standing {
        decided.copies.push(suppressed(recipient, claim.pack, reason));
        return;
    }
    // Who is a subject of the combined plan has this part in their own copy of it.
    let served = union
        .combined
        .iter()
        .any(|partner| partner.subject_here.as_str() == claim.party.party_id.as_str());
    if served && matches!(claim.standing, Standing::Stands(_)) {
        let reason =
            Finding::new("SHR-19", "this copy is part of the recipient's own combined plan")
                .at(claim.field);
        decided.copies.push(suppressed(recipient, claim.pack, reason));
        return;
    }
    if let (true, Standing::Stands(basis)) = (is_care_and_treatment(matter.record), &claim.standing)
    {
        let reason = Finding::new(
            "SHR-15",
            "who gets a care and treatment plan is the health board's list to decide",
        )
        .at(claim.field.clone());
        claim.standing = Standing::Waits(reason, *basis);
    }
    let parts = if claim.pack.is_whole() && claim.sections.is_none() {
        parts_for_others(union, &claim, setting)
    } else {
        Vec::new()
    };
    copies_of(matter, setting, &claim, parts, decided);
}

/// Every form and language of one claim.
fn copies_of(
    matter: &Matter<'_>,
    setting: &Setting<'_>,
    claim: &Claim<'_>,
    parts: Vec<Part>,
    decided: &mut Decided,
) {
    let Matter { record, .. } = *matter;
    let party = claim.party;
    let own = party.is_subject;
    decided.findings.extend(claim.findings.iter().cloned());
    let access = party.access.clone().unwrap_or_default();
    let party_field = party_field(record, party);
    let forms = forms(
        &access,
        &setting.config.policy,
        &setting.lists.codes,
        &party_field,
        claim.also_print,
    );
    decided.findings.extend(forms.findings.iter().cloned());
    let (languages, finding) = languages(record, &access, &party_field, own);
    decided.findings.extend(finding);
    let basis = match &claim.standing {
        Standing::Stands(basis) | Standing::Waits(_, basis) => *basis,
        Standing::MustNot(_) => return,
    };
    let mut base = Job {
        recipient: party.party_id.clone(),
        pack: claim.pack,
        sections: claim.sections.clone(),
        basis,
        edition: Edition {
            layout: layout(record.document, claim.pack),
            format: Format::Standard,
            size_pt: setting.config.policy.standard_point_size,
            language: record.main_language(),
        },
        way: Way::Post,
        by_hand: None,
        parts,
        separate: record.is_combined(),
        accepted: Vec::new(),
    };
    base.separate = base.separate && base.parts.is_empty();
    let mut waits = match &claim.standing {
        Standing::Waits(reason, _) => vec![reason.clone()],
        _ => Vec::new(),
    };
    let reach =
        destination(record, party, claim.channel, forms.by_email, &party_field, setting.date);
    match reach {
        Ok(reach) => {
            if reach.way == Way::Post {
                waits.extend(no_post(matter.findings(), &party_field));
            }
            base.way = reach.way;
            decided.findings.extend(reach.findings);
        }
        Err(reason) => {
            // Whoever lets it go lets it go the way that was asked for.
            base.way = wanted(claim.channel, forms.by_email);
            waits.push(reason);
        }
    }
    let mut jobs: Vec<Job> = Vec::new();
    for language in &languages {
        for (format, size_pt) in &forms.formats {
            // The summary is for others to read: the easy-read form is the person's own copy.
            if claim.pack.is_opt_in() && *format == Format::EasyRead {
                continue;
            }
            let edition = Edition {
                format: *format,
                size_pt: *size_pt,
                language: language.clone(),
                ..base.edition.clone()
            };
            let mut job = Job { edition, ..base.clone() };
            if let Some(finding) = unreadable_part(matter, &job) {
                if !decided.findings.contains(&finding) {
                    decided.findings.push(finding);
                }
                job.parts.clear();
                job.separate = true;
            }
            jobs.push(job);
        }
        for form in &forms.by_hand {
            let edition = Edition { language: language.clone(), ..base.edition.clone() };
            let way = Way::Transcription;
            jobs.push(Job { edition, way, by_hand: Some(*form), ..base.clone() });
        }
    }
    for job in jobs {
        decided.copies.push(settle(matter, setting, job, waits.clone()));
    }
}

/// The other part of a combined plan that the reader could not read: it waits for its translation or
/// its easy read, and the reader's own plan, which they are owed, goes without it.
fn unreadable_part(matter: &Matter<'_>, job: &Job) -> Option<Finding> {
    let Edition { format, language, .. } = &job.edition;
    let mut others =
        matter.group.iter().filter(|one| job.parts.iter().any(|part| part.plan == one.plan_id));
    let unread = others.any(|other| {
        !other.languages.contains(language)
            || *format == Format::EasyRead && !has_easy_read(other, language.as_str())
    });
    unread.then(|| {
        let mut finding = Finding::new(
            if *format == Format::EasyRead { "FMT-04" } else { "LNG-01" },
            "the other person's part of the combined plan can't be read in this form",
        )
        .at("linked_plans")
        .help("have it translated or written in easy read; the reader's own plan goes without it");
        finding.severity = crate::finding::Severity::Warn;
        finding.stops = crate::finding::Stops::Nothing;
        finding
    })
}

fn has_easy_read(record: &Record, language: &str) -> bool {
    let mut found = false;
    crate::plan::strings(&record.content, "", &mut |piece| {
        found |=
            piece.kind == crate::plan::StringKind::EasyRead && piece.language == Some(language);
    });
    found
}

/// PRT-01: what a check found in the address closes post, and nothing else.
fn no_post(findings: &[Finding], party_field: &str) -> Option<Finding> {
    let of_party =
        |field: &str| field.strip_prefix(party_field).is_some_and(|rest| rest.starts_with('.'));
    findings
        .iter()
        .find(|finding| {
            finding.rule.id == "PRT-01"
                && finding.severity == crate::finding::Severity::Block
                && of_party(&finding.field)
        })
        .cloned()
}

/// What becomes of one copy: what waits is let go by a decision that stands, and what may go is
/// looked at once more as the reader would see it.
fn settle(
    matter: &Matter<'_>,
    setting: &Setting<'_>,
    mut job: Job,
    mut waits: Vec<Finding>,
) -> Decision {
    if let Some(reason) = given_before(matter.record, &job) {
        return suppressed(Some(job.recipient), job.pack, reason);
    }
    let released_basis = waits.iter().any(|reason| NO_BASIS.contains(&reason.rule.id));
    let mut routed = false;
    let mut accepted = Vec::new();
    let decisions: Vec<_> = setting.decisions_about(matter.record, &job.recipient).collect();
    let latest = decisions.iter().enumerate().filter(|(place, decision)| {
        !decisions[place + 1..].iter().any(|later| later.rule == decision.rule)
    });
    let mut withheld: Vec<&str> = Vec::new();
    for (_, decision) in latest {
        if !is_decidable(&decision.rule) {
            continue;
        }
        match decision.action {
            Action::Withhold => {
                withheld.push(&decision.rule);
                continue;
            }
            Action::Release => {}
            Action::Route(channel) => {
                if job.by_hand.is_none() {
                    job.way = Way::of(channel);
                }
                routed = true;
            }
        }
        waits.retain(|reason| reason.rule.id != decision.rule);
        accepted.push(decision.rule.clone());
    }
    // What was let go without a basis of its own goes on that decision, and says so.
    if accepted.iter().any(|rule| NO_BASIS.contains(&rule.as_str())) && released_basis {
        job.basis = Basis::Override;
    }
    job.accepted = accepted;
    let refused = |job: Job, reason: Finding| {
        if withheld.contains(&reason.rule.id) {
            return suppressed(Some(job.recipient), job.pack, reason);
        }
        wait(job, reason)
    };
    if let Some(place) = waits.iter().position(|reason| withheld.contains(&reason.rule.id)) {
        return refused(job, waits.swap_remove(place));
    }
    if let Some(reason) = waits.into_iter().next() {
        return wait(job, reason);
    }
    match disclose(matter, &job, setting) {
        Err(stopped) => refused(job, stopped.reason),
        Ok(disclosed) => {
            // What an enquiry found goes by hand, unless somebody decided otherwise.
            if disclosed.has_safeguarding && job.way == Way::Post && !routed {
                job.way = Way::Hand;
            }
            Decision::Make(job)
        }
    }
}

fn wait(job: Job, reason: Finding) -> Decision {
    let (recipient, pack) = (Some(job.recipient.clone()), job.pack);
    Decision::Hold(Hold { recipient, pack, job: Some(Box::new(job)), reason })
}

fn given_before(record: &Record, job: &Job) -> Option<Finding> {
    let given = record.copies_given.iter().position(|given| {
        given.party.as_str() == job.recipient.as_str() && given.version == record.version
    })?;
    Some(
        Finding::new("SHR-17", "the recipient was given this version before")
            .at(format!("copies_given[{given}]")),
    )
}

/// X30: who has an older version and is not to have this one. Nothing is sent; somebody may want to
/// tell them that theirs is out of date.
fn older_copies(record: &Record, copies: &[Decision]) -> Vec<Finding> {
    let has_new = |party: &str| {
        copies.iter().any(|copy| match copy {
            Decision::Make(job) => job.recipient.as_str() == party,
            Decision::Hold(hold) => {
                hold.recipient.as_ref().is_some_and(|one| one.as_str() == party)
            }
            Decision::Suppress(_) => false,
        })
    };
    let given = record.copies_given.iter().enumerate();
    given
        .filter(|(_, given)| given.version < record.version && !has_new(given.party.as_str()))
        .map(|(number, _)| {
            Finding::new("SHR-20", "a recipient of an earlier version is not to have this one")
                .at(format!("copies_given[{number}]"))
        })
        .collect()
}

/// DEC-01: what was decided about this plan and holds no longer, or never could.
fn ended_decisions(record: &Record, setting: &Setting<'_>) -> Vec<Finding> {
    let of_plan = setting
        .decisions
        .decisions
        .iter()
        .enumerate()
        .filter(|(_, decision)| decision.plan == record.plan_id);
    of_plan
        .filter_map(|(number, decision)| {
            let message = if !is_decidable(&decision.rule) {
                "a hold of this rule ends when the record is put right, not by a decision"
            } else if !decision.stands(setting.date) {
                "a recorded decision has ended, or doesn't say who decided and why"
            } else {
                return None;
            };
            let help = format!("see entry {} of decisions.yaml", number + 1);
            Some(Finding::new("DEC-01", message).help(help))
        })
        .collect()
}

/// The council's own copy, with what was left out of the person's.
fn file_copy(record: &Record, setting: &Setting<'_>, subject: &Party, decided: &mut Decided) {
    decided.copies.push(Decision::Make(Job {
        recipient: subject.party_id.clone(),
        pack: Pack::FileCopy,
        sections: None,
        basis: Basis::Duty,
        edition: Edition {
            layout: layout(record.document, Pack::FileCopy),
            format: Format::Standard,
            size_pt: setting.config.policy.standard_point_size,
            language: record.main_language(),
        },
        way: Way::File,
        by_hand: None,
        parts: Vec::new(),
        separate: false,
        accepted: Vec::new(),
    }));
}

/// In the subject's copy of a combined plan: the other people's parts, as far as they may be shared
/// with somebody they made it with; and the other organisations' parts about the subject.
fn parts_for_subject(union: &Union<'_>, setting: &Setting<'_>) -> Vec<Part> {
    let combined = union.combined.iter().map(|partner| {
        let (pack, sections) = asked_for(partner, setting);
        Part {
            plan: partner.record.plan_id.clone(),
            recipient: Id(partner.subject_there.as_str().to_owned()),
            pack,
            sections,
            basis: Basis::Consent,
        }
    });
    let integrated = union.integrated.iter().map(|partner| Part {
        plan: partner.record.plan_id.clone(),
        recipient: Id(partner.subject_there.as_str().to_owned()),
        pack: Pack::Full,
        sections: None,
        basis: Basis::Duty,
    });
    combined.chain(integrated).collect()
}

/// The other organisations' parts of a copy that somebody else is to have: only for who stands in
/// that organisation's record as well, with the same pack and on a basis that stands there. Ids are
/// each record's own: the name must be the same too.
fn parts_for_others(union: &Union<'_>, claim: &Claim<'_>, setting: &Setting<'_>) -> Vec<Part> {
    let Standing::Stands(basis) = claim.standing else { return Vec::new() };
    let parts = union.integrated.iter().filter_map(|partner| {
        let months = setting.config.policy.request_months;
        let there = claims(partner.record, setting.date, months).into_iter().find(|there| {
            there.party.party_id == claim.party.party_id
                && there.party.name.plain() == claim.party.name.plain()
                && there.pack == claim.pack
                && there.sections.is_none()
                && matches!(there.standing, Standing::Stands(_))
        })?;
        Some(Part {
            plan: partner.record.plan_id.clone(),
            recipient: there.party.party_id.clone(),
            pack: claim.pack,
            sections: None,
            basis,
        })
    });
    parts.collect()
}

/// What the other person asked that this one have of their plan, no more and no less; without a
/// request that stands, what somebody who helps needs to know.
fn asked_for(partner: &Partner<'_>, setting: &Setting<'_>) -> (Pack, Option<Vec<String>>) {
    let months = setting.config.policy.request_months;
    let asked = claims(partner.record, setting.date, months).into_iter().find(|claim| {
        claim.party.party_id.as_str() == partner.subject_there.as_str()
            && matches!(claim.pack, Pack::RequestedFull | Pack::CareCopy | Pack::Summary)
            && matches!(claim.standing, Standing::Stands(_))
    });
    asked.map_or((Pack::CareCopy, None), |claim| (claim.pack, claim.sections))
}

fn party_field(record: &Record, party: &Party) -> String {
    let number = record.parties.iter().position(|one| one.party_id == party.party_id);
    format!("parties[{}]", number.unwrap_or_default())
}

/// Whether the person agreed to share at least one item.
fn wants_summary(content: &Content) -> bool {
    let json = serde_json::to_value(content).unwrap_or_default();
    opted_in(&json)
}

fn opted_in(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Object(map) => {
            map.get("public_summary") == Some(&serde_json::Value::Bool(true))
                || map.values().any(opted_in)
        }
        serde_json::Value::Array(items) => items.iter().any(opted_in),
        _ => false,
    }
}

/// SHR-10: whether a document would say anything of its own.
pub(super) fn says_anything(document: Document, pack: Pack, content: &Content) -> bool {
    if matches!(pack, Pack::Finance | Pack::DpExtract) {
        return content.personal_budget.given().is_some()
            || filled(&content.direct_payments)
            || content.charges.given().is_some()
            || filled(&content.supports);
    }
    match document {
        Document::Plan => {
            content.about_me.is_some()
                || filled(&content.needs)
                || filled(&content.outcomes)
                || filled(&content.supports)
                || filled(&content.contingency)
                || content.carer_wishes.is_some()
        }
        Document::Review | Document::Confirmation => content.review_record.is_some(),
        Document::Closure => content.closure_statement.is_some(),
        Document::DecisionLetter => content.decision_letter.is_some(),
        Document::IndependentBudget => content.independent_personal_budget.is_some(),
    }
}

fn filled<T>(list: &Recorded<Vec<T>>) -> bool {
    list.given().is_some_and(|items| !items.is_empty())
}
