//! How sure a guess is.

/// How sure a guess about a file is, from doubtful to sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Several answers fit equally: ask.
    Ambiguous,
    /// One answer fits better: show it, with a switch.
    Likely,
    /// Only one answer fits.
    Certain,
}
