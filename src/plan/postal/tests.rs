use jiff::civil::date;

use super::*;

fn address(lines: &[&str], postcode: Option<&str>) -> Address {
    Address {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        postcode: postcode.map(str::to_owned),
        ..Address::default()
    }
}

fn faults(lines: &[&str], postcode: Option<&str>) -> Vec<AddressFault> {
    let block = PostalAddress::new("Ms Jo Vale", &address(lines, postcode));
    block.faults(true).into_iter().map(|(fault, _)| fault).collect()
}

#[test]
fn addresses_of_every_kind_of_place_pass() {
    for (lines, postcode) in [
        (&["12 Tanner's Rise", "Brackenholt"][..], Some("ZZ1 2AB")),
        (&["c/o Canolfan Wern", "Heol yr Orsaf", "Trefwern"], Some("zz71cw")),
        (&["Tŷ'r Ysgol", "Llanfair-ym-Muallt"], Some("LD2 3AB")),
        (
            &["Ashgrove Care Home", "Room 4", "2 Elm Row", "Stretton", "Brackenholt"],
            Some("ZZ1 4CD"),
        ),
        (&["A1234BC", "HMP Brackenholt", "Gaol Lane", "Brackenholt"], Some("ZZ1 9HM")),
        (&["12345678 Cpl", "2 Squadron"], Some("BFPO 58")),
        (&["2 Squadron", "BFPO 58"], Some("BF1 2AT")),
        (&["4 Quay Street", "Westport", "Ireland"], None),
        (&["4 Rue Basse", "Rennes", "FRANCE"], None),
        (&["Ward 4, Brackenholt General", "Infirmary Road", "Brackenholt"], Some("ZZ1 5GH")),
        (&["℅ Mr A Ithel", "1 Stryd y Banc"], Some("ZZ7 1CW")),
        (&["Tŷ Ŵyr", "Pentre-tŷ-gwyn", "Llanfair-ar-y-bryn"], Some("SA20 0RN")),
        (&["Flat 2/1, 5 Mill Lane", "Brackenholt"], Some("ZZ1 2AB")),
        (&["2 Squadron", "bfpo 58"], None),
        (&["7 Quai du Port", "20000 Ajaccio", "Ffrainc"], None),
        (&["4 St Mary's Place", "Trefwern", "Cymru"], Some("ZZ7 1CW")),
        (&["12 Tanner's Rise", "ZZ1 2AB"], None),
        (&["12 Tanner's Rise", "Brackenholt", "United Kingdom"], Some("ZZ1 2AB")),
        (&["1 Nfander Street", "Brackenholt"], Some("ZZ1 2AB")),
    ] {
        assert_eq!(faults(lines, postcode), [], "{lines:?}");
    }
}

#[test]
fn what_post_trips_over_is_found() {
    use AddressFault::{
        CountryAfterBfpo, Empty, ForbiddenStart, NoFixedAbode, NoLetters, NoPostcode, NotAPostcode,
        TooFewLines, TooManyLines,
    };
    for (lines, postcode, fault) in [
        (&[][..], None, Empty),
        (&["", "  "], Some(" "), Empty),
        (&["ZZ1 2AB"], None, TooFewLines),
        (&[], Some("ZZ1 2AB"), TooFewLines),
        (&["1 a", "b", "c", "d", "e", "f"], Some("ZZ1 2AB"), TooManyLines),
        (&["12 Tanner's Rise", "Brackenholt"], None, NoPostcode),
        (&["12 Tanner's Rise", "Brackenholt ZZ1 2AB"], None, NoPostcode),
        (&["12 Tanner's Rise", "Brackenholt"], Some("ZZ1 2"), NotAPostcode),
        (&["12 Tanner's Rise", "Brackenholt"], Some("unknown"), NotAPostcode),
        (&["2 Squadron", "BFPO 58", "Germany"], None, CountryAfterBfpo),
        (&["No Fixed Abode", "Brackenholt"], Some("ZZ1 2AB"), NoFixedAbode),
        (&["NFA, Brackenholt"], None, NoFixedAbode),
        (&["Dim cyfeiriad sefydlog"], None, NoFixedAbode),
        (&["--", "Brackenholt"], Some("ZZ1 2AB"), NoLetters),
        (&["12 Tanner's Rise", "=HYPERLINK(1)"], Some("ZZ1 2AB"), ForbiddenStart),
        (&["\"12 Tanner's Rise", "Brackenholt"], Some("ZZ1 2AB"), ForbiddenStart),
    ] {
        assert_eq!(faults(lines, postcode), [fault], "{lines:?}");
    }
    let real = address(&["12 Tanner's Rise", "Brackenholt"], Some("ZZ1 2AB"));
    let found = PostalAddress::new("Jo Vale", &real).faults(false);
    assert_eq!(found, [(NotAPostcode, Some(AddressPart::Postcode))]);
}

