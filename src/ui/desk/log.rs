//! The whole log, read from its beginning.

use super::DeskHandle;
use crate::book::Change;
use crate::desk::erasing;
use crate::store::StoreFault;

impl DeskHandle {
    /// Takes every change of the log that can be read, the oldest first, with all that was done until now.
    ///
    /// # Errors
    /// Fails when the history cannot be read.
    pub async fn look_through(&self, take: &mut dyn FnMut(&Change)) -> Result<(), StoreFault> {
        let mut last = 0;
        erasing::look_through(&self.desk, &mut |number, change| {
            last = number;
            take(&change);
        })
        .await?;
        // What is not saved yet is at hand.
        self.read().log().range(last + 1..).for_each(|(_, change)| take(change));
        Ok(())
    }
}
