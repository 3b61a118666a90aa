//! Addresses as post needs them: which of a party's addresses a letter goes to, the block that
//! stands in the window, and what is wrong with it. What a fault stops is decided elsewhere.

use jiff::civil::Date;

use super::countries::{is_country, is_home_nation};
use super::postcode::is_bfpo;
use super::{Address, AddressKind, Party, Postcode};

/// Where a letter to a party goes on a day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PostTo<'a> {
    /// To this address, with its number in the party's list.
    One(usize, &'a Address),
    /// Nobody can tell: these hold at once, and none is marked as the one to write to.
    Several(Vec<usize>),
    /// No address may be written to.
    Nowhere,
}

/// The address that a letter to a party goes to: the one for letters before the place where the
/// party is, before home. A safe address only where the record says that post may go there, a
/// previous one never; and none that may not be printed, since it stands on the cover, which is a
/// document like any other. Of two that hold at once, the one that is marked with `may_send`.
pub fn post_to(party: &Party, date: Date) -> PostTo<'_> {
    chosen(party, |address| may_be_written_to(address, date) && may_be_printed(address))
}

/// The same for what somebody decided to post all the same: nowhere, where the address that comes first
/// may not be printed. What was decided of it holds for no other.
pub fn post_to_first(party: &Party, date: Date) -> PostTo<'_> {
    match chosen(party, |address| may_be_written_to(address, date)) {
        PostTo::One(_, address) if !may_be_printed(address) => PostTo::Nowhere,
        to => to,
    }
}

/// The best of the addresses that are open.
fn chosen(party: &Party, is_open: impl Fn(&Address) -> bool) -> PostTo<'_> {
    let open = || {
        let addresses = party.addresses.iter().enumerate();
        let open = addresses.filter(|(_, address)| is_open(address));
        open.map(|(number, address)| (rank(address.kind), number, address))
    };
    let Some(first) = open().map(|(rank, ..)| rank).min() else { return PostTo::Nowhere };
    let best: Vec<_> = open().filter(|(rank, ..)| *rank == first).collect();
    let mut marked = best.iter().filter(|(_, _, address)| address.may_send == Some(true));
    match (best.as_slice(), marked.next(), marked.next()) {
        ([(_, number, address)], ..) | (_, Some((_, number, address)), None) => {
            PostTo::One(*number, address)
        }
        _ => PostTo::Several(best.iter().map(|(_, number, _)| *number).collect()),
    }
}

/// Whether post may go to an address on a day.
pub fn may_be_written_to(address: &Address, date: Date) -> bool {
    let may = match address.kind {
        AddressKind::Previous => false,
        AddressKind::Safe => address.may_send == Some(true),
        AddressKind::Home | AddressKind::Correspondence | AddressKind::Placement => {
            address.may_send != Some(false)
        }
    };
    may && address.valid_from.is_none_or(|first| first <= date)
        && address.valid_to.is_none_or(|last| date <= last)
}

fn may_be_printed(address: &Address) -> bool {
    match address.kind {
        AddressKind::Safe => address.may_print == Some(true),
        _ => address.may_print != Some(false),
    }
}

fn rank(kind: AddressKind) -> u8 {
    match kind {
        AddressKind::Correspondence => 0,
        AddressKind::Placement => 1,
        AddressKind::Home => 2,
        AddressKind::Safe => 3,
        AddressKind::Previous => 4,
    }
}

/// Whether two addresses are one door: the same postcode and first line, or the same lines.
pub fn same_door(one: &Address, other: &Address) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let same = |one: Option<&String>, other: Option<&String>| match (one, other) {
        (Some(one), Some(other)) => {
            let (one, other) = (letters(one), letters(other));
            !one.is_empty() && one == other
        }
        _ => false,
    };
    if same(one.postcode.as_ref(), other.postcode.as_ref()) {
        return same(one.lines.first(), other.lines.first());
    }
    let is_open = one.postcode.is_none() || other.postcode.is_none();
    let all =
        |address: &Address| address.lines.iter().map(|line| letters(line)).collect::<String>();
    is_open && !all(one).is_empty() && all(one) == all(other)
}

/// The lines of an address as they stand in the window, the name first, the postcode or the country
/// last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PostalAddress {
    lines: Vec<(AddressPart, String)>,
}

/// What a line of the block was made of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AddressPart {
    /// The recipient's name.
    Name,
    /// The line of the address with this number.
    Line(usize),
    /// The postcode.
    Postcode,
}

/// What is wrong with a block.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AddressFault {
    /// Nothing but a name.
    Empty,
    /// Fewer than three lines with the name and the postcode.
    TooFewLines,
    /// More than seven.
    TooManyLines,
    /// Neither a postcode nor a country stands last.
    NoPostcode,
    /// What stands as the postcode is none.
    NotAPostcode,
    /// A forces' post office has no country.
    CountryAfterBfpo,
    /// It says that the person has no fixed address.
    NoFixedAbode,
    /// One of the first two lines has neither a letter nor a digit.
    NoLetters,
    /// A line starts with a sign that sorting machines and spreadsheets trip over.
    ForbiddenStart,
}

