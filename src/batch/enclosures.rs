//! Reads an enclosure that a record names: a PDF beside the record, the very one that was recorded.
//! Nothing outside the record's folder is opened, and no link is followed.

use std::fs;
use std::path::{Component, Path, PathBuf};

use lopdf::Document;
use sha2::{Digest, Sha256};

use crate::config::hex;
use crate::finding::Finding;
use crate::plan::Enclosure;

/// A leaflet of many pages with pictures is smaller.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// Holds an enclosure against what the record says of it. `record_file` is the file of the record;
/// `field` is the enclosure's, such as `enclosures[0]`.
///
/// # Errors
/// PRT-11: it is not there, is not inside the record's folder, or is not what was recorded.
pub(super) fn verify_enclosure(
    record_file: &str,
    enclosure: &Enclosure,
    field: &str,
) -> Result<(), Finding> {
    let fails = |key: &str, message: &str, help: &str| {
        Err(Finding::new("PRT-11", message).at(format!("{field}.{key}")).help(help))
    };
    let again = "look at the file; if it is right, record its new hash and number of pages";
    let Some(path) = inside(record_file, &enclosure.path) else {
        return fails(
            "path",
            "an enclosure is not inside the folder of its record",
            "put the file into the record's folder and name it from there, such as \
             `leaflets/falls.pdf`",
        );
    };
    let Ok(found) = fs::symlink_metadata(&path) else {
        return fails(
            "path",
            "an enclosure is not there",
            "put the file where `path` says, or take it out of `enclosures`",
        );
    };
    if !found.is_file() || found.len() > MOST_BYTES {
        return fails(
            "path",
            "an enclosure is not a file of 32 MB at most",
            "put the PDF itself there, not a link or a folder",
        );
    }
    let Ok(bytes) = fs::read(&path) else {
        return fails("path", "an enclosure can't be read", "ask who may open the file");
    };
    if !enclosure.sha256.eq_ignore_ascii_case(&hex(&Sha256::digest(&bytes))) {
        return fails("sha256", "an enclosure is not the file that was recorded", again);
    }
    let pages = Document::load_mem(&bytes).map(|pdf| pdf.get_pages().len());
    match pages {
        Err(_) | Ok(0) => fails("path", "an enclosure is not a PDF that can be read", again),
        Ok(pages) if u32::try_from(pages) != Ok(enclosure.pages) => {
            let message = format!("an enclosure has {pages} pages, and the record says otherwise");
            fails("pages", &message, again)
        }
        Ok(_) => Ok(()),
    }
}

/// The path within the record's folder; none where it would leave it, by name or by a link. A record
/// from standard input has no folder.
fn inside(record_file: &str, named: &str) -> Option<PathBuf> {
    if record_file == "-" || named.trim().is_empty() {
        return None;
    }
    let mut path = Path::new(record_file).parent()?.to_owned();
    let mut parts = Path::new(named).components().peekable();
    while let Some(part) = parts.next() {
        let Component::Normal(name) = part else { return None };
        path.push(name);
        let is_folder = parts.peek().is_some();
        let is_link = || fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink());
        if is_folder && is_link() {
            return None;
        }
    }
    Some(path)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own files need not be whole")]
mod tests {
    use lopdf::dictionary;

    use super::*;
    use crate::plan::EnclosureKind;

    /// A PDF of empty pages.
    fn pdf(pages: usize) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let kids: Vec<lopdf::Object> = (0..pages)
            .map(|_| {
                let page = dictionary! {
                    "Type" => "Page",
                    "Parent" => tree,
                    "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                };
                document.add_object(page).into()
            })
            .collect();
        let count = i64::try_from(pages).unwrap();
        let root = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        document.objects.insert(tree, root.into());
        let catalogue = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalogue);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn enclosure(path: &str, bytes: &[u8], pages: u32) -> Enclosure {
        let sha256 = hex(&Sha256::digest(bytes));
        Enclosure { path: path.into(), sha256, pages, kind: EnclosureKind::Leaflet, packs: vec![] }
    }

    #[test]
    fn only_the_very_file_beside_the_record_will_do() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = folder.path().join("inputs");
        fs::create_dir_all(inputs.join("leaflets")).unwrap();
        let record = inputs.join("record.yaml").to_string_lossy().into_owned();
        let two = pdf(2);
        fs::write(inputs.join("leaflets/falls.pdf"), &two).unwrap();
        fs::write(inputs.join("letter.txt"), "no PDF").unwrap();
        fs::write(folder.path().join("outside.pdf"), &two).unwrap();
        let field = |enclosure: &Enclosure| {
            let judged = verify_enclosure(&record, enclosure, "enclosures[0]");
            judged.err().map(|finding| {
                assert_eq!(finding.rule.id, "PRT-11");
                assert!(!finding.message.contains("falls"), "{}", finding.message);
                finding.field.replace("enclosures[0].", "")
            })
        };
        assert_eq!(field(&enclosure("leaflets/falls.pdf", &two, 2)), None);
        let mut capitals = enclosure("./leaflets/falls.pdf", &two, 2);
        capitals.sha256.make_ascii_uppercase();
        let absolute = folder.path().join("outside.pdf").to_string_lossy().into_owned();
        let cases = [
            ("pages", enclosure("leaflets/falls.pdf", &two, 3)),
            ("sha256", enclosure("leaflets/falls.pdf", b"older", 2)),
            ("path", enclosure("leaflets/fall.pdf", &two, 2)),
            ("path", enclosure("leaflets", &two, 2)),
            ("path", enclosure("letter.txt", b"no PDF", 1)),
            ("path", enclosure("../outside.pdf", &two, 2)),
            ("path", enclosure("leaflets/../../outside.pdf", &two, 2)),
            ("path", enclosure(&absolute, &two, 2)),
            ("path", enclosure("", &two, 2)),
        ];
        for (key, enclosure) in cases {
            assert_eq!(field(&enclosure).as_deref(), Some(key), "{}", enclosure.path);
        }
        let piped = verify_enclosure("-", &enclosure("leaflets/falls.pdf", &two, 2), "e");
        assert!(piped.is_err());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (inputs, outside) = (folder.path().join("in"), folder.path().join("out"));
        fs::create_dir_all(&inputs).unwrap();
        fs::create_dir_all(&outside).unwrap();
        let one = pdf(1);
        fs::write(outside.join("a.pdf"), &one).unwrap();
        symlink(&outside, inputs.join("folder")).unwrap();
        symlink(outside.join("a.pdf"), inputs.join("a.pdf")).unwrap();
        let record = inputs.join("record.yaml").to_string_lossy().into_owned();
        for path in ["folder/a.pdf", "a.pdf"] {
            let judged = verify_enclosure(&record, &enclosure(path, &one, 1), "enclosures[0]");
            assert_eq!(judged.unwrap_err().field, "enclosures[0].path", "{path}");
        }
    }
}
