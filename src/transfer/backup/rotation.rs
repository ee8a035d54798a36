//! Backups in a folder: a file a day and a browser, checked when written, and the old ones thinned out.

use crate::domain::Date;
use crate::port::folder::Folder;
use crate::port::key_value::HomeFault;

/// So many of the latest files of a browser are kept, beside the last one of each month.
pub const LATEST: usize = 14;

const BEFORE: &str = "portbook-backup-";
const AFTER: &str = ".json";

/// Returns the name of a day's file; `mark` tells this browser's files from those of others in the same folder.
pub fn file_name(day: Date, mark: &str) -> String {
    format!("{BEFORE}{day}-{mark}{AFTER}")
}

/// Writes the backup of a day into a folder and removes what it outdates.
///
/// # Errors
/// Fails when the file could not be written or is not read back the same; nothing is removed then. A file that cannot
/// be removed stays, and no harm is done.
pub async fn put(folder: &dyn Folder, day: Date, mark: &str, text: &str) -> Result<(), HomeFault> {
    folder.write(&file_name(day, mark), text).await?;
    for name in outdated(&folder.names().await?, mark) {
        if folder.remove(&name).await.is_err() {
            break;
        }
    }
    Ok(())
}

/// Returns which of a folder's files may go: of this browser's own, all but the latest and the last one of each month.
pub fn outdated(names: &[String], mark: &str) -> Vec<String> {
    let mut own: Vec<(Date, &String)> = names.iter().filter_map(|name| Some((day_of(name, mark)?, name))).collect();
    own.sort_unstable();
    own.reverse();
    let mut later = None;
    let old = own.into_iter().enumerate().filter(|(place, (day, _))| {
        let is_last = later.replace(day.month()) != Some(day.month());
        *place >= LATEST && !is_last
    });
    old.map(|(_, (_, name))| name.clone()).collect()
}

/// Returns the day of a file that this browser wrote.
fn day_of(name: &str, mark: &str) -> Option<Date> {
    let rest = name.strip_prefix(BEFORE)?.strip_suffix(AFTER)?;
    rest.strip_suffix(mark)?.strip_suffix('-')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::folder::MemoryFolder;
    use crate::port::promise::run;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_leaves_the_latest_and_the_last_of_each_month() {
        let folder = MemoryFolder::default();
        folder.files.borrow_mut().insert("notes.txt".into(), "mine".into());
        folder.files.borrow_mut().insert(file_name(day("2020-01-01"), "home"), "another browser's".into());
        let first = day("2024-01-01");
        for back in 0..366 {
            let today = first.plus_days(back);
            run(put(&folder, today, "desk", &today.to_string())).unwrap().unwrap();
        }
        let files = folder.files.borrow();
        let own: Vec<Date> = files.keys().filter_map(|name| day_of(name, "desk")).collect();
        let months = (1..=11).map(|month| Date::from_ymd(2024, month, 1).unwrap().plus_months(1).plus_days(-1));
        let latest = (0..LATEST as i32).rev().map(|back| day("2024-12-31").plus_days(-back));
        assert_eq!(own, months.chain(latest).collect::<Vec<_>>());
        assert_eq!(files.len(), own.len() + 2, "what others put there stays");
        assert_eq!(files[&file_name(day("2024-12-31"), "desk")], "2024-12-31");
    }

    #[test]
    fn a_folder_that_refuses_keeps_what_it_has() {
        let folder = MemoryFolder::default();
        run(put(&folder, day("2024-05-01"), "desk", "one")).unwrap().unwrap();
        folder.is_shut.set(true);
        assert_eq!(run(put(&folder, day("2024-05-02"), "desk", "two")), Some(Err(HomeFault::Forbidden)));
        assert_eq!(folder.files.borrow().len(), 1);
    }
}
