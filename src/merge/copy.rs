//! What a copy says of itself: of whose plan it is, for whom, why they have it, that it is a part,
//! and whom "you" means. The sentence about a part is the same whatever was left out, or whether
//! anything was, so that it reveals nothing.

use super::combined;
use super::data::{Block, Words};
use super::opening::kind;
use super::page::{Page, Reader, called, paragraph, run_on};
use crate::disclose::{Disclosure, Pack, Person};
use crate::plan::{Basis, Document, Recorded, Role};
use crate::wording::Wording;

/// The title of a copy that is not the person's own.
pub(super) fn title(page: &Page<'_>) -> Words {
    let Disclosure { pack, .. } = page.disclosure;
    let of = page.wording.say(&format!("copied.{}", kind(page.disclosure)));
    page.fill(&format!("copy_title.{}", pack.as_str()), &[("of", &of)])
}

/// What stands first in a copy for somebody else, or for the council.
pub(super) fn lead(page: &Page<'_>) -> Vec<Block> {
    let mut blocks = vec![paragraph(what_it_is(page))];
    blocks.extend(part_notice(page).map(paragraph));
    if page.reader() == Reader::Other {
        blocks.push(paragraph(page.fill("copy.you", &[("name", &subject(page.disclosure))])));
    }
    blocks
}

/// "This is a copy of Harold's plan. It is for Edith. Harold asked us to give you this."
fn what_it_is(page: &Page<'_>) -> Words {
    let Disclosure { subject: person, recipient, pack, .. } = page.disclosure;
    let whose = combined::whose(page).unwrap_or_else(|| person.name.formal());
    let of = format!("copied_of.{}", kind(page.disclosure));
    let of = page.wording.fill(&of, &[("name", &whose)]);
    if *pack == Pack::FileCopy {
        return page.fill("copy_lead.file", &[("of", &of)]);
    }
    let key = match pack {
        Pack::Full | Pack::RequestedFull => "copy_lead.whole",
        Pack::Summary => "copy_lead.summary",
        _ => "copy_lead.part",
    };
    let recipient = recipient.name.formal();
    let lead = page.fill(key, &[("of", &of), ("recipient", &recipient)]);
    run_on(vec![lead, basis(page)]).unwrap_or_default()
}

/// Why the reader has it.
fn basis(page: &Page<'_>) -> Words {
    let Disclosure { basis, recipient, pack, .. } = page.disclosure;
    super::page::words(&why(page.wording, (*basis, *pack), recipient, &subject(page.disclosure)))
}

/// Why somebody has a copy of this person's plan, in one sentence.
pub(super) fn why(
    wording: &Wording,
    (basis, pack): (Basis, Pack),
    reader: &Person,
    name: &str,
) -> String {
    let is = |roles: &[Role]| reader.roles.iter().any(|role| roles.contains(role));
    let key = match basis {
        Basis::Duty if is(&[Role::Provider]) => "duty_care",
        Basis::Duty if is(&[Role::DpSupportOrganisation, Role::IsfHolder]) => "duty_payments",
        Basis::Duty if is(&[Role::Gp, Role::HealthProfessional]) => "duty_health",
        Basis::Duty if is(&[Role::IndependentAdvocate]) => "duty_advocate",
        Basis::Duty => "duty",
        Basis::SubjectRequest => "subject_request",
        Basis::Consent => "consent",
        Basis::LegalAuthority if pack == Pack::Finance => "legal_authority_money",
        Basis::LegalAuthority => "legal_authority",
        Basis::BestInterests => "best_interests",
        Basis::VitalInterests => "vital_interests",
        Basis::Override => "override",
    };
    wording.fill(&format!("basis.{key}"), &[("name", name)])
}

/// The one sentence that says that this is a part of the plan, and whom to ask.
pub(super) fn part_notice(page: &Page<'_>) -> Option<Words> {
    if !page.disclosure.is_part {
        return None;
    }
    let key = match (page.reader(), page.disclosure.pack) {
        // The file has a section of its own about it.
        (Reader::Council, Pack::FileCopy) => return None,
        (Reader::Council, _) => "part.chosen",
        (Reader::Person, Pack::PublicSummary) => "lead.summary_part",
        (Reader::Person, _) => "part.own",
        (Reader::Other, pack) if pack.is_whole() => "part.whole",
        (Reader::Other, _) => "part.part",
    };
    Some(page.fill(key, &[("ask", &ask(page))]))
}

/// "ring 01632 960001", in the middle of a sentence.
fn ask(page: &Page<'_>) -> String {
    match page.disclosure.council.phone.as_deref() {
        Some(phone) => page.wording.fill("part.ring", &[("phone", &phone.replace(' ', "\u{a0}"))]),
        None => page.wording.say("part.ask"),
    }
}

/// What the person is called in the copy's own sentences.
fn subject(disclosure: &Disclosure) -> String {
    called(&disclosure.subject.name)
}

/// The first line of every page of the council's own copies.
pub(super) fn running(page: &Page<'_>) -> Option<Words> {
    match page.disclosure.pack {
        Pack::FileCopy => Some(page.say("running.file_copy")),
        Pack::SignOffSummary => Some(page.say("running.sign_off")),
        _ => None,
    }
}

/// The same in easy read.
pub(super) fn easy_lead(page: &Page<'_>) -> Vec<Block> {
    let name = subject(page.disclosure);
    let Disclosure { recipient, document, pack, .. } = page.disclosure;
    let key = match (document, pack) {
        (Document::Plan, pack) if pack.is_whole() => "easy.copy.plan",
        (Document::Plan, _) => "easy.copy.part",
        _ => "easy.copy.other",
    };
    let mut rows = vec![
        page.fixed_row(key, &[("name", &name)]),
        page.fixed_row("easy.copy.for", &[("recipient", &recipient.name.plain())]),
        page.row(&super::plain(&basis(page)), Some("share"), None, None),
    ];
    rows.push(page.fixed_row("easy.copy.you", &[("name", &name)]));
    rows.extend(easy_part_notice(page));
    rows
}

/// The sentence about a part as a row.
pub(super) fn easy_part_notice(page: &Page<'_>) -> Option<Block> {
    let notice = part_notice(page)?;
    Some(page.row(&super::plain(&notice), Some("question"), None, None))
}

/// What a summary for sign-off has and lacks: said, and never repaired by adding to it.
pub(super) fn enough_to_sign(page: &Page<'_>) -> Words {
    let content = &page.disclosure.content;
    fn some<T>(list: &Recorded<Vec<T>>) -> bool {
        list.given().is_some_and(|items| !items.is_empty())
    }
    let budget = content.personal_budget.given().is_some_and(|budget| budget.cost_to_la.is_some());
    let parts = [
        ("signing.needs", some(&content.needs)),
        ("signing.outcomes", some(&content.outcomes)),
        ("signing.supports", some(&content.supports)),
        // Wales has no personal budget.
        ("signing.budget", budget || !page.disclosure.regime.is_england()),
    ];
    let missing: Vec<String> =
        parts.iter().filter(|(_, there)| !there).map(|(key, _)| page.wording.say(key)).collect();
    if missing.is_empty() {
        return page.say("signing.enough");
    }
    page.fill("signing.missing", &[("missing", &page.wording.list(&missing))])
}
