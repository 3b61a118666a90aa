//! Where an envelope's window shows the first page, and what must stay free of print. Millimetres
//! from the top left corner of A4 portrait.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rectangle on A4 portrait, in millimetres from the top left corner.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Zone {
    /// From the left edge.
    pub x_mm: f64,
    /// From the top edge.
    pub y_mm: f64,
    /// Width.
    pub width_mm: f64,
    /// Height.
    pub height_mm: f64,
}

/// The geometry of one kind of envelope.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Window {
    /// What shows in the window, with its play: the address, and nothing else.
    pub window: Zone,
    /// Where the address is set, inside the window wherever the sheet slips.
    pub address: Zone,
    /// What must stay free on the first page, beside the sheet mark's place.
    #[serde(default)]
    pub keep_free: Vec<Zone>,
}
