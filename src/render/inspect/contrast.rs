//! Contrast as WCAG 2.2 measures it.

/// Red, green, blue.
pub(super) type Colour = (u8, u8, u8);

pub(super) const WHITE: Colour = (255, 255, 255);

/// The contrast between two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(super) fn between(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// `#003078`.
pub(super) fn hex((red, green, blue): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// WCAG 2.2, "relative luminance".
fn luminance((red, green, blue): Colour) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_is_that_of_wcag() {
        for (colour, contrast) in [((0, 0, 0), 21.0), ((119, 119, 119), 4.48), (WHITE, 1.0)] {
            assert!((between(colour, WHITE) - contrast).abs() < 0.01);
        }
        assert_eq!(hex((0, 48, 120)), "#003078");
    }
}
