//! A book from the text of a backup, and back.

use super::Opened;
use super::failure::{Failure, Fault};
use super::given::Given;
use super::options::Options;
use crate::domain::Date;
use crate::transfer::backup::{self, Why};

/// Opens the book of a backup.
///
/// # Errors
///
/// All that is wrong with the text, up to a hundred faults.
pub fn from_backup(text: &str) -> Result<Opened, Failure> {
    let backup = backup::read(text).map_err(|faults| Failure(faults.into_iter().map(told).collect()))?;
    Ok(Opened::of(backup.book))
}

/// Returns the book as a backup of the day given as `saved`, else of today.
///
/// # Errors
///
/// Where the options are wrong.
pub fn to_backup(opened: &Opened, given: &Given, today: Date) -> Result<String, Failure> {
    let mut options = Options::open(given, &["saved"]);
    let saved = options.date_if_given("saved").unwrap_or(today);
    options.close()?;
    Ok(backup::write(&opened.book, saved))
}

fn told(fault: backup::Fault) -> Fault {
    let place = if fault.path.is_empty() { "the text".to_owned() } else { format!("`{}`", fault.path) };
    let value = if fault.value.is_empty() { String::new() } else { format!(" `{}`", fault.value) };
    let restore = "pass the text of a backup that `toBackup` or the app has written, whole and unchanged";
    let (code, why) = match fault.why {
        Why::NotJson { line, column } => ("notJson", format!("is no JSON from line {line}, column {column} on")),
        Why::NotABackup => ("notABackup", "is no backup of Portbook".to_owned()),
        Why::Newer { version } => {
            let message = format!("the backup is of version {version}, this module reads up to {}", backup::VERSION);
            return Fault::new("newerBackup", message, "take a newer version of this module");
        }
        Why::Missing => ("badBackup", "is missing".to_owned()),
        Why::Unknown => ("badBackup", "is a field that this version does not know".to_owned()),
        Why::NotText => ("badBackup", "is no text".to_owned()),
        Why::NotTexts => ("badBackup", "is no list of texts, each once and none empty".to_owned()),
        Why::NotAList => ("badBackup", "is no list".to_owned()),
        Why::NotAnObject => ("badBackup", "is no object".to_owned()),
        Why::NotANumber { most } => ("badBackup", format!("is no whole number from 1 to {most}")),
        Why::Twice => ("badBackup", "was used by a record before".to_owned()),
        Why::Value(fault) => ("badBackup", format!("is {fault}")),
        Why::NotAKey => ("badBackup", "is none of the words known here".to_owned()),
        Why::Ruling => ("badBackup", "is a ruling that contradicts itself".to_owned()),
        Why::Session => ("badBackup", "is a session that ends before it begins".to_owned()),
        Why::Rules => ("badBackup", "are rules out of range or at odds with themselves".to_owned()),
    };
    Fault::new(code, format!("{place}{value} {why}"), restore)
}
