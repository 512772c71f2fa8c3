//! The pictures of README and the manual, made from the program as it runs on the sample city. Needs a build with the PDF, the
//! fonts (`make fonts`), Chromium and pdftoppm.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::project::{Project, printed, run};
use crate::terminal;

const IMAGES: &str = "docs/images";
/// The day that every example of the manual speaks of.
const TODAY: &str = "2026-11-23";
/// The page of the sample's PDF that shows most: headings, ※, options and free text.
const SHEET: usize = 6;
/// What is left out of the picture of a comparison, so that its rows come into sight: what follows in law, and the contents.
const HIDDEN: &str = "<style>:has(> #procedure), :has(> #contents) { display: none }</style>";

pub fn take(project: &Project) -> Result<()> {
    let hyoka = std::env::var_os("HYOKA").map_or_else(|| project.path("target/release/hyoka"), PathBuf::from);
    let hyoka = std::path::absolute(&hyoka).map_err(|error| error.to_string())?;
    if !hyoka.exists() {
        return Err(format!(
            "{} is not there: `cargo build --release`, or HYOKA",
            hyoka.display()
        ));
    }
    let studio = Studio::open(project)?;
    let images = project.path(IMAGES);
    std::fs::create_dir_all(&images).map_err(|error| format!("{IMAGES}: {error}"))?;
    let hyoka = |arguments: &str| {
        let mut command = project.command(&hyoka);
        command.args(arguments.split(' ')).env("CLICOLOR_FORCE", "1");
        command
    };

    let findings = format!("check --today {TODAY} docs/examples/mistakes.yaml --select C115,L152");
    let text = printed(&mut hyoka(&findings))?;
    studio.terminal(
        &format!("$ hyoka check mistakes.yaml\n{text}"),
        &images.join("finding.png"),
    )?;

    let sample = "assessments/012/juten.yaml";
    let made = studio.folder.join("made");
    quiet(hyoka("publish --draft -o").arg(&made).arg(sample))?;
    sheet(&made.join("12-juten.pdf"), SHEET, &images.join("page.png"))?;

    let review = studio.folder.join("review.html");
    let mut diff = hyoka("diff --format html -o");
    diff.arg(&review)
        .args(["assessments/012/published/juten.2025-06-30.yaml", sample]);
    quiet(&mut diff)?;
    let page = std::fs::read_to_string(&review).map_err(|error| error.to_string())?;
    let review = studio.keep("review.html", &(page + HIDDEN))?;
    studio.page(&review, (1040, 1040), &images.join("review.png"))
}

/// Where pictures are taken: a folder of its own, whose settings let Chromium see the project's fonts.
struct Studio {
    folder: PathBuf,
    chromium: PathBuf,
}

impl Studio {
    fn open(project: &Project) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("hyoka-shots-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let studio = Self {
            folder,
            chromium: std::env::var_os("CHROMIUM").map_or_else(|| "chromium".into(), PathBuf::from),
        };
        let fonts = std::path::absolute(project.path("assets/fonts")).map_err(|error| error.to_string())?;
        let settings = format!(
            "<fontconfig><include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>",
            fonts.display()
        );
        studio.keep("fonts.conf", &settings)?;
        Ok(studio)
    }

    fn keep(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        std::fs::write(&path, text).map_err(|error| format!("{name}: {error}"))?;
        Ok(path)
    }

    /// What a terminal shows.
    fn terminal(&self, text: &str, image: &Path) -> Result<()> {
        let (cells, lines) = terminal::size(text);
        let page = self.keep("terminal.html", &terminal::page(text))?;
        // Of the font's 15 px a cell takes 9.03 and a line 21, and there is a margin.
        self.page(&page, (cells * 904 / 100 + 40, lines * 21 + 28), image)
    }

    /// A page as Chromium shows it first.
    fn page(&self, page: &Path, (width, height): (usize, usize), image: &Path) -> Result<()> {
        let mut chromium = Command::new(&self.chromium);
        chromium.args([
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            "--disable-gpu",
            "--force-device-scale-factor=1",
        ]);
        chromium.arg(format!("--window-size={width},{height}"));
        chromium.arg(format!("--user-data-dir={}", self.folder.join("chromium").display()));
        chromium.arg(format!("--screenshot={}", image.display()));
        chromium
            .arg(page)
            .env("FONTCONFIG_FILE", self.folder.join("fonts.conf"));
        // Chromium ends well also where it wrote nothing.
        let _ = std::fs::remove_file(image);
        quiet(&mut chromium)?;
        if !image.exists() {
            return Err(format!("{} was not made", image.display()));
        }
        println!("{}", image.display());
        Ok(())
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        // What stays behind lies in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A page of a PDF.
fn sheet(pdf: &Path, page: usize, image: &Path) -> Result<()> {
    let page = page.to_string();
    let mut pdftoppm = Command::new("pdftoppm");
    pdftoppm.args(["-png", "-gray", "-singlefile", "-r", "75", "-f", &page, "-l", &page]);
    run(pdftoppm.arg(pdf).arg(image.with_extension("")))?;
    println!("{}", image.display());
    Ok(())
}

/// Runs a command whose words matter only where it fails.
fn quiet(command: &mut Command) -> Result<()> {
    let output = command
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{command:?} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    ))
}
