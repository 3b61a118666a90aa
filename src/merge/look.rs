//! How a page looks to this reader, beyond its size: what their record asks for, in the words of the
//! templates' tokens.

use crate::disclose::{Disclosure, Look};
use crate::plan::{Contrast, FACES, Paper, Spacing};

/// The background. In print the colour is that of the paper: toner on a tinted ground glares.
pub(super) fn paper(disclosure: &Disclosure) -> &'static str {
    match disclosure.paper {
        Paper::Cream if disclosure.on_screen => "cream",
        Paper::Yellow if disclosure.on_screen => "yellow",
        _ => "white",
    }
}

pub(super) fn contrast(look: &Look) -> &'static str {
    match look.contrast {
        Contrast::House => "house",
        Contrast::Black => "black",
    }
}

/// A face that is here, under the name that it is asked for by; else the house's own.
pub(super) fn font(look: &Look) -> &'static str {
    let asked = look.font.as_deref().map(str::trim);
    let face =
        FACES.iter().find(|(name, _)| asked.is_some_and(|asked| asked.eq_ignore_ascii_case(name)));
    face.map_or("house", |(_, key)| key)
}

pub(super) fn spacing(look: &Look) -> &'static str {
    match look.spacing {
        Spacing::House => "house",
        Spacing::Wide => "wide",
    }
}