impl AddressFault {
    /// The code by which users of the public letter service know it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "address-is-empty",
            Self::TooFewLines => "not-enough-address-lines",
            Self::TooManyLines => "too-many-address-lines",
            Self::NoPostcode | Self::NotAPostcode => "not-a-real-uk-postcode",
            Self::CountryAfterBfpo => "has-country-for-bfpo-address",
            Self::NoFixedAbode => "no-fixed-abode-address",
            Self::NoLetters | Self::ForbiddenStart => "invalid-char-in-address",
        }
    }
}

/// Signs that no line may start with.
const FORBIDDEN: &[char] = &['@', '(', ')', '=', '[', ']', '"', '\\', '/', ',', '<', '>', '~'];

impl PostalAddress {
    /// The block for a name and an address. Empty lines, a home nation as the last line, and what
    /// stands twice are left out.
    pub fn new(name: &str, address: &Address) -> Self {
        let mut lines: Vec<(AddressPart, String)> = Vec::new();
        let said = address.lines.iter().map(|line| line.trim()).enumerate();
        let mut said: Vec<_> = said.filter(|(_, line)| !line.is_empty()).collect();
        let postcode = address.postcode.as_deref().map(str::trim).filter(|code| !code.is_empty());
        if said.len() > 1 && said.last().is_some_and(|(_, line)| is_home_nation(line)) {
            said.pop();
        }
        if postcode
            .is_some_and(|code| said.last().is_some_and(|(_, line)| usual(line) == usual(code)))
        {
            said.pop();
        }
        let name = name.trim();
        let stands_twice = said.iter().any(|(_, line)| line.to_lowercase() == name.to_lowercase());
        if !name.is_empty() && !stands_twice {
            lines.push((AddressPart::Name, name.to_owned()));
        }
        let last = said.len().saturating_sub(1);
        lines.extend(said.into_iter().enumerate().map(|(place, (number, line))| {
            let is_last = place == last && postcode.is_none();
            (AddressPart::Line(number), if is_last { usual(line) } else { line.to_owned() })
        }));
        lines.extend(postcode.map(|code| (AddressPart::Postcode, usual(code))));
        Self { lines }
    }

    /// The lines, from the top.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|(_, line)| line.as_str())
    }

    /// Everything that stands in the way of posting to it, with the part at fault; none for the
    /// block as a whole. `accept_test` lets the postcode area ZZ pass.
    ///
    /// The rules are those of a public print service: three to seven lines, a postcode or a country
    /// last, letters or digits in the first two, no sign first.
    pub fn faults(&self, accept_test: bool) -> Vec<(AddressFault, Option<AddressPart>)> {
        if let Some((part, _)) = self.lines.iter().find(|(_, line)| is_no_fixed_abode(line)) {
            return vec![(AddressFault::NoFixedAbode, Some(*part))];
        }
        if self.lines.iter().all(|(part, _)| *part == AddressPart::Name) {
            return vec![(AddressFault::Empty, None)];
        }
        let mut faults = Vec::new();
        match self.lines.len() {
            0..=2 => faults.push((AddressFault::TooFewLines, None)),
            3..=7 => {}
            _ => faults.push((AddressFault::TooManyLines, None)),
        }
        faults.extend(self.last_fault(accept_test));
        for (number, (part, line)) in self.lines.iter().enumerate() {
            if number < 2 && !line.chars().any(char::is_alphanumeric) {
                faults.push((AddressFault::NoLetters, Some(*part)));
            } else if line.starts_with(FORBIDDEN) {
                faults.push((AddressFault::ForbiddenStart, Some(*part)));
            }
        }
        faults
    }

    fn last_fault(&self, accept_test: bool) -> Option<(AddressFault, Option<AddressPart>)> {
        let (part, last) = self.lines.last()?;
        let is_country = is_country(last);
        if is_country && self.lines().any(is_bfpo) {
            return Some((AddressFault::CountryAfterBfpo, Some(*part)));
        }
        if is_country || is_bfpo(last) || Postcode::parse(last, accept_test).is_some() {
            return None;
        }
        Some(match part {
            AddressPart::Postcode => (AddressFault::NotAPostcode, Some(*part)),
            AddressPart::Name | AddressPart::Line(_) => (AddressFault::NoPostcode, None),
        })
    }
}

/// A postcode in its usual form; any other text as it is.
fn usual(text: &str) -> String {
    Postcode::parse(text, true).map_or_else(|| text.to_owned(), |code| code.to_string())
}

/// Whether a line says that somebody has no fixed address, as case systems have it written.
pub fn is_no_fixed_abode(line: &str) -> bool {
    line.split([',', ';', '-', '(', ')']).any(|part| {
        let letters: String =
            part.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        matches!(
            letters.as_str(),
            "nfa" | "nofixedabode" | "nofixedaddress" | "dimcyfeiriadsefydlog" | "digartref"
        )
    })
}

#[cfg(test)]
mod tests;
