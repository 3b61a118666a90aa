//! The person's own photos, which come before any symbol. Each is read from beside its record, turned
//! the right way up, made as small as it is printed and written again: what a camera hides in a file,
//! such as where it stood, never leaves with a copy. A photo that can't be used leaves the symbol.

use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::{Component, Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use crate::finding::Finding;
use crate::merge::{Block, MergeData};
use crate::render::Photo;

/// A camera's largest file is smaller.
const MOST_BYTES: u64 = 24 * 1024 * 1024;
/// Pixels a side; a camera's largest picture has fewer.
const MOST_PIXELS: u32 = 12_000;
/// Bytes that a picture may take while it is taken apart.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// Pixels of the longer side in print: 3.3 cm at 600 dots an inch.
const PRINTED_PIXELS: u32 = 780;
/// Of 100: no eye sees the difference in print.
const QUALITY: u8 = 85;

/// Puts the photos of a document in the place of their symbols. `record_file` is the file of its
/// record, beside which they lie.
pub(super) fn put_in(data: &mut MergeData, record_file: &str) -> (Vec<Photo>, Vec<Finding>) {
    let (mut photos, mut findings): (Vec<Photo>, Vec<Finding>) = (Vec::new(), Vec::new());
    let sections = data.sections.iter_mut().flat_map(|section| &mut section.blocks);
    for block in data.opening.blocks.iter_mut().chain(sections) {
        let Block::PictureRow { picture, alt, photo: Some(own), .. } = block else { continue };
        match printable(record_file, &own.path) {
            Ok(jpeg) => {
                // Paths are interned for ever: one a place in the document, never one a photo.
                let path = format!("/photos/{}.jpg", photos.len() + 1);
                photos.push(Photo { path: path.clone(), jpeg });
                *picture = Some(path);
                alt.clone_from(&own.alt);
            }
            Err(why) => {
                let finding = Finding::new("DAT-07", format!("{why}; the symbol stands instead"))
                    .help("put the photo beside the record as a JPEG or PNG file");
                if !findings.contains(&finding) {
                    findings.push(finding);
                }
            }
        }
    }
    (photos, findings)
}

/// The photo as it is printed, or why it can't be.
fn printable(record_file: &str, named: &str) -> Result<Vec<u8>, &'static str> {
    let path = inside(record_file, named)
        .ok_or("a photo of easy read is not inside the folder of its record")?;
    let bytes = bytes_of(&path)
        .ok_or("a photo of easy read is not there, or not a file of 24 MB at most")?;
    upright(&bytes).ok_or("a photo of easy read is not a JPEG or PNG picture that can be used")
}

/// The path within the record's folder; none where it would leave it, by name or by a link.
fn inside(record_file: &str, named: &str) -> Option<PathBuf> {
    if record_file == "-" || named.trim().is_empty() {
        return None;
    }
    let mut path = Path::new(record_file).parent()?.to_owned();
    for part in Path::new(named).components() {
        let Component::Normal(name) = part else { return None };
        path.push(name);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            return None;
        }
    }
    Some(path)
}

fn bytes_of(path: &Path) -> Option<Vec<u8>> {
    let found = fs::symlink_metadata(path).ok()?;
    if !found.is_file() || found.len() > MOST_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    File::open(path).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Takes a picture apart within the limits, turns it as its camera says, and writes it again.
fn upright(bytes: &[u8]) -> Option<Vec<u8>> {
    let format = image::guess_format(bytes).ok()?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > PRINTED_PIXELS {
        picture = picture.thumbnail(PRINTED_PIXELS, PRINTED_PIXELS);
    }
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&on_white(&picture)).ok()?;
    Some(jpeg)
}

/// What is clear in a picture is the paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let pixels = picture.to_rgba8();
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, alpha) = (u16::from(colour), u16::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own files need not be whole")]
mod tests {
    use image::RgbaImage;

    use super::*;

    /// A picture whose left half is red and whose right half is clear, as PNG.
    fn half(width: u32, height: u32) -> Vec<u8> {
        let picture = RgbaImage::from_fn(width, height, |x, _| {
            image::Rgba(if x < width / 2 { [200, 0, 0, 255] } else { [0, 0, 0, 0] })
        });
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).unwrap();
        png.into_inner()
    }

    /// The same as JPEG, with a camera's note that it is to be turned, and where it was taken.
    fn turned() -> Vec<u8> {
        let picture =
            DynamicImage::ImageRgb8(on_white(&image::load_from_memory(&half(40, 20)).unwrap()));
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, 95).encode_image(&picture).unwrap();
        // Orientation 6: turn it a quarter to the right.
        let mut note =
            b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        note.extend(b"GPS 01632");
        let length = u16::try_from(note.len() + 2).unwrap().to_be_bytes();
        let mut with_note = jpeg[..2].to_vec();
        with_note.extend([0xff, 0xe1]);
        with_note.extend(length);
        with_note.extend(note);
        with_note.extend(&jpeg[2..]);
        with_note
    }

    #[test]
    fn a_photo_is_turned_flattened_made_small_and_says_nothing_of_its_camera() {
        let jpeg = upright(&turned()).unwrap();
        assert!(!jpeg.windows(4).any(|bytes| bytes == b"Exif"));
        assert!(!jpeg.windows(3).any(|bytes| bytes == b"GPS"));
        let picture = image::load_from_memory(&jpeg).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (20, 40));
        // What was left is on top now.
        assert!(picture.get_pixel(10, 4).0[1] < 60 && picture.get_pixel(10, 36).0[1] > 200);
        let large = image::load_from_memory(&upright(&half(3_000, 1_000)).unwrap()).unwrap();
        assert_eq!((large.width(), large.height()), (PRINTED_PIXELS, 260));
        assert_eq!(large.to_rgb8().get_pixel(700, 100).0, [255, 255, 255]);
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(upright(b"no picture").is_none());
        assert!(upright(b"<svg xmlns='http://www.w3.org/2000/svg'/>").is_none());
        assert!(upright(b"GIF89a\x01\0\x01\0\0\0\0;").is_none());
        let mut cut_off = half(100, 100);
        cut_off.truncate(60);
        assert!(upright(&cut_off).is_none());
        assert!(upright(&half(MOST_PIXELS + 1, 1)).is_none());
    }

    #[test]
    fn only_a_file_inside_the_records_folder_will_do() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = folder.path().join("inputs");
        fs::create_dir_all(inputs.join("photos")).unwrap();
        fs::write(inputs.join("photos/me.png"), half(20, 20)).unwrap();
        fs::write(folder.path().join("outside.png"), half(20, 20)).unwrap();
        let record = inputs.join("record.yaml").to_string_lossy().into_owned();
        assert!(printable(&record, "photos/me.png").is_ok());
        let outside = folder.path().join("outside.png").to_string_lossy().into_owned();
        for named in [
            "../outside.png",
            &outside,
            "photos",
            "photos/none.png",
            "",
            "photos/../../outside.png",
        ] {
            assert!(printable(&record, named).is_err(), "{named}");
        }
        assert!(printable("-", "photos/me.png").is_err());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&outside, inputs.join("link.png")).unwrap();
            assert!(printable(&record, "link.png").is_err());
        }
    }
}
