//! Files the owner gives and takes.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::key_value::HomeFault;
use super::promise::{Promise, kept};

/// The way to the owner's files.
pub trait Files {
    /// Lets the owner choose files; `accept` is a list such as `.csv,.xlsx`. Empty when none was chosen.
    fn pick(&self, accept: &str) -> Promise<Vec<Rc<dyn Source>>>;
    /// Returns the files that an event of the page carries: its `DataTransfer`, `FileList` or `File`.
    fn carried(&self, by: &dyn Any) -> Vec<Rc<dyn Source>>;
    /// Hands the owner `bytes` as a file called `name`.
    fn download(&self, name: &str, media_type: &str, bytes: &[u8]) -> Result<(), HomeFault>;
}

/// A file that can be read piece by piece, so that a long one neither fills memory nor blocks the page.
pub trait Source {
    /// Returns the file's name without a path.
    fn name(&self) -> String;
    /// Returns its length in bytes.
    fn size(&self) -> u64;
    /// Returns the bytes from `from` up to but not including `to`, fewer at the end.
    fn slice(&self, from: u64, to: u64) -> Promise<Result<Vec<u8>, HomeFault>>;
}

/// Reads all of `source` in slices of `step` bytes and calls `progress` with what is done after each.
///
/// # Errors
/// Fails when the file cannot be read any more, for example because it was moved meanwhile.
pub async fn read_all(source: &dyn Source, step: u64, mut progress: impl FnMut(u64)) -> Result<Vec<u8>, HomeFault> {
    let mut bytes = Vec::new();
    let mut from = 0;
    while from < source.size() {
        let to = source.size().min(from + step.max(1));
        bytes.append(&mut source.slice(from, to).await?);
        from = to;
        progress(from);
    }
    Ok(bytes)
}

/// A file in memory.
#[derive(Clone, Debug)]
pub struct MemorySource {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Source for MemorySource {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn slice(&self, from: u64, to: u64) -> Promise<Result<Vec<u8>, HomeFault>> {
        let skip = usize::try_from(from).unwrap_or(usize::MAX);
        let take = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX);
        kept(Ok(self.bytes.iter().skip(skip).take(take).copied().collect()))
    }
}

/// An owner who picks prepared files and keeps downloads in a list.
#[derive(Debug, Default)]
pub struct MemoryFiles {
    /// What is picked next.
    pub prepared: RefCell<Vec<MemorySource>>,
    /// What was downloaded.
    pub downloads: RefCell<Vec<MemorySource>>,
}

impl Files for MemoryFiles {
    fn pick(&self, _accept: &str) -> Promise<Vec<Rc<dyn Source>>> {
        kept(self.prepared.borrow().iter().map(|file| Rc::new(file.clone()) as Rc<dyn Source>).collect())
    }

    fn carried(&self, by: &dyn Any) -> Vec<Rc<dyn Source>> {
        by.downcast_ref::<MemorySource>().map(|file| Rc::new(file.clone()) as Rc<dyn Source>).into_iter().collect()
    }

    fn download(&self, name: &str, _media_type: &str, bytes: &[u8]) -> Result<(), HomeFault> {
        self.downloads.borrow_mut().push(MemorySource { name: name.to_owned(), bytes: bytes.to_vec() });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::promise::run;

    #[test]
    fn a_file_read_in_slices_is_the_file() {
        let file = MemorySource { name: "orders.csv".into(), bytes: (0..=255).collect() };
        let mut steps = Vec::new();
        let read = run(read_all(&file, 100, |done| steps.push(done)));
        assert_eq!(read, Some(Ok(file.bytes)));
        assert_eq!(steps, [100, 200, 256]);
    }
}
