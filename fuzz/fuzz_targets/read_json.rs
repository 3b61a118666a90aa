//! JSON without a fault is read by a quick reader, everything else by the parser. What the quick one
//! takes, the parser must take alike. A comment behind the text makes it YAML, which only the
//! parser reads.
#![no_main]

use libfuzzer_sys::fuzz_target;
use planpress::plan::Record;
use planpress::source::{Limits, parse, read_with, record_shape};

fuzz_target!(|text: &str| {
    if !text.trim_start().starts_with('{') {
        return;
    }
    // A refusal is always the parser's.
    let Ok(quick) = read_with::<Record>(text, "x", record_shape()) else { return };
    let parsed = read_with::<Record>(&format!("{text}\n#"), "x", record_shape());
    let parsed = parsed.expect("the parser takes it too");
    assert_eq!(quick.value, parsed.value);
    assert_eq!(quick.warnings, parsed.warnings);
    // The tree that is read later is the one that the parser would have given at once.
    assert_eq!(Some(quick.tree()), parse(quick.text(), &Limits::default()).root.as_ref());
});
