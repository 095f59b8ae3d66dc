// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask assets`: the design system, and the script that encrypts, from npm into `assets/vendor/`,
//! which is not committed.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context, Result, bail};

use crate::{
    arguments::Arguments,
    root::{self, Root},
};

/// The design system.
const KERN: &str = "node_modules/@kern-ux/native";

/// The typeface that the design system asks for, cut by scripts: readers fetch what they read.
const FONT: &str = "node_modules/@fontsource/fira-sans";

/// Who holds the rights to the fonts, as the font files themselves say.
const FONT_NOTICE: &str = "assets/FiraSans.NOTICE.txt";

/// What encrypts the Wegweiser's referral sheet in the browser, and what it is made of.
const AGE: &str = "age-encryption";
const AGE_PARTS: [&str; 6] = [
    "age-encryption",
    "@noble/ciphers",
    "@noble/curves",
    "@noble/hashes",
    "@noble/post-quantum",
    "@scure/base",
];

/// Weights and styles the pages use. KERN asks for 400 and 600; 500 falls to 400 as CSS prescribes.
const FACES: [(u16, &str); 4] = [
    (400, "normal"),
    (400, "italic"),
    (600, "normal"),
    (700, "normal"),
];

/// The scripts that are served; others are shown in a typeface of the reader's machine.
const SCRIPTS: [&str; 2] = ["latin-ext", "latin"];

/// Runs [`install`] for the command line.
pub fn run(root: &Root, arguments: Arguments) -> Result<()> {
    arguments.finish()?;
    install(root)?;
    println!("assets/vendor/ is ready");
    Ok(())
}

/// Fetches the npm packages if they are missing or older than the lock file, and lays out
/// `assets/vendor/`. Writes a file only if its content differs, so a second run rebuilds nothing.
pub fn install(root: &Root) -> Result<()> {
    fetch_packages(root)?;
    let vendor = root.join("assets/vendor");
    fs::create_dir_all(&vendor).with_context(|| format!("cannot make {}", vendor.display()))?;
    let read = |path: &Path| {
        fs::read(root.join(path))
            .with_context(|| format!("{} is missing; run `npm ci` and try again", path.display()))
    };
    let mut files = BTreeMap::new();
    for (from, to) in list_copies() {
        files.insert(to, read(&from)?);
    }
    let font = Path::new(FONT);
    let ranges: BTreeMap<String, String> =
        serde_json::from_slice(&read(&font.join("unicode.json"))?)
            .context("unicode.json of the font is not what it was; see FONT")?;
    files.insert("fonts.css".to_owned(), font_faces(&ranges)?.into_bytes());
    let mut licence = read(Path::new(FONT_NOTICE))?;
    licence.extend([b"\n".as_slice(), &read(&font.join("LICENSE"))?].concat());
    files.insert("FiraSans.LICENSE.txt".to_owned(), licence);
    files.insert("age.js".to_owned(), bundle_age(root)?);
    let mut licences = Vec::new();
    for part in AGE_PARTS {
        licences.extend(format!("{part}\n\n").into_bytes());
        licences.extend(read(&Path::new("node_modules").join(part).join("LICENSE"))?);
        licences.push(b'\n');
    }
    files.insert("age.LICENSE.txt".to_owned(), licences);
    lay_out(&vendor, &files)
}

/// One script out of the package and what it needs, in which `age` is the name of all it offers.
fn bundle_age(root: &Root) -> Result<Vec<u8>> {
    // The package puts a program of the machine in place of its script where it may: either runs by itself.
    let mut esbuild = root.program(root.join("node_modules/.bin/esbuild"));
    esbuild.args([AGE, "--bundle", "--minify"]);
    esbuild.args(["--format=iife", "--global-name=age", "--target=es2022"]);
    esbuild.args(["--legal-comments=none", "--log-level=error"]);
    let licences =
        "--banner:js=/* age-encryption and what it is made of; licences: age.LICENSE.txt */";
    root::output(esbuild.arg(licences))
        .context("the script that encrypts could not be made; run `npm ci` and try again")
}

