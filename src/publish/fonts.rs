//! The fonts of a publication: those built in, else those of the system. Owns which characters they can show.

mod shown;
mod unshown;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use shown::Shown;
pub use unshown::Unshown;
use unshown::{has_no_ink, letters};

include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// Names of font files that publish well, without case, hyphens and extension.
const WANTED: [&str; 5] = [
    "bizudpgothicregular",
    "bizudpgothicbold",
    "bizudgothicr",
    "bizudgothicb",
    "ipamjm",
];

/// The bytes of a font file: built in, or read from the system.
pub type FontFile = Cow<'static, [u8]>;

/// The font files of one publication, in an order that does not depend on the machine.
#[derive(Clone)]
pub struct Fonts {
    files: Vec<FontFile>,
    /// What was found in them already.
    shown: Shown,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fonts({})", self.files.len())
    }
}

/// No Japanese font was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "日本語のフォント（BIZ UDPゴシック）が見つかりません。次のいずれかで入れてください\n  \
     Debian・Ubuntu: apt install fonts-morisawa-bizud-gothic\n  \
     macOS: 「Font Book」で BIZ UDPGothic を追加\n  \
     Windows: 「設定」→「オプション機能」→「日本語補助フォント」を追加\n\
     入れた場所を --fonts で指定することもできます"
)]
pub struct NoFont;

impl Fonts {
    /// The built-in fonts and, for rare kanji, IPAmj明朝 of the system; without built-in ones, those of the system.
    /// `folder` is looked at first.
    ///
    /// # Errors
    /// [`NoFont`] where none of them shows Japanese.
    pub fn find(folder: Option<&Path>) -> Result<Self, NoFont> {
        let mut named: BTreeMap<String, FontFile> = BTreeMap::new();
        let folders: Vec<PathBuf> = folder.map(PathBuf::from).into_iter().chain(system_folders()).collect();
        let built_in = !EMBEDDED.is_empty() && folder.is_none();
        for folder in &folders {
            collect(folder, 0, &mut |path| {
                let name = plain_name(path);
                let wanted = WANTED.iter().any(|wanted| name.starts_with(wanted));
                let replaced = built_in && name.starts_with("biz");
                if wanted
                    && !replaced
                    && !named.contains_key(&name)
                    && let Ok(bytes) = std::fs::read(path)
                {
                    named.insert(name, Cow::Owned(bytes));
                }
            });
        }
        let mut files: Vec<FontFile> = Vec::new();
        if built_in {
            files.extend(EMBEDDED.iter().map(|bytes| Cow::Borrowed(*bytes)));
        }
        files.extend(named.into_values());
        let fonts = Self::of(files);
        if fonts.missing("あ漢").is_empty() {
            Ok(fonts)
        } else {
            Err(NoFont)
        }
    }

    /// The fonts of this program alone, if it was built with any.
    #[must_use]
    pub fn built_in() -> Option<&'static Self> {
        static FONTS: LazyLock<Option<Fonts>> = LazyLock::new(|| {
            let files: Vec<FontFile> = EMBEDDED.iter().map(|bytes| Cow::Borrowed(*bytes)).collect();
            (!files.is_empty()).then(|| Fonts::of(files))
        });
        FONTS.as_ref()
    }

    fn of(files: Vec<FontFile>) -> Self {
        Self {
            files,
            shown: Shown::default(),
        }
    }

    /// The font files.
    #[must_use]
    pub fn files(&self) -> &[FontFile] {
        &self.files
    }

    /// What of a text no font can show, each once, in the order of the text.
    #[must_use]
    pub fn missing(&self, text: &str) -> Vec<Unshown> {
        let mut missing = Vec::new();
        // Only a character that nobody asked for yet is looked up.
        let mut faces = None;
        for (c, selector) in letters(text) {
            if c.is_whitespace() || (selector.is_none() && self.shown.has(c)) {
                continue;
            }
            let faces = faces.get_or_insert_with(|| self.faces());
            let unshown = match selector {
                _ if has_no_ink(c) => Unshown::Unseen(c),
                _ if faces.iter().all(|face| face.glyph_index(c).is_none()) => Unshown::Letter(c),
                Some(selector)
                    if faces
                        .iter()
                        .all(|face| face.glyph_variation_index(c, selector).is_none()) =>
                {
                    Unshown::Form { letter: c, selector }
                }
                Some(_) | None => {
                    self.shown.add(c);
                    continue;
                }
            };
            if !missing.contains(&unshown) {
                missing.push(unshown);
            }
        }
        missing
    }

    fn faces(&self) -> Vec<ttf_parser::Face<'_>> {
        let faces = self.files.iter().flat_map(|file| {
            let count = ttf_parser::fonts_in_collection(file).unwrap_or(1);
            (0..count).filter_map(|index| ttf_parser::Face::parse(file, index).ok())
        });
        faces.collect()
    }
}

fn plain_name(path: &Path) -> String {
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    stem.replace(['-', '_', ' '], "")
}

fn system_folders() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let windows = std::env::var_os("WINDIR").map(PathBuf::from);
    let local = std::env::var_os("LOCALAPPDATA").map(PathBuf::from);
    let fixed = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
    ];
    let mut folders: Vec<PathBuf> = fixed.iter().map(PathBuf::from).collect();
    folders.extend(
        home.iter()
            .flat_map(|home| [".fonts", ".local/share/fonts", "Library/Fonts"].map(|folder| home.join(folder))),
    );
    folders.extend(windows.map(|windows| windows.join("Fonts")));
    folders.extend(local.map(|local| local.join("Microsoft/Windows/Fonts")));
    folders
}

/// Visits the font files below a folder, in the order of their names; five levels hold every system's fonts.
fn collect(folder: &Path, depth: usize, visit: &mut impl FnMut(&Path)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    paths.sort();
    for path in paths {
        let extension = path
            .extension()
            .map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("ttf" | "ttc" | "otf") => visit(&path),
            _ if depth < 5 && path.is_dir() => collect(&path, depth + 1, visit),
            _ => {}
        }
    }
}
