//! What the page as a whole can do: its title, language and theme, the reader's languages, clipboard and printer.

/// The page around the app.
pub trait Host {
    /// Returns the reader's languages in the order of preference, as tags.
    fn languages(&self) -> Vec<String>;
    /// Names the page in the title bar and the history.
    fn set_title(&self, title: &str);
    /// Declares the language of the page's words.
    fn set_language(&self, tag: &str);
    /// Asks for a theme by name; `None` follows the device.
    fn set_theme(&self, theme: Option<&str>);
    /// Puts a text on the clipboard.
    fn copy(&self, text: &str);
    /// Opens the printing dialog.
    fn print(&self);
    /// Tells whether the page is one file that holds the whole app.
    fn is_one_file(&self) -> bool;
}

/// A page that shows nothing and is read by no one, for tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {
    fn languages(&self) -> Vec<String> {
        vec!["en".to_owned()]
    }
    fn set_title(&self, _title: &str) {}
    fn set_language(&self, _tag: &str) {}
    fn set_theme(&self, _theme: Option<&str>) {}
    fn copy(&self, _text: &str) {}
    fn print(&self) {}
    fn is_one_file(&self) -> bool {
        false
    }
}
