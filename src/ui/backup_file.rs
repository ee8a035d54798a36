//! A backup on its way to the page of the book, wherever it was dropped or chosen.

use std::fmt;
use std::rc::Rc;

use crate::port::files::Source;

/// A file that holds a backup, by its name.
#[derive(Clone)]
pub struct BackupFile(pub Rc<dyn Source>);

impl BackupFile {
    /// Returns the first of some files that is a backup and no table.
    pub fn among(files: &[Rc<dyn Source>]) -> Option<BackupFile> {
        let is_backup = |file: &&Rc<dyn Source>| file.name().to_lowercase().ends_with(".json");
        files.iter().find(is_backup).cloned().map(BackupFile)
    }
}

impl PartialEq for BackupFile {
    fn eq(&self, other: &BackupFile) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for BackupFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BackupFile({})", self.0.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::files::MemorySource;

    #[test]
    fn a_backup_is_told_from_tables_by_its_name() {
        let file = |name: &str| Rc::new(MemorySource { name: name.to_owned(), bytes: vec![] }) as Rc<dyn Source>;
        let among = |names: &[&str]| {
            let files: Vec<_> = names.iter().map(|name| file(name)).collect();
            BackupFile::among(&files).map(|found| found.0.name())
        };
        assert_eq!(among(&["orders.csv", "portbook.JSON"]).as_deref(), Some("portbook.JSON"));
        assert_eq!(among(&["orders.csv", "json.xlsx"]), None);
    }
}
