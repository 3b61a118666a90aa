//! Who somebody is: a name, a birthday, a home, numbers. All invented: postcodes of the area ZZ,
//! telephone numbers that Ofcom keeps for drama, NHS numbers of the test range 999.

use jiff::civil::{Date, date};

use super::bank::{BANK, Sex};
use super::dice::{Dice, Stream};
use crate::plan::{Address, Name};

/// The plans that belong to one home.
pub struct Household {
    /// The home is in Wales.
    pub wales: bool,
    /// The number of the other record, where a couple shares the home.
    pub partner: Option<u32>,
    /// This record is the first of a couple.
    pub first: bool,
    family: String,
    address: Address,
    town: String,
    dice: Dice,
}

impl Household {
    /// The home of a record. Two neighbouring numbers make a couple in three of a hundred cases.
    pub fn of(seed: u64, number: u32) -> Self {
        let first = number % 2 == 1;
        let (low, other) = if first { (number, number + 1) } else { (number - 1, number - 1) };
        let mut dice = Dice::new(seed, low, Stream::Household);
        let couple = dice.chance(3);
        if !couple && !first {
            dice = Dice::new(seed, number, Stream::Household);
        }
        let wales = dice.chance(20);
        let people = &BANK.people;
        let (streets, towns) = if wales {
            (&people.welsh_streets, &people.welsh_towns)
        } else {
            (&people.streets, &people.towns)
        };
        let town = dice.pick(towns).clone();
        let family = dice.pick(&people.families).clone();
        let address = address(&mut dice, streets, &town);
        Self { wales, partner: couple.then_some(other), first, family, address, town, dice }
    }

    /// The town.
    pub fn town(&self) -> &str {
        &self.town
    }

    /// When the couple was planned with: the same for both.
    pub fn shared_day(mut self) -> i64 {
        self.dice.between(0, 140)
    }
}

/// One person.
pub struct Identity {
    /// The name.
    pub name: Name,
    /// Such as `she/her`.
    pub pronouns: Option<(&'static str, &'static str)>,
    /// Date of birth.
    pub born: Date,
    /// In the test range, with its check digit.
    pub nhs_number: String,
    /// The home.
    pub address: Address,
    /// A drama number.
    pub phone: String,
}

impl Identity {
    /// The person of a record.
    pub fn of(seed: u64, number: u32, carer: bool) -> Self {
        let home = Household::of(seed, number);
        let mut dice = Dice::new(seed, number, Stream::Identity);
        let sex = if dice.chance(55) { Sex::Woman } else { Sex::Man };
        let age = if home.partner.is_some() {
            dice.between(58, 90)
        } else if carer {
            dice.between(24, 78)
        } else {
            dice.weighted(&[(18, (19, 45)), (22, (46, 64)), (60, (65, 95))]).between(&mut dice)
        };
        let mut name = name(&mut dice, sex, &home.family);
        if dice.chance(20) {
            name.preferred = Some(dice.pick(&BANK.people.preferred).clone());
        }
        let pronouns = dice.chance(25).then_some(match sex {
            Sex::Woman => ("she/her", "hi"),
            Sex::Man => ("he/him", "ef"),
        });
        Self {
            name,
            pronouns,
            born: birthday(&mut dice, age),
            nhs_number: nhs_number(&mut dice),
            address: home.address,
            phone: phone(&mut dice),
        }
    }

    /// The age in full years at the start of 2026.
    pub fn age(&self) -> u8 {
        u8::try_from(2025 - self.born.year()).unwrap_or(u8::MAX)
    }
}

trait Range {
    fn between(self, dice: &mut Dice) -> i64;
}

impl Range for (i64, i64) {
    fn between(self, dice: &mut Dice) -> i64 {
        dice.between(self.0, self.1)
    }
}

/// A name of the bank.
pub fn name(dice: &mut Dice, sex: Sex, family: &str) -> Name {
    let people = &BANK.people;
    let (given, titles) = match sex {
        Sex::Woman => (dice.pick(&people.women), ["Mrs", "Ms", "Miss"].as_slice()),
        Sex::Man => (dice.pick(&people.men), ["Mr"].as_slice()),
    };
    Name {
        title: Some((*dice.pick(titles)).to_owned()),
        given: Some(given.clone()),
        family: Some(family.to_owned()),
        ..Name::default()
    }
}

/// A birthday at which somebody is so old at the start of 2026.
pub fn birthday(dice: &mut Dice, age: i64) -> Date {
    let year = i16::try_from(2025 - age).unwrap_or(1950);
    let month = i8::try_from(dice.between(1, 12)).unwrap_or(1);
    let day = i8::try_from(dice.between(1, 28)).unwrap_or(1);
    date(year, month, day)
}

/// A home with a test postcode.
pub fn address(dice: &mut Dice, streets: &[String], town: &str) -> Address {
    let street = format!("{} {}", dice.between(1, 140), dice.pick(streets));
    let mut lines = vec![street, town.to_owned()];
    if dice.chance(15) {
        lines.insert(0, format!("Flat {}", dice.between(1, 24)));
    }
    let mut letter = || {
        *dice.pick(&[
            'A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N', 'P', 'R', 'S', 'T', 'U', 'W', 'X',
            'Y', 'Z',
        ])
    };
    let (first, second) = (letter(), letter());
    let postcode = format!("ZZ{} {}{first}{second}", dice.between(1, 9), dice.between(1, 9));
    Address { lines, postcode: Some(postcode), ..Address::default() }
}

/// A number that Ofcom keeps for drama: no telephone rings.
pub fn phone(dice: &mut Dice) -> String {
    let last = dice.between(0, 999);
    if dice.chance(40) { format!("07700 900{last:03}") } else { format!("01632 960{last:03}") }
}

/// An NHS number of the test range: nine digits and the check digit of modulus 11.
pub fn nhs_number(dice: &mut Dice) -> String {
    loop {
        let digits = format!("999{:06}", dice.between(0, 999_999));
        if let Some(check) = nhs_check_digit(&digits) {
            return format!("{digits}{check}");
        }
    }
}

/// The check digit of nine digits; none where it would be ten and the number is never given out.
pub fn nhs_check_digit(digits: &str) -> Option<u32> {
    let sum: u32 = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip((2..=10).rev())
        .map(|(d, weight)| d * weight)
        .sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        check => Some(check),
    }
}
