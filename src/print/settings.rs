//! What the configuration of the print room may not say: CFG-01.

use crate::config::Print;
use crate::finding::Finding;

/// All that `print:` says and can't, each at its key. Streams are named after envelopes, and a
/// stream's name must mean one thing.
pub fn refuse(print: &Print) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut refuse = |field: String, message: String, help: &str| {
        found.push(Finding::new("CFG-01", message).at(field).help(help));
    };
    if print.envelopes.is_empty() {
        refuse("print.envelopes".into(), "no envelope is named".into(), "name one at least");
    }
    for (place, envelope) in print.envelopes.iter().enumerate() {
        let (name, at) = (&envelope.name, |key: &str| format!("print.envelopes[{place}].{key}"));
        if !is_name(name, LONGEST_ENVELOPE, "") {
            let help = format!(
                "streams and marks are named after it: use at most {LONGEST_ENVELOPE} small letters and digits, such as `c5`"
            );
            refuse(at("name"), format!("an envelope can't be called `{name}`"), &help);
        }
        if RESERVED.contains(&name.as_str()) {
            let help = "streams of that name hold what is not posted, or fits no envelope";
            refuse(at("name"), format!("an envelope can't be called `{name}`"), help);
        }
        if print.envelopes[..place].iter().any(|other| other.name == *name) {
            let help = "each envelope has a name of its own";
            refuse(at("name"), format!("two envelopes are called `{name}`"), help);
        }
        if !print.postage.iter().any(|postage| postage.name == envelope.postage) {
            let message = format!("`print.postage` has no `{}`", envelope.postage);
            refuse(at("postage"), message, "name one of its formats, or add this one");
        }
        if !(0.0..=1_000.0).contains(&envelope.weight_g) {
            let help = "give the grams of the empty envelope";
            refuse(at("weight_g"), "an envelope can't weigh that much".into(), help);
        }
        let smaller = print.envelopes[..place].last().map(|other| other.most_sheets);
        let shrinks = |smaller: Option<usize>| match (smaller, envelope.most_sheets) {
            (None, _) => true,
            (Some(smaller), Some(most)) => most < smaller,
            (Some(_), None) => false,
        };
        if smaller.is_some_and(shrinks) {
            let help = "put the smallest first: a mailpiece goes into the first that holds it";
            refuse(at("most_sheets"), "the envelope before it holds more".into(), help);
        }
    }
    for (place, postage) in print.postage.iter().enumerate() {
        let at = |key: &str| format!("print.postage[{place}].{key}");
        if !is_name(&postage.name, 16, "_") {
            let help = "streams are named after it: use small letters, digits and low lines";
            refuse(at("name"), format!("postage can't be called `{}`", postage.name), help);
        }
        let lighter = print.postage[..place].last().map_or(0.0, |other| other.most_g);
        if postage.most_g.is_nan() || postage.most_g <= lighter {
            let help = "put the cheapest first, each with a higher weight than the one before";
            refuse(at("most_g"), "it carries no more than the one before".into(), help);
        }
    }
    let limits = [
        ("batch_mailpieces", print.batch_mailpieces == 0),
        ("batch_pages", print.batch_pages == 0),
        ("paper_gsm", print.paper_gsm == 0),
    ];
    if print.batch_mailpieces > MOST_MAILPIECES {
        let help = format!("every sheet's mark says its number: use at most {MOST_MAILPIECES}");
        refuse("print.batch_mailpieces".into(), "that is too many for a batch".into(), &help);
    }
    for (key, _) in limits.into_iter().filter(|(_, nothing)| *nothing) {
        refuse(format!("print.{key}"), "it can't be nothing".into(), "give a number above 0");
    }
    found
}

/// The most letters of an envelope's name: with a dash and four digits they always fit the mark.
const LONGEST_ENVELOPE: usize = 7;

/// The most mailpieces of a batch: four digits always fit the mark.
const MOST_MAILPIECES: usize = 9_999;

/// Names that streams have for other reasons.
const RESERVED: &[&str] = &["collect", "hand", super::PARCEL];

fn is_name(name: &str, most: usize, also: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || also.contains(c);
    !name.is_empty() && name.len() <= most && name.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Envelope, Postage};

    fn fields(change: impl FnOnce(&mut Print)) -> Vec<String> {
        let mut print = Print::default();
        change(&mut print);
        refuse(&print).into_iter().map(|finding| finding.field).collect()
    }

    #[test]
    fn the_defaults_are_sound() {
        assert_eq!(fields(|_| {}), [""; 0]);
    }

    #[test]
    fn what_would_make_streams_unclear_is_refused() {
        let rename = |name: &str| fields(|print| print.envelopes[1].name = name.into());
        for name in ["C5", "c5-cream", "", "hand", "collect", "parcel", "dl", "../c5", "envelope"] {
            assert_eq!(rename(name), ["print.envelopes[1].name"], "{name}");
        }
        assert_eq!(rename("c5x"), [""; 0]);
    }

    #[test]
    fn limits_go_upwards() {
        let swapped = fields(|print| print.envelopes.swap(1, 2));
        assert_eq!(swapped, ["print.envelopes[2].most_sheets"]);
        let unordered = fields(|print| print.postage.swap(0, 1));
        assert_eq!(unordered, ["print.postage[1].most_g"]);
        let unknown = fields(|print| print.envelopes[0].postage = "pigeon".into());
        assert_eq!(unknown, ["print.envelopes[0].postage"]);
        let none = fields(|print| print.envelopes = Vec::<Envelope>::new());
        assert_eq!(none, ["print.envelopes"]);
        let nan = Postage { name: "x".into(), most_g: f64::NAN };
        assert_eq!(fields(|print| print.postage.push(nan)), ["print.postage[2].most_g"]);
        assert_eq!(fields(|print| print.batch_pages = 0), ["print.batch_pages"]);
        let many = fields(|print| print.batch_mailpieces = 10_000);
        assert_eq!(many, ["print.batch_mailpieces"]);
    }
}
