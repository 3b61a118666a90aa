//! The limits that protect a run from one broken or hostile export. They are far above anything
//! a real plan needs: the longest fictional plan is about 60 KB and 2,000 nodes.

/// What one document may cost before it is refused with REC-06.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Bytes of one document: a YAML document, a JSON object or one line of NDJSON. Files have
    /// no limit, as every format is streamed one document at a time. Default 4 MiB.
    pub document_bytes: u32,
    /// Mappings and lists inside one another. Default 64.
    pub depth: u32,
    /// Values, lists and mappings of one document, keys not counted. Default 200,000.
    pub nodes: u32,
    /// Items of one list, or keys of one mapping. Default 2,000.
    pub items: u32,
    /// YAML aliases (`*name`) of one document. Default 1,000.
    pub aliases: u32,
    /// How many times its own number of nodes a document may grow by aliases. Default 10.
    pub expansion: u32,
    /// Findings kept of one record; one more says that there were others. Default 100.
    pub findings: u32,
    /// Records that may be linked into one group. An export that gives every record the same
    /// `plan_id` would otherwise be one group, and all plans but one would count as old versions.
    /// Default 64.
    pub group: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 4 << 20,
            depth: 64,
            nodes: 200_000,
            items: 2_000,
            aliases: 1_000,
            expansion: 10,
            findings: 100,
            group: 64,
        }
    }
}
