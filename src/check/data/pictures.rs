//! DAT-07: pictures of the index. Judged where the run knows its pictures.

use crate::check::{Beside, Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "DAT-07",
    why: "A picture helps the person to understand the words beside it. If the name of a picture is \
          misspelt, the row is shown without one.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{safeguarding_note: {text: Keep your door shut., easy_read: {en: [{text: Keep your \
               door shut., picture_id: dooor}]}}}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{safeguarding_note: {text: Keep your door shut., easy_read: {en: [{text: Keep your \
               door shut., picture_id: key}]}}}",
        beside: &[],
    },
    judge: unknown,
}];

fn unknown(case: &Case<'_>, findings: &mut Findings) {
    let Some(pictures) = case.pictures() else { return };
    for row in case.texts().iter().filter(|text| text.is_row()) {
        if let Beside::Picture(id) = &row.beside
            && pictures.get(id).is_none()
        {
            let field = row.field.strip_suffix("text").unwrap_or(&row.field);
            findings.add(format!("{field}picture_id"), "the picture index has no such picture");
        }
    }
}
