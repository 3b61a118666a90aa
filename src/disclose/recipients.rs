//! Who is to have a copy, on which ground, with which content: the subject always, others only with
//! a basis that stands (`domain` d.1 and d.2 of the design; Care Act 2014 s.25(9)-(10); SI 2015/1335
//! (W) reg 7, reg 8).

use jiff::civil::Date;

use super::Pack;
use super::basis::{Ground, ground, is_payee};
use super::pack::is_section;
use crate::finding::Finding;
use crate::plan::{Basis, ContactChannel, CopyRequest, Party, PartyRef, Record, Role, Scope};

/// What somebody is to have.
#[derive(Clone, Debug)]
pub(super) struct Claim<'a> {
    pub(super) party: &'a Party,
    /// Where the claim stands in the record.
    pub(super) field: String,
    /// The pack that it leads to, where it is known.
    pub(super) pack: Pack,
    /// The sections that were asked for, where the request names them.
    pub(super) sections: Option<Vec<String>>,
    /// The basis that stands, or why the copy waits or must not go.
    pub(super) standing: Standing,
    pub(super) channel: Option<ContactChannel>,
    pub(super) also_print: bool,
    /// What to look at all the same.
    pub(super) findings: Vec<Finding>,
}

/// Whether a claim stands.
#[derive(Clone, Debug)]
pub(super) enum Standing {
    Stands(Basis),
    /// Waits for a decision; on this basis it would go.
    Waits(Finding, Basis),
    /// Must not go.
    MustNot(Finding),
}

/// Everybody but the subject who asked, was asked for, or was decided on.
pub(super) fn claims<'a>(record: &'a Record, date: Date, request_months: u32) -> Vec<Claim<'a>> {
    let requests = record.copy_requests.iter().enumerate();
    let requests = requests.map(|(number, claim)| (format!("copy_requests[{number}]"), claim));
    let decided = record.recipients.iter().enumerate();
    let decided = decided.map(|(number, claim)| (format!("recipients[{number}]"), claim));
    let subject = record.subject().map(|subject| subject.party_id.as_str());
    let mut claims: Vec<Claim<'a>> = Vec::new();
    for (field, claim) in requests.chain(decided) {
        if Some(claim.party.as_str()) == subject {
            continue;
        }
        // A party that the record doesn't have is REC-08's finding: there is nobody to send to.
        let Some(party) = party(record, &claim.party) else { continue };
        for claim in one(record, party, claim, &field, date, request_months) {
            // A later request takes the place of one for the same content that came to nothing.
            let same = claims.iter().position(|other| {
                other.party.party_id == claim.party.party_id && other.pack == claim.pack
            });
            match same {
                Some(place) if matches!(claims[place].standing, Standing::Stands(_)) => {}
                Some(place) => claims[place] = claim,
                None => claims.push(claim),
            }
        }
    }
    claims
}

/// The subject's own entries among requests and recipients: the way and paper that they chose.
pub(super) fn own_wishes(record: &Record, date: Date) -> (Option<ContactChannel>, bool) {
    let subject = record.subject().map(|subject| subject.party_id.as_str());
    let own = || {
        record
            .recipients
            .iter()
            .chain(&record.copy_requests)
            .filter(|claim| Some(claim.party.as_str()) == subject && claim.stands(date))
    };
    (own().find_map(|claim| claim.channel), own().any(|claim| claim.also_print == Some(true)))
}

fn party<'a>(record: &'a Record, wanted: &PartyRef) -> Option<&'a Party> {
    record.parties.iter().find(|party| party.party_id.as_str() == wanted.as_str())
}

