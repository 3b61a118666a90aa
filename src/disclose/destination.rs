//! Where a copy would go, and whether it is safe to let it go there.

use jiff::civil::Date;

use super::Way;
use crate::finding::Finding;
use crate::plan::{
    Address, AddressFault, AddressKind, ContactChannel, Party, PostTo, Record, Role,
    is_no_fixed_abode, post_to,
};

/// Where a copy goes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Destination {
    pub(super) way: Way,
    /// The address of what goes by post.
    pub(super) address: Option<Address>,
    pub(super) findings: Vec<Finding>,
}

/// The way to a recipient: the one that was asked for, else what their record says, else post.
///
/// # Errors
/// The finding that holds the copy: it may reach somebody who is a danger, or nobody can tell where
/// it should go.
pub(super) fn destination(
    record: &Record,
    party: &Party,
    asked: Option<ContactChannel>,
    by_email: bool,
    field: &str,
    date: Date,
) -> Result<Destination, Finding> {
    match wanted(asked, by_email) {
        Way::Email | Way::Portal if lives_with_danger(record, party) => {
            Err(in_reach_of_danger().at(field))
        }
        Way::Email => email(party, field),
        Way::Post => post(record, party, field, date),
        other => Ok(Destination { way: other, ..Destination::default() }),
    }
}

/// The way that was asked for, or that the recipient's own form leads to.
pub(super) fn wanted(asked: Option<ContactChannel>, by_email: bool) -> Way {
    asked.map_or(if by_email { Way::Email } else { Way::Post }, Way::of)
}

/// X22: an e-mail that somebody else reads is no way. Nothing is sent by a run: the list says where
/// nobody recorded that it is safe.
fn email(party: &Party, field: &str) -> Result<Destination, Finding> {
    let mut emails =
        party.contact.iter().filter(|contact| contact.channel == ContactChannel::Email);
    if emails.clone().next().is_some() && emails.all(|contact| contact.safe == Some(false)) {
        return Err(Finding::new("SHR-04", "somebody else may read the e-mail")
            .at(field)
            .help("agree another way with the person, and record it as the channel"));
    }
    Ok(Destination { way: Way::Email, ..Destination::default() })
}

fn post(record: &Record, party: &Party, field: &str, date: Date) -> Result<Destination, Finding> {
    let to = match post_to(party, date) {
        PostTo::One(_, address) => address,
        PostTo::Several(_) => {
            return Err(Finding::new("SHR-05", "two addresses of one kind hold at once")
                .at(field)
                .help(
                    "give the older one its last day, or mark the one to write to with `may_send`",
                ));
        }
        PostTo::Nowhere => {
            return Ok(collect("no address may be written to", AddressFault::Empty, field));
        }
    };
    if to.lines.iter().any(|line| is_no_fixed_abode(line)) {
        let fault = AddressFault::NoFixedAbode;
        return Ok(collect("the person has no fixed address", fault, field));
    }
    if let Some(finding) = shares_a_door_with_danger(record, party, to) {
        return Err(finding.at(field));
    }
    if let Some(finding) = moved_under_alert(record, party, to, date) {
        return Err(finding.at(field));
    }
    Ok(Destination { way: Way::Post, address: Some(to.clone()), findings: Vec::new() })
}

/// Post is closed, and the copy waits to be collected: it is made, and stands in that list.
fn collect(message: &str, fault: AddressFault, field: &str) -> Destination {
    let mut finding = Finding::new("PRT-01", message)
        .coded(fault.code())
        .at(field)
        .help("it is in the list of copies to be collected; agree with the person how they get it");
    finding.severity = crate::finding::Severity::Warn;
    Destination { way: Way::Collect, address: None, findings: vec![finding] }
}

/// SHR-04: somebody who may be a danger lives where the copy would go, or with its reader. It does
/// not help that the reader is a carer too (X06).
fn shares_a_door_with_danger(record: &Record, party: &Party, to: &Address) -> Option<Finding> {
    let dangers = || {
        record.parties.iter().filter(|other| {
            other.roles.contains(&Role::PersonOfConcern) && other.party_id != party.party_id
        })
    };
    let at_the_door = dangers().any(|danger| doors(record, danger).any(|one| same_door(one, to)));
    (at_the_door || lives_with_danger(record, party)).then(in_reach_of_danger)
}

fn in_reach_of_danger() -> Finding {
    Finding::new("SHR-04", "the copy may reach somebody who is a danger to the person")
        .help("decide with the person how the copy gets there safely")
}

/// Where a party may be met: their own addresses, and the subject's for who lives there.
fn doors<'a>(record: &'a Record, party: &'a Party) -> impl Iterator<Item = &'a Address> {
    let with = (party.lives_with_subject == Some(true)).then(|| record.subject()).flatten();
    party.addresses.iter().chain(with.into_iter().flat_map(|subject| &subject.addresses))
}

/// Whoever lives with somebody who is a danger is in their reach, whatever is sent by letter or to a
/// shared computer.
fn lives_with_danger(record: &Record, party: &Party) -> bool {
    record
        .parties
        .iter()
        .filter(|other| {
            other.roles.contains(&Role::PersonOfConcern) && other.party_id != party.party_id
        })
        .any(|danger| {
            doors(record, danger)
                .any(|theirs| doors(record, party).any(|own| same_door(own, theirs)))
                || danger.lives_with_subject == Some(true)
                    && (party.is_subject || party.lives_with_subject == Some(true))
        })
}

/// X05: the address, or the one that would stand in the letter, is new since the last copy was
/// given, and there is an alert: a letter to the wrong one of two would tell where the person is
/// now. Where nobody knows when a copy was last given, an address that has ended says enough.
fn moved_under_alert(record: &Record, party: &Party, to: &Address, date: Date) -> Option<Finding> {
    let last = record
        .copies_given
        .iter()
        .filter(|given| given.party.as_str() == party.party_id.as_str())
        .map(|given| given.given_on)
        .max();
    let ended = party.addresses.iter().any(|address| {
        address.kind == AddressKind::Previous || address.valid_to.is_some_and(|end| end < date)
    });
    let is_new = |address: &Address| {
        address
            .valid_from
            .is_some_and(|first| first <= date && last.map_or(ended, |last| first > last))
    };
    let moved = is_new(to) || party.addresses.iter().any(is_new);
    (party.abuse_flag == Some(true) && moved).then(|| {
        Finding::new("SHR-04", "the address is new since the last copy, and there is an alert")
            .help("check the address with the person before anything is posted")
    })
}

/// One door, however it is written: "5 High St" is "5, High Street" where the postcode is the same.
fn same_door(one: &Address, other: &Address) -> bool {
    let postcode = |address: &Address| {
        let letters = address.postcode.iter().flat_map(|code| code.chars());
        let letters = letters.filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase);
        letters.collect::<String>()
    };
    let numbers = |address: &Address| {
        let lines = address.lines.join(" ");
        let numbers = lines.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let mut numbers: Vec<String> = numbers.map(str::to_owned).collect();
        numbers.sort_unstable();
        numbers
    };
    crate::plan::same_door(one, other)
        || !postcode(one).is_empty()
            && postcode(one) == postcode(other)
            && !numbers(one).is_empty()
            && numbers(one) == numbers(other)
}