/// The codes of the public letter service, each with an address that has it and one beside it that
/// has not: our own addresses, not that service's.
#[test]
fn every_fault_has_the_code_that_people_know() {
    type Written = (&'static [&'static str], Option<&'static str>);
    let vectors: [(&str, Written, Written); 12] = [
        ("address-is-empty", (&[], None), (&["1 Mill Lane", "Trefwern"], Some("ZZ7 1CW"))),
        ("not-enough-address-lines", (&[], Some("ZZ7 1CW")), (&["1 Mill Lane"], Some("ZZ7 1CW"))),
        (
            "too-many-address-lines",
            (&["1", "2", "3", "4", "5", "6"], Some("ZZ7 1CW")),
            (&["1", "2", "3", "4", "5"], Some("ZZ7 1CW")),
        ),
        // A home nation and a postcode that stands twice take no line.
        (
            "too-many-address-lines",
            (&["1", "2", "3", "4", "5", "6", "Wales"], Some("ZZ7 1CW")),
            (&["1", "2", "3", "4", "5", "ZZ7 1CW", "Wales"], Some("zz71cw")),
        ),
        (
            "not-a-real-uk-postcode",
            (&["1 Mill Lane", "Trefwern"], None),
            (&["1 Mill Lane", "Trefwern", "ZZ7 1CW"], None),
        ),
        (
            "not-a-real-uk-postcode",
            (&["1 Mill Lane", "Trefwern"], Some("ZZ7 1C")),
            (&["1 Mill Lane", "Trefwern"], Some("ZZ7 1AB")),
        ),
        (
            "not-a-real-uk-postcode",
            (&["4 Rue Basse", "Rennes", "Francia"], None),
            (&["4 Rue Basse", "Rennes", "France"], None),
        ),
        (
            "has-country-for-bfpo-address",
            (&["2 Squadron", "BFPO 58", "Cyprus"], None),
            (&["2 Squadron", "Episkopi", "BFPO 58"], None),
        ),
        (
            "no-fixed-abode-address",
            (&["N.F.A.", "Brackenholt"], Some("ZZ1 2AB")),
            (&["Unfair Lane 1", "Brackenholt"], Some("ZZ1 2AB")),
        ),
        (
            "no-fixed-abode-address",
            (&["Digartref"], None),
            (&["c/o Hostel y Bont", "Trefwern"], Some("ZZ7 1CW")),
        ),
        (
            "invalid-char-in-address",
            (&["(1 Mill Lane)", "Trefwern"], Some("ZZ7 1CW")),
            (&["1 (rear) Mill Lane", "Trefwern"], Some("ZZ7 1CW")),
        ),
        (
            "invalid-char-in-address",
            (&["—", "Trefwern"], Some("ZZ7 1CW")),
            (&["— 1", "Trefwern"], Some("ZZ7 1CW")),
        ),
    ];
    for (code, (lines, postcode), (sound, its_postcode)) in vectors {
        let codes: Vec<_> = faults(lines, postcode).into_iter().map(AddressFault::code).collect();
        assert_eq!(codes, [code], "{lines:?}");
        assert_eq!(faults(sound, its_postcode), [], "{sound:?}");
    }
    // Each sign, at the start of any line but the name.
    for sign in FORBIDDEN {
        let line = format!("{sign}1 Mill Lane");
        assert_eq!(faults(&[&line, "Trefwern"], Some("ZZ7 1CW")), [AddressFault::ForbiddenStart]);
        let within = format!("1 {sign} Mill Lane");
        assert_eq!(faults(&[&within, "Trefwern"], Some("ZZ7 1CW")), [], "{sign}");
    }
}

#[test]
fn the_part_at_fault_is_the_records_own_line() {
    let odd = address(&["", " 1 Mill Lane ", "@home"], Some("ZZ1 2AB"));
    let found = PostalAddress::new("Jo Vale", &odd).faults(true);
    assert_eq!(found, [(AddressFault::ForbiddenStart, Some(AddressPart::Line(2)))]);
    let unnamed = PostalAddress::new("??", &address(&["1 Mill Lane"], Some("ZZ1 2AB")));
    assert_eq!(unnamed.faults(true), [(AddressFault::NoLetters, Some(AddressPart::Name))]);
}

