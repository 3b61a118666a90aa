//! The claims to a copy that a record holds: requests, and the council's own decisions.

use crate::check::Case;
use crate::plan::{ContactChannel, CopyRequest, Party, Record};
use crate::template::LeadsTo;

/// One claim of somebody other than the subject.
pub(in crate::check) struct Claim<'a> {
    /// Where it stands, such as `copy_requests[1]`.
    pub(in crate::check) field: String,
    /// What was asked or decided.
    pub(in crate::check) asked: &'a CopyRequest,
    /// The recipient.
    pub(in crate::check) party: &'a Party,
}

/// Every claim, those that have ended among them. A party that the record doesn't have is REC-08's.
pub(in crate::check) fn claims<'a>(case: &Case<'a>) -> impl Iterator<Item = Claim<'a>> {
    let record: &'a Record = case.record();
    let places = [("copy_requests", &record.copy_requests), ("recipients", &record.recipients)];
    places.into_iter().flat_map(move |(place, list)| {
        list.iter().enumerate().filter_map(move |(number, asked)| {
            let party =
                record.parties.iter().find(|one| one.party_id.as_str() == asked.party.as_str())?;
            let field = format!("{place}[{number}]");
            (!party.is_subject).then_some(Claim { field, asked, party })
        })
    })
}

/// The claims that were neither taken back nor declined, and have not ended.
pub(in crate::check) fn standing<'a>(case: &Case<'a>) -> impl Iterator<Item = Claim<'a>> {
    let (record, date) = (case.record(), case.date());
    claims(case).filter(move |claim| {
        let is_declined = record
            .copy_declined
            .iter()
            .any(|declined| declined.as_str() == claim.party.party_id.as_str());
        claim.asked.stands(date) && !is_declined
    })
}

/// The field of a party, such as `parties[2]`.
pub(in crate::check) fn field_of(record: &Record, party: &Party) -> String {
    let number = record.parties.iter().position(|one| one.party_id == party.party_id);
    number.map_or_else(|| "parties".to_owned(), |number| format!("parties[{number}]"))
}

/// A reader of a copy: the subject, or the party of a claim that stands, with where the record says
/// so and the way that was asked for.
pub(in crate::check) struct Reader<'a> {
    /// The party.
    pub(in crate::check) party: &'a Party,
    /// The party's field, such as `parties[2]`.
    pub(in crate::check) field: String,
    /// Something goes to them on paper, by post.
    pub(in crate::check) by_post: bool,
    /// Something goes to them by e-mail.
    pub(in crate::check) by_email: bool,
}

/// Everybody who is to have a copy, each once, in the order of the parties.
pub(in crate::check) fn readers<'a>(case: &Case<'a>) -> Vec<Reader<'a>> {
    let record: &'a Record = case.record();
    let asked: Vec<Claim<'a>> = standing(case).collect();
    let parties = record.parties.iter().enumerate();
    parties
        .filter_map(|(number, party)| {
            let own = record.recipients.iter().chain(&record.copy_requests).filter(|claim| {
                party.is_subject
                    && claim.party.as_str() == party.party_id.as_str()
                    && claim.stands(case.date())
            });
            let others = asked.iter().filter(|claim| claim.party.party_id == party.party_id);
            let wishes: Vec<&CopyRequest> = own.chain(others.map(|claim| claim.asked)).collect();
            if !party.is_subject && wishes.is_empty() {
                return None;
            }
            let usual = usual_way(case, party);
            let ways: Vec<ContactChannel> = if wishes.is_empty() {
                vec![usual]
            } else {
                wishes.iter().map(|claim| claim.channel.unwrap_or(usual)).collect()
            };
            let also_print = wishes.iter().any(|claim| claim.also_print == Some(true));
            Some(Reader {
                party,
                field: format!("parties[{number}]"),
                by_post: also_print || ways.contains(&ContactChannel::Post),
                by_email: ways.contains(&ContactChannel::Email),
            })
        })
        .collect()
}

/// E-mail for who needs a document for the screen; post for everybody else.
fn usual_way(case: &Case<'_>, party: &Party) -> ContactChannel {
    let formats = party.access.iter().flat_map(|access| &access.information_formats);
    let mut codes = formats.flat_map(|format| format.snomed.iter().chain(&format.local_code));
    let is_for_screen = codes.any(|code| {
        let leads_to = case.lists().codes.information_format(code);
        matches!(leads_to, Some(LeadsTo::Email | LeadsTo::Download))
    });
    if is_for_screen { ContactChannel::Email } else { ContactChannel::Post }
}
