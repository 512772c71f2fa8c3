//! The project's folder: its files as text, and the commands that are run in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that this program was built in.
    pub fn here() -> Self {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(own.parent().unwrap_or(own).to_owned())
    }

    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    pub fn has(&self, file: &str) -> bool {
        self.path(file).exists()
    }

    pub fn read(&self, file: &str) -> Result<String> {
        std::fs::read_to_string(self.path(file)).map_err(|error| format!("{file}: {error}"))
    }

    pub fn write(&self, file: &str, text: &str) -> Result<()> {
        std::fs::write(self.path(file), text).map_err(|error| format!("{file}: {error}"))?;
        println!("{file}");
        Ok(())
    }

    /// Writes a file that must not be there yet, with its folders.
    pub fn create(&self, file: &str, text: &str) -> Result<()> {
        if self.has(file) {
            return Err(format!("{file} is there already"));
        }
        let path = self.path(file);
        // Every file that is asked for lies in a folder of the project.
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder).map_err(|error| format!("{file}: {error}"))?;
        self.write(file, text)
    }

    /// The names in a folder, sorted.
    pub fn names(&self, folder: &str) -> Result<Vec<String>> {
        let entries = std::fs::read_dir(self.path(folder)).map_err(|error| format!("{folder}: {error}"))?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        Ok(names)
    }

    /// A command that will run in the project.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// `cargo` as it was called, in the project.
    pub fn cargo(&self, arguments: &str) -> Command {
        let mut command = self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments.split(' '));
        command
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| unstarted(command, &error))?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| format!("{command:?} failed"))
}

/// What a command prints, whatever it ends with: `check` ends with 1 where it finds something.
pub fn printed(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| unstarted(command, &error))?;
    let text = String::from_utf8(output.stdout).map_err(|error| format!("{command:?}: {error}"))?;
    if text.is_empty() {
        return Err(format!(
            "{command:?} printed nothing: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(text)
}

fn unstarted(command: &Command, error: &std::io::Error) -> String {
    format!("{}: {error}", command.get_program().display())
}