#[test]
fn the_block_says_nothing_twice() {
    let twice =
        address(&["Larkfield Home Help", "1 Mill Lane", "zz12ab", "Wales"], Some("ZZ1 2AB"));
    let block = PostalAddress::new("Larkfield home help", &twice);
    assert_eq!(
        block.lines().collect::<Vec<_>>(),
        ["Larkfield Home Help", "1 Mill Lane", "ZZ1 2AB"]
    );
    let home = address(&["The Manager", "Ashgrove House", "40 Park Road"], Some("ZZ1 2GG"));
    let block = PostalAddress::new("Ashgrove House", &home);
    assert_eq!(block.lines().next(), Some("The Manager"));
    let plain = PostalAddress::new("Jo Vale", &address(&["1 Mill Lane", "zz1 2ab"], None));
    assert_eq!(plain.lines().last(), Some("ZZ1 2AB"));
}

#[test]
fn one_address_is_chosen_or_none() {
    let of = |addresses: Vec<Address>| Party { addresses, ..Party::default() };
    let kind = |kind, may_send| Address { kind, may_send, ..address(&["1 Mill Lane"], None) };
    let today = date(2026, 6, 1);
    let number = |addresses: Vec<Address>| match post_to(&of(addresses), today) {
        PostTo::One(number, _) => Ok(number),
        PostTo::Several(numbers) => Err(numbers),
        PostTo::Nowhere => Err(Vec::new()),
    };
    use AddressKind::{Correspondence, Home, Placement, Previous, Safe};
    let nowhere = vec![kind(Previous, Some(true)), kind(Safe, None), kind(Home, Some(false))];
    assert_eq!(number(nowhere), Err(vec![]));
    assert_eq!(number(vec![kind(Home, None), kind(Correspondence, None)]), Ok(1));
    assert_eq!(number(vec![kind(Home, None), kind(Placement, None)]), Ok(1));
    // It stands on the cover: what may not be printed is not written to.
    let print = |may_print, address| Address { may_print, ..address };
    let safe = |may_print| print(may_print, kind(Safe, Some(true)));
    let hidden = print(Some(false), kind(Correspondence, Some(true)));
    assert_eq!(number(vec![safe(Some(true)), kind(Home, None)]), Ok(1));
    assert_eq!(number(vec![safe(Some(true))]), Ok(0));
    assert_eq!(number(vec![safe(None), hidden.clone()]), Err(vec![]));
    assert_eq!(number(vec![hidden.clone(), kind(Home, None)]), Ok(1));
    // What somebody decided to post all the same goes to no address that they did not think of.
    let beside_home = of(vec![hidden, kind(Home, None)]);
    assert_eq!(post_to_first(&beside_home, today), PostTo::Nowhere);
    let home = of(vec![kind(Home, None)]);
    assert_eq!(post_to_first(&home, today), post_to(&home, today));
    // X08: by the flag, not by the order of rows.
    assert_eq!(number(vec![kind(Home, None), kind(Home, None)]), Err(vec![0, 1]));
    assert_eq!(number(vec![kind(Home, None), kind(Home, Some(true))]), Ok(1));
    let (mut old, mut new) = (kind(Home, None), kind(Home, None));
    new.valid_from = Some(date(2026, 6, 2));
    assert_eq!(number(vec![old.clone(), new.clone()]), Ok(0));
    new.valid_from = Some(today);
    old.valid_to = Some(today);
    assert_eq!(number(vec![old.clone(), new.clone()]), Err(vec![0, 1]));
    old.valid_to = Some(date(2026, 5, 31));
    assert_eq!(number(vec![old, new]), Ok(1));
}

#[test]
fn a_door_is_told_by_its_first_line_and_postcode() {
    let one = address(&["12 Tanner's Rise", "Brackenholt"], Some("ZZ1 2AB"));
    let same = address(&["12 TANNERS RISE"], Some("zz12ab"));
    let next = address(&["14 Tanner's Rise", "Brackenholt"], Some("ZZ1 2AB"));
    let bare = address(&["12 Tanner's Rise", "Brackenholt"], None);
    assert!(same_door(&one, &same) && same_door(&one, &bare) && same_door(&bare, &bare));
    assert!(!same_door(&one, &next) && !same_door(&address(&[""], None), &address(&[""], None)));
}
