//! Templates, configuration, decisions, and the run itself.

super::family! {
    "CFG-01" Block Batch BusinessSupport [Fixed] "a setting that can't be",
        "what protects people is not a setting; a council's packs may narrow what is shown, never widen it",
        "remove the setting, or correct it";
    "CFG-02" Block Batch PrintRoom [Fixed] "geometry of an envelope that can't be",
        "what the window shows is decided before a page is made", "measure the envelope and its window again";
    "DEC-01" Warn Nothing BusinessSupport "a recorded decision that ends no hold",
        "it has ended, is not complete, or names a copy that is not held",
        "record a new decision with `planpress decide`, or remove this one";
    "TPL-01" Warn Nothing Communications "a template file that nothing uses",
        "a misspelt name would leave the built-in file in place", "check the name";
    "TPL-02" Block Batch Communications "a phrase that is missing, unknown or broken",
        "every language says everything", "see `templates/wording/en.yaml`";
    "TPL-03" Block Copy Communications "a template that fails",
        "the page can't be made", "mend the template at this place";
    "TPL-04" Block Batch Communications "a colour that not everybody can see",
        "WCAG 2.2, 1.4.6 and 1.4.11: words need a contrast of 7:1 and frames of 3:1, on every paper", "choose a darker colour";
    "TPL-05" Block Batch Communications "a template file that can't be used",
        "the built-in file is not used in its place: nobody would see that the council's own is missing", "mend the file at this place";
    "TPL-06" Block Batch Communications "a section of the council's own that can't be shown",
        "it has fixed words in every language, and nothing of a record", "mend `sections.yaml` at this place";
    "TPL-07" Block Batch Communications "a picture that is not there or not described",
        "ISO 14289-1, 7.3: whoever can't see a picture hears what it shows", "add the file, or say what it shows in every language";
    "RUN-02" Block Copy Governance [Fixed] "a page with something that this copy must not show",
        "a mix-up or a leak: the copy is not released, and the run ends with 4",
        "do not send anything of this record; report it at once";
    "RUN-01" Block Copy BusinessSupport "a copy that could not be finished",
        "a fault of the program or the machine, not of the record", "run again; report it if it stays";
}
