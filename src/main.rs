//! Maps arguments to an exit code, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    hyoka::cli::run(std::env::args_os())
}
