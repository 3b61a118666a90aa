//! Reading a record, and its state.

super::family! {
    "REC-01" Block Record BusinessSupport "a key that no record has",
        "a misspelt `sensitivity` would print what must not be printed",
        "correct the key, or remove it from the export";
    "REC-02" Block Record BusinessSupport "a value of the wrong kind",
        "the record's schema", "see `planpress schema record`";
    "REC-03" Block Record BusinessSupport "an impossible date or value",
        "the record's schema", "write dates as YYYY-MM-DD";
    "REC-04" Block Record BusinessSupport "an id used twice",
        "audit and manifest name items by id", "give every item an id of its own";
    "REC-05" Block Record BusinessSupport "a required value is missing",
        "without it the record can't be told from another, or sent", "add the value to the export";
    "REC-06" Block Record BusinessSupport "a limit that protects the run",
        "size, depth, number of items, repeated aliases", "split the file, or look for what went wrong in the export";
    "REC-07" Block Record BusinessSupport "a file or record that can't be read",
        "its syntax is broken", "open the file at this place and mend it";
    "REC-08" Warn Nothing BusinessSupport "a reference to an id that the record doesn't have",
        "the link is left out of the copy", "correct the reference";
    "REC-09" Block Batch BusinessSupport "an input that can't be opened",
        "nothing can be said of what was not read", "check the path and who may read it";
    "REC-10" Warn Nothing BusinessSupport "the same plan more than once",
        "the highest signed-off version is used", "remove the older export";
    "STA-01" Block Copy CareTeam [Fixed] "a record that is not signed off",
        "only what is signed off may be distributed", "sign it off, or wait";
    "STA-02" Block Copy Governance [Fixed] "a restricted record",
        "a record of staff, adoption or people at risk is kept out of bulk work",
        "have a named officer make this copy";
}
