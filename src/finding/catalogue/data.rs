//! Values that can't be right, and words that should not be there.

super::family! {
    "DAT-01" Block Item BusinessSupport "a code that is damaged",
        "SNOMED CT identifiers end in a Verhoeff check digit; spreadsheets round the sixteenth digit",
        "export codes as text, and correct this one";
    "DAT-02" Warn Nothing BusinessSupport "an NHS number that fails its check digit",
        "NHS numbers end in a modulus 11 check digit", "check the number";
    "DAT-03" Warn Nothing CareTeam "a text that was not finished, or another person's name in it",
        "plans pasted from another person's have been sent out", "read the text and correct it";
    "DAT-04" Block Copy CareTeam "a date that is missing or can't be",
        "a document's date is part of it", "correct the date";
    "DAT-05" Block Item CareTeam "a code, bank account, password or National Insurance number in a text",
        "whoever opens the envelope could use it", "take it out of the text; the item is left out until then";
    "DAT-06" Warn Nothing CareTeam "a professional's word or a very long sentence in a text that the person reads",
        "plain English guidance for care plans", "say it as you would to the person";
    "DAT-07" Warn Nothing EasyRead "a picture that the index doesn't have",
        "the row is shown without a picture", "choose a picture from the index";
}