fn one<'a>(
    record: &'a Record,
    party: &'a Party,
    claim: &CopyRequest,
    field: &str,
    date: Date,
    request_months: u32,
) -> Vec<Claim<'a>> {
    let basis = claim.basis.unwrap_or(Basis::SubjectRequest);
    let wanted = wanted(record, party, claim, basis);
    let base = |pack, sections, standing, findings| Claim {
        party,
        field: field.to_owned(),
        pack,
        sections,
        standing,
        channel: claim.channel,
        also_print: claim.also_print == Some(true),
        findings,
    };
    let (pack, sections) = match &wanted {
        Ok((pack, sections)) => (*pack, sections.clone()),
        Err(_) => (Pack::CareCopy, None),
    };
    if let Some(reason) = must_not(record, party, claim, field, date) {
        return vec![base(pack, sections, Standing::MustNot(reason), Vec::new())];
    }
    if let Some(reason) = ambiguous(record, party) {
        return vec![base(pack, sections, Standing::Waits(reason.at(field), basis), Vec::new())];
    }
    if let Err(reason) = wanted {
        return vec![base(pack, None, Standing::Waits(reason.at(field), basis), Vec::new())];
    }
    let mut findings = Vec::new();
    if claim.asked_on.is_some_and(|day| is_stale(day, date, request_months)) {
        let mut finding = Finding::new("SHR-06", "the request is old: ask again at the review")
            .at(format!("{field}.asked_on"));
        finding.severity = crate::finding::Severity::Warn;
        finding.stops = crate::finding::Stops::Nothing;
        findings.push(finding);
    }
    match ground(record, party, claim, field, date) {
        Err(reason) => vec![base(pack, sections, Standing::Waits(reason, basis), findings)],
        Ok(Ground::Stands(basis)) => {
            if pack == Pack::CareCopy && claim.scope.is_none() {
                let mut finding = Finding::new(
                    "SHR-14",
                    "the request doesn't say how much was asked for",
                )
                .at(field)
                .help("a part of the plan goes now; the whole is owed until the person is asked");
                finding.severity = crate::finding::Severity::Warn;
                finding.stops = crate::finding::Stops::Nothing;
                findings.push(finding);
            }
            vec![base(pack, sections, Standing::Stands(basis), findings)]
        }
        Ok(Ground::MoneyOnly) => {
            let money = Standing::Stands(Basis::LegalAuthority);
            let finance = base(Pack::Finance, None, money, findings);
            if matches!(claim.scope, Some(Scope::Full)) {
                let reason = Finding::new(
                    "SHR-07",
                    "the whole plan is asked for, and the authority is over money alone",
                )
                .at(field)
                .help("the copy about money is made; record another basis for the rest");
                let rest = base(
                    Pack::RequestedFull,
                    None,
                    Standing::Waits(reason, Basis::LegalAuthority),
                    Vec::new(),
                );
                return vec![finance, rest];
            }
            vec![finance]
        }
    }
}

/// Why a claim leads to nothing, whatever anybody decides here.
fn must_not(
    record: &Record,
    party: &Party,
    claim: &CopyRequest,
    field: &str,
    date: Date,
) -> Option<Finding> {
    if party.roles.contains(&Role::PersonOfConcern) {
        return Some(
            Finding::new("SHR-04", "this party may be a danger to the person and gets no copy")
                .at(field)
                .help("remove the request; a worker looks at how it came about"),
        );
    }
    if party.date_of_death.is_some_and(|died| died <= date) {
        return Some(Finding::new("SHR-12", "this recipient has died").at(field));
    }
    if record.copy_declined.iter().any(|declined| declined.as_str() == party.party_id.as_str()) {
        return Some(
            Finding::new("SHR-16", "this recipient said that they want no copy").at(field),
        );
    }
    if claim.withdrawn_on.is_some_and(|day| day <= date) {
        return Some(Finding::new("SHR-06", "the request was taken back").at(field));
    }
    if claim.ends_on.is_some_and(|last| last < date) {
        return Some(Finding::new("SHR-06", "the request has ended").at(field));
    }
    // Taken back in an entry of its own: of the person's word, the last holds.
    let by_word = matches!(claim.basis, None | Some(Basis::SubjectRequest | Basis::Consent));
    let later = record.copy_requests.iter().chain(&record.recipients).any(|other| {
        other.party.as_str() == claim.party.as_str()
            && other
                .withdrawn_on
                .is_some_and(|day| day <= date && claim.asked_on.is_none_or(|asked| asked < day))
    });
    (by_word && later).then(|| Finding::new("SHR-06", "the request was taken back").at(field))
}

