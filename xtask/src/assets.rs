// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask assets`: the design system from npm into `assets/vendor/`, which is not committed.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context, Result, bail};

use crate::{
    arguments::Arguments,
    root::{self, Root},
};

/// The one package that is served.
const PACKAGE: &str = "node_modules/@kern-ux/native";

/// The licence of the fonts, in this workspace.
const FONT_LICENCE: &str = "LICENSES/OFL-1.1.txt";

/// Who holds the rights to the fonts, as the font files themselves say.
const FONT_NOTICE: &str = "assets/FiraSans.NOTICE.txt";

/// A face of the font: file name without ending, weight and style for the style sheet.
struct Face {
    file: &'static str,
    weight: u16,
    style: &'static str,
}

/// The four faces the pages use. KERN asks for 400 and 600; 500 falls to 400 as CSS prescribes.
const FACES: [Face; 4] = [
    Face {
        file: "FiraSans-Regular",
        weight: 400,
        style: "normal",
    },
    Face {
        file: "FiraSans-Italic",
        weight: 400,
        style: "italic",
    },
    Face {
        file: "FiraSans-SemiBold",
        weight: 600,
        style: "normal",
    },
    Face {
        file: "FiraSans-Bold",
        weight: 700,
        style: "normal",
    },
];

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
    for (from, to) in list_copies() {
        let bytes = fs::read(root.join(&from)).with_context(|| {
            format!("{} is missing; run `npm ci` and try again", from.display())
        })?;
        write_if_different(&vendor.join(to), &bytes)?;
    }
    write_if_different(&vendor.join("fonts.css"), font_faces().as_bytes())?;
    // The package carries the fonts without their licence, which must go wherever they go.
    let read = |path| {
        fs::read_to_string(root.join(path))
            .with_context(|| format!("{path} is missing from the checkout"))
    };
    let licence = format!("{}\n{}", read(FONT_NOTICE)?, read(FONT_LICENCE)?);
    write_if_different(&vendor.join("FiraSans.LICENSE.txt"), licence.as_bytes())
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
    let package = Path::new(PACKAGE);
    let mut copies = vec![
        (package.join("dist/kern.min.css"), "kern.min.css".to_owned()),
        (package.join("LICENSE.md"), "kern.LICENSE.md".to_owned()),
    ];
    for face in &FACES {
        let name = format!("{}.woff2", face.file);
        copies.push((package.join("dist/fonts/fira-sans").join(&name), name));
    }
    copies
}

/// The style sheet naming the four faces, with addresses relative to itself.
fn font_faces() -> String {
    let mut css = String::from("/* Fira Sans, SIL Open Font License 1.1 */\n");
    for Face {
        file,
        weight,
        style,
    } in &FACES
    {
        css.push_str(&format!(
            "@font-face {{\n  font-family: \"Fira Sans\";\n  font-style: {style};\n  \
             font-weight: {weight};\n  font-display: swap;\n  \
             src: url(\"{file}.woff2\") format(\"woff2\");\n}}\n"
        ));
    }
    css
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

    use super::{FACES, font_faces, is_newer, list_copies, write_if_different};

    #[test]
    fn every_face_is_copied_and_named() {
        let css = font_faces();
        let copies = list_copies();
        for face in &FACES {
            let name = format!("{}.woff2", face.file);
            assert!(css.contains(&format!("url(\"{name}\")")), "{css}");
            assert!(copies.iter().any(|(_, to)| *to == name), "{name}");
        }
        assert_eq!(css.matches("font-display: swap").count(), FACES.len());
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
    fn an_unchanged_file_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.css");
        write_if_different(&path, b"a").unwrap();
        let first = fs::metadata(&path).unwrap().modified().unwrap();
        write_if_different(&path, b"a").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), first);
        write_if_different(&path, b"b").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"b");
    }
}