/// Makes the folder hold these files and no others.
fn lay_out(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    for (name, bytes) in files {
        write_if_different(&folder.join(name), bytes)?;
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !files.contains_key(&*entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())
                .with_context(|| format!("cannot remove {}", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Runs `npm ci` when `node_modules` is missing or older than `package-lock.json`.
fn fetch_packages(root: &Root) -> Result<()> {
    let lock = root.join("package-lock.json");
    // npm writes this file at the end of every install, so it marks a complete one.
    let mark = root.join("node_modules/.package-lock.json");
    if is_newer(&mark, &lock)? {
        return Ok(());
    }
    if !root::is_on_path("npm") {
        bail!("npm is missing; install Node.js 20 or newer with npm and try again");
    }
    println!("fetching the npm packages (npm ci)");
    root::run(
        root.program("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
    )
}

/// Whether `mark` exists and was written no earlier than `source`.
fn is_newer(mark: &Path, source: &Path) -> Result<bool> {
    let source = modified(source)?
        .with_context(|| format!("{} is missing from the checkout", source.display()))?;
    Ok(modified(mark)?.is_some_and(|mark| mark >= source))
}

fn modified(path: &Path) -> Result<Option<SystemTime>> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata.modified()?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Which file goes where: from the workspace root, into `assets/vendor/`.
fn list_copies() -> Vec<(PathBuf, String)> {
    let kern = Path::new(KERN);
    let mut copies = vec![
        (kern.join("dist/kern.min.css"), "kern.min.css".to_owned()),
        (kern.join("LICENSE.md"), "kern.LICENSE.md".to_owned()),
    ];
    for name in list_fonts() {
        copies.push((Path::new(FONT).join("files").join(&name), name));
    }
    copies
}

fn list_fonts() -> impl Iterator<Item = String> {
    FACES
        .iter()
        .flat_map(|face| SCRIPTS.map(|script| font_file(script, *face)))
}

fn font_file(script: &str, (weight, style): (u16, &str)) -> String {
    format!("fira-sans-{script}-{weight}-{style}.woff2")
}

/// The style sheet naming every face in every script, with addresses relative to itself.
fn font_faces(ranges: &BTreeMap<String, String>) -> Result<String> {
    let mut css = String::from("/* Fira Sans, SIL Open Font License 1.1 */\n");
    for face in FACES {
        for script in SCRIPTS {
            let range = ranges
                .get(script)
                .with_context(|| format!("the font has no script “{script}”"))?;
            let ((weight, style), file) = (face, font_file(script, face));
            css.push_str(&format!(
                "@font-face {{\n  font-family: \"Fira Sans\";\n  font-style: {style};\n  \
                 font-weight: {weight};\n  font-display: swap;\n  \
                 src: url(\"{file}\") format(\"woff2\");\n  unicode-range: {range};\n}}\n"
            ));
        }
    }
    Ok(css)
}

fn write_if_different(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::{fs, time::Duration};

    use super::{BTreeMap, font_faces, is_newer, lay_out, list_copies, list_fonts};

    #[test]
    fn every_face_is_copied_and_named() {
        let ranges = ["latin", "latin-ext"].map(|script| (script.to_owned(), "U+41".to_owned()));
        let css = font_faces(&ranges.into()).unwrap();
        let copies = list_copies();
        for name in list_fonts() {
            assert!(css.contains(&format!("url(\"{name}\")")), "{css}");
            assert!(copies.iter().any(|(_, to)| *to == name), "{name}");
        }
        assert_eq!(css.matches("unicode-range: U+41").count(), 8);
        assert!(font_faces(&BTreeMap::new()).is_err());
    }

    #[test]
    fn packages_are_fetched_again_when_the_lock_file_is_newer() {
        let folder = tempfile::tempdir().unwrap();
        let (mark, lock) = (folder.path().join("mark"), folder.path().join("lock"));
        assert!(is_newer(&mark, &lock).is_err(), "no lock file is an error");

        fs::write(&lock, "1").unwrap();
        assert!(!is_newer(&mark, &lock).unwrap(), "nothing fetched yet");

        let file = fs::File::create(&mark).unwrap();
        let written = fs::metadata(&lock).unwrap().modified().unwrap();
        file.set_modified(written + Duration::from_secs(1)).unwrap();
        assert!(is_newer(&mark, &lock).unwrap());
        file.set_modified(written - Duration::from_secs(1)).unwrap();
        assert!(!is_newer(&mark, &lock).unwrap());
    }

    #[test]
    fn the_folder_holds_what_is_laid_out_and_is_not_written_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.css");
        let lay = |bytes: &[u8]| {
            let files = BTreeMap::from([("a.css".to_owned(), bytes.to_vec())]);
            lay_out(folder.path(), &files).unwrap();
            fs::metadata(&path).unwrap().modified().unwrap()
        };
        let first = lay(b"a");
        fs::write(folder.path().join("old.woff2"), "").unwrap();
        assert_eq!(lay(b"a"), first);
        assert!(!folder.path().join("old.woff2").exists());
        lay(b"b");
        assert_eq!(fs::read(&path).unwrap(), b"b");
    }
}