/// SHR-05, X09: another party of the same name, and no address of their own to tell them apart.
fn ambiguous(record: &Record, party: &Party) -> Option<Finding> {
    let name = party.name.plain();
    let twin = record.parties.iter().find(|other| {
        other.party_id != party.party_id && !name.is_empty() && other.name.plain() == name
    })?;
    let no_door = party.addresses.is_empty() || twin.addresses.is_empty();
    no_door.then(|| {
        Finding::new("SHR-05", "two parties have this name, and one of them no address")
            .help("give each an address, so that the copy goes to the right one")
    })
}

fn is_stale(asked: Date, date: Date, months: u32) -> bool {
    // More months than there are dates: it never grows old.
    let Ok(months) = jiff::Span::new().try_months(i64::from(months)) else { return false };
    asked.checked_add(months).is_ok_and(|limit| limit < date)
}

/// The pack and the sections that a claim asks for.
fn wanted(
    record: &Record,
    party: &Party,
    claim: &CopyRequest,
    basis: Basis,
) -> Result<(Pack, Option<Vec<String>>), Finding> {
    let has = |roles: &[Role]| party.roles.iter().any(|role| roles.contains(role));
    let in_place =
        [Role::LegalRepresentative, Role::IndependentAdvocate, Role::ChosenRepresentative];
    let of_role = if has(&in_place) || basis == Basis::LegalAuthority {
        Some(Pack::Full)
    } else if has(&[Role::Provider]) {
        Some(Pack::ProviderExtract)
    } else if has(&[Role::DpSupportOrganisation, Role::IsfHolder]) {
        Some(Pack::DpExtract)
    } else if has(&[Role::FinanceOfficer]) {
        Some(Pack::Finance)
    } else if has(&[Role::Gp, Role::HealthProfessional, Role::LeadProfessional]) {
        Some(Pack::Summary)
    } else {
        None
    };
    // What the person, or who decides for them, asked for by name goes beyond a role's own pack;
    // duty never does.
    let asked = matches!(
        basis,
        Basis::SubjectRequest | Basis::Consent | Basis::BestInterests | Basis::Override
    );
    if let Some(Scope::Sections(sections)) = &claim.scope {
        if sections.is_empty() || !sections.iter().all(|section| is_section(section)) {
            return Err(Finding::new("SHR-14", "the request names a section that no plan has")
                .help("name sections as the record does, such as `supports` and `contingency`"));
        }
        let own = of_role.unwrap_or(Pack::CareCopy);
        if !asked && !sections.iter().all(|section| own.has_section(section)) {
            return Err(Finding::new("SHR-14", "the role's own pack does not have these sections")
                .help("record the person's request for them, or leave them out"));
        }
        return Ok((Pack::CareCopy, Some(sections.clone())));
    }
    let pack = match (&claim.scope, of_role) {
        (Some(Scope::Summary), _) => Pack::Summary,
        (Some(Scope::Full), Some(Pack::Full)) | (None, Some(Pack::Full)) => Pack::Full,
        (Some(Scope::Full), _) if asked => Pack::RequestedFull,
        (_, Some(pack)) => pack,
        (Some(Scope::Full), None) => {
            return Err(Finding::new("SHR-14", "this role and this basis lead to no pack")
                .help("say which sections the recipient is to have"));
        }
        (None | Some(Scope::Sections(_)), None) => Pack::CareCopy,
    };
    // X13: who manages a direct payment for a person that restricted them sees the payment alone.
    // A provider that is paid so is a provider still, and must have every risk.
    if basis == Basis::Duty && of_role.is_none() && is_payee(record, party) {
        return Ok((Pack::DpExtract, None));
    }
    Ok((pack, None))
}
