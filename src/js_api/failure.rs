//! What went wrong with a call, in a form that a program and a person can use.

/// Why a call has no answer: all that was found wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub Vec<Fault>);

/// One thing that was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A stable name for programs.
    pub code: &'static str,
    /// What is wrong, for a person.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Fault {
    /// Returns a fault.
    pub fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault { code, message: message.into(), help: help.into() }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure(vec![fault])
    }
}
