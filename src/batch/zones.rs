//! A picture of a first page with the zones drawn over it that its envelope and the sheet mark need:
//! what somebody looks at before a thousand of them are printed.

use serde_json::{Value, json};

use super::{Kit, Prepared};
use crate::config::{SHEET_MARK, Zone};
use crate::finding::Finding;
use crate::plan::LanguageTag;
use crate::render::{Purpose, Request};
use crate::wording::Wording;

/// The edition that draws zones over another.
const EDITION: &str = "editions/zones.typ";

/// The first page as a PNG picture with its zones: green where they are kept, red where they are not;
/// and the findings that hold it, where they are not.
pub(super) fn picture(kit: &Kit, prepared: &Prepared) -> Result<Vec<u8>, Vec<Finding>> {
    let failed = || vec![Finding::new("RUN-01", "the first page can't be drawn")];
    let request = prepared.request();
    let broken = kit.renderer.broken_zones(&request)?;
    let broken: Vec<_> = broken.into_iter().filter(|one| one.page == 1).collect();
    let language = LanguageTag(prepared.merged.document.language.clone());
    let wording = kit.wordings.get(&language).ok_or_else(failed)?;
    let zones: Vec<Value> = zones(prepared)
        .into_iter()
        .map(|(purpose, zone)| {
            let kept = !broken.iter().any(|one| {
                one.purpose == purpose && (purpose != Purpose::Free || one.zone == zone)
            });
            json!({
                "x_mm": zone.x_mm,
                "y_mm": zone.y_mm,
                "width_mm": zone.width_mm,
                "height_mm": zone.height_mm,
                "kept": kept,
                "label": label(wording, purpose, kept),
            })
        })
        .collect();
    let mut data = serde_json::to_value(&prepared.merged).map_err(|_| failed())?;
    let spots: Vec<Zone> = broken.iter().map(|one| one.around).collect();
    data["zones"] = json!({ "edition": prepared.entry, "zones": zones, "broken": spots });
    let data = serde_json::to_vec(&data).map_err(|_| failed())?;
    let drawn = kit.renderer.preview(&Request { entry: EDITION, data: &data, ..request })?;
    drawn.pictures.into_iter().next().ok_or_else(failed)
}

/// Every zone of the first page, the largest first, so that none hides another.
fn zones(prepared: &Prepared) -> Vec<(Purpose, Zone)> {
    let mut zones = vec![(Purpose::Mark, SHEET_MARK)];
    if let Some(first) = &prepared.first_page {
        zones.extend(first.geometry.keep_free.iter().map(|zone| (Purpose::Free, *zone)));
        if let Some(window) = first.geometry.window {
            zones.push((Purpose::Window, window));
            zones.push((Purpose::Address, first.geometry.address));
        }
    }
    zones
}

fn label(wording: &Wording, purpose: Purpose, kept: bool) -> String {
    let what = wording.say(match purpose {
        Purpose::Window => "zones.window",
        Purpose::Address => "zones.address",
        Purpose::Free => "zones.free",
        Purpose::Mark => "zones.mark",
    });
    let how = wording.say(if kept { "zones.kept" } else { "zones.broken" });
    format!("{what}: {how}")
}
