//! What time it is for the owner.

pub use crate::domain::Date;

/// The owner's clock.
pub trait Clock {
    /// Returns the owner's local civil date.
    fn today(&self) -> Date;
    /// Returns the present instant in milliseconds since 1970 began in Greenwich.
    fn now(&self) -> i64;
    /// Returns the IANA name of the owner's time zone, such as `Asia/Shanghai`.
    fn zone(&self) -> String;
}

/// A clock that stands still.
#[derive(Clone, Debug)]
pub struct FixedClock {
    /// The date it shows.
    pub today: Date,
    /// The instant it shows.
    pub now: i64,
    /// The zone it stands in.
    pub zone: String,
}

impl Clock for FixedClock {
    fn today(&self) -> Date {
        self.today
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn zone(&self) -> String {
        self.zone.clone()
    }
}
