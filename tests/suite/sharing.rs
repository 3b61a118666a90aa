//! The documentation of who gets what shows the packs as they are.

use std::fs;
use std::path::Path;

use planpress::disclose::table;

use crate::stage::ROOT;

const START: &str = "<!-- packs -->\n";
const END: &str = "<!-- /packs -->";

/// Written anew with `PLANPRESS_DOCS=overwrite`.
#[test]
fn the_table_of_packs_is_the_programs_own() {
    let path = Path::new(ROOT).join("docs/sharing.md");
    let text = fs::read_to_string(&path).expect("the document is there");
    let (before, rest) = text.split_once(START).expect("the table has a place");
    let (shown, after) = rest.split_once(END).expect("the table has an end");
    if std::env::var_os("PLANPRESS_DOCS").is_some_and(|wish| wish == "overwrite") {
        fs::write(&path, format!("{before}{START}{}{END}{after}", table())).expect("it is written");
        return;
    }
    assert_eq!(shown, table(), "renew it with PLANPRESS_DOCS=overwrite");
}
