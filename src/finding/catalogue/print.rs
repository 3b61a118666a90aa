//! Addresses, envelopes and the print room.

super::family! {
    "PRT-01" Block Channel BusinessSupport "an address that can't be posted to",
        "the address rules of a public print service: 3 to 7 lines, a postcode last, no symbols first",
        "correct the address, or choose another way";
    "PRT-02" Block Copy PrintRoom [Fixed] "something beside the address would show in the window",
        "whoever handles an envelope must learn nothing from it", "take it out of the address";
    "PRT-04" Block Batch PrintRoom [Fixed] "a document that does not begin on the front of a sheet",
        "a sheet must never hold two people's pages", "do not print this batch; report it";
    "PRT-05" Block Batch BusinessSupport [Fixed] "counts that don't add up",
        "every copy and every record is accounted for", "do not release this run; report it";
    "PRT-06" Warn Nothing BusinessSupport "the same recipient twice",
        "each copy has an envelope of its own unless the council decides otherwise", "nothing to do unless one is too many";
    "PRT-07" Block Copy BusinessSupport [Fixed] "an address that its window can't hold",
        "what is cut off at the edge of a window does not arrive; smaller than 10 pt it is not read by machines",
        "shorten the longest line of the address or part it in two, or use envelopes with a larger window";
    "PRT-08" Warn Nothing PrintRoom "too large for any envelope",
        "nothing is split over two envelopes silently", "it is in the stream `parcel`: pack it by hand, whole, and address it from its cover";
    "PRT-09" Block Batch BusinessSupport [Fixed] "a print file that can't be made",
        "what was not printed must not pass for printed", "run again; report it if it comes back";
    "PRT-10" Block Copy Communications [Fixed] "print where a page must stay free",
        "sheet marks and envelopes need their place to themselves", "move what stands there, in the council's own templates";
    "PRT-11" Block Copy BusinessSupport [Fixed] "an enclosure that is not what the record says",
        "what a letter announces is in the envelope, and nothing else is",
        "put the file beside the record and correct its hash and pages, or take it out of `enclosures`";
}
