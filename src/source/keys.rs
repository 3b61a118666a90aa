//! The first pass: from each record only what groups it with others, in under 100 bytes.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::documents::Piece;
use super::files::Format;
use super::limits::Limits;
use super::outline::outline;
use super::tree::{self, Node};

/// What groups a record with others, by the names of the record's fields.
const NAMES: [&str; 6] =
    ["plan_id", "supersedes_plan_id", "version", "status", "extracted_at", "linked_plans"];
/// The most linked plans that one record is grouped by.
const MOST_LINKS: usize = 32;

/// A digest of a plan's id, so that millions of records fit in memory. 128 bits: two ids that
/// met by chance would put two people's plans into one group.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct PlanKey([u8; 16]);

impl PlanKey {
    fn of(id: &str) -> Option<Self> {
        let id = id.trim();
        if id.is_empty() {
            return None;
        }
        let digest = Sha256::digest(id.as_bytes());
        digest.first_chunk().copied().map(Self)
    }
}

/// How far a version of a plan has come: the first is used before the second.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Standing {
    /// Withdrawn, or superseded by its own account.
    Past,
    /// Not signed off, or unknown.
    Draft,
    /// Signed off, or closed after it was.
    Signed,
}

impl Standing {
    fn of(status: Option<&str>) -> Self {
        match status {
            Some("signed_off" | "closed") => Self::Signed,
            Some("superseded" | "withdrawn") => Self::Past,
            _ => Self::Draft,
        }
    }
}

/// What groups a record with others.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Keys {
    pub plan: Option<PlanKey>,
    pub supersedes: Option<PlanKey>,
    pub links: Box<[PlanKey]>,
    pub version: u32,
    pub standing: Standing,
    /// Seconds since 1970, 0 where nothing is said.
    pub extracted_at: i64,
}

/// The keys as JSON gives them; other keys are passed over.
#[derive(Default, Deserialize)]
#[serde(default)]
struct JsonKeys {
    plan_id: Value,
    supersedes_plan_id: Value,
    version: Value,
    status: Value,
    extracted_at: Value,
    linked_plans: Value,
}

impl Keys {
    /// The keys of a record; none where it can't be read, which the second pass will say. Of YAML
    /// only the lines of the keys are read: [`Keys::in_full`] knows whether the others are broken.
    pub(super) fn of(piece: &Piece<'_>, format: Format, limits: &Limits) -> Self {
        let bytes = piece.bytes.unwrap_or_default();
        if format == Format::Yaml {
            return Self::of_outline(bytes, limits).unwrap_or_else(|| Self::in_full(bytes, limits));
        }
        // JSON's own reader is ten times as fast; what it refuses may still be read as YAML.
        match serde_json::from_slice::<JsonKeys>(bytes) {
            Ok(keys) => Self::of_json(&keys),
            Err(_) => Self::in_full(bytes, limits),
        }
    }

    /// The keys of a document of YAML, of which all must be readable.
    pub(super) fn in_full(bytes: &[u8], limits: &Limits) -> Self {
        let tree = std::str::from_utf8(bytes).ok().and_then(|text| {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            tree::parse(text, limits).root
        });
        Self::of_tree(tree.as_ref())
    }

    /// The keys of a document of YAML, where their own lines are enough to tell them.
    fn of_outline(bytes: &[u8], limits: &Limits) -> Option<Self> {
        let outline = outline(std::str::from_utf8(bytes).ok()?, &NAMES)?;
        let tree = tree::parse(&outline, limits);
        let root = tree.root.filter(|_| tree.findings.is_empty())?;
        let keys = Self::of_tree(Some(&root));
        keys.plan.is_some().then_some(keys)
    }

    fn of_json(keys: &JsonKeys) -> Self {
        let linked = keys.linked_plans.as_array().map(Vec::as_slice).unwrap_or_default();
        let links = linked.iter().filter_map(|plan| text(plan.get("plan_ref")?));
        Self::new(
            text(&keys.plan_id).as_deref(),
            text(&keys.supersedes_plan_id).as_deref(),
            text(&keys.version).as_deref(),
            text(&keys.status).as_deref(),
            text(&keys.extracted_at).as_deref(),
            links.filter_map(|link| PlanKey::of(&link)),
        )
    }

    /// The keys of a record that is read; none where it can't be.
    pub(super) fn of_tree(tree: Option<&Node>) -> Self {
        let get = |key: &str| tree.and_then(|tree| tree.get(key)).and_then(Node::text);
        let linked = tree.and_then(|tree| tree.get("linked_plans")).map(Node::items);
        let links =
            linked.unwrap_or_default().iter().filter_map(|plan| plan.get("plan_ref")?.text());
        Self::new(
            get("plan_id"),
            get("supersedes_plan_id"),
            get("version"),
            get("status"),
            get("extracted_at"),
            links.filter_map(PlanKey::of),
        )
    }

    fn new(
        plan: Option<&str>,
        supersedes: Option<&str>,
        version: Option<&str>,
        status: Option<&str>,
        extracted_at: Option<&str>,
        links: impl Iterator<Item = PlanKey>,
    ) -> Self {
        let instant = extracted_at.and_then(|at| at.parse::<jiff::Timestamp>().ok());
        Self {
            plan: plan.and_then(PlanKey::of),
            supersedes: supersedes.and_then(PlanKey::of),
            links: links.take(MOST_LINKS).collect(),
            version: version.and_then(|version| version.parse().ok()).unwrap_or(1),
            standing: Standing::of(status),
            extracted_at: instant.map_or(0, jiff::Timestamp::as_second),
        }
    }
}

/// A text, or a whole number as it is written.
fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.into()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string().into()),
        _ => None,
    }
}
