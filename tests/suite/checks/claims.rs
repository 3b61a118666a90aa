//! `templates/ACCESSIBILITY.md` claims nothing that is not there.

use std::fs;
use std::path::Path;

use planpress::finding::rule;
use regex::Regex;

use super::CHECKS;
use crate::stage::{ROOT, none};

/// Promise: each part, rule, check and test module that the page names exists.
#[test]
fn what_is_named_exists() {
    let templates = Path::new(ROOT).join("templates");
    let page = fs::read_to_string(templates.join("ACCESSIBILITY.md")).expect("the page is there");
    let found = |expression: &str| -> Vec<String> {
        let expression = Regex::new(expression).expect("an expression");
        expression.captures_iter(&page).map(|found| found[1].to_owned()).collect()
    };
    let files = found(r"`((?:parts|theme|pictures)/[a-z./-]+)`");
    let rules = found(r"\b([A-Z]{3}-\d{2})\b");
    let checks = found(r"\bchecks? (\d+[a-d]?)\b");
    let modules = found(r"`([a-z]+)`(?:,| \||\n)");
    assert!(files.len() > 20 && rules.len() > 10 && checks.len() > 20 && modules.len() > 8);
    let main = fs::read_to_string(Path::new(ROOT).join("tests/suite/main.rs")).expect("main.rs");
    let mut missing: Vec<String> = Vec::new();
    missing.extend(files.into_iter().filter(|file| !templates.join(file).exists()));
    missing.extend(rules.into_iter().filter(|id| rule(id).is_none()));
    missing.extend(checks.into_iter().filter(|number| {
        // Check 24 is a person's.
        number != "24" && !CHECKS.iter().any(|check| check.number == number)
    }));
    missing.extend(
        modules
            .into_iter()
            .filter(|name| !main.contains(&format!("mod {name};")) && name != "access"),
    );
    none(&missing, "things that ACCESSIBILITY.md names are not there");
}
