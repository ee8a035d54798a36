//! The browser's clock behind [`Clock`].

use js_sys::{Array, Intl, Object, Reflect};

use crate::port::clock::{Clock, Date};

/// The clock of the owner's machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
impl Clock for SystemClock {
    fn today(&self) -> Date {
        let now = js_sys::Date::new_0();
        let year = i32::try_from(now.get_full_year()).unwrap_or(i32::MAX);
        // A machine whose clock stands outside the calendar has worse troubles; its date is held within.
        Date::from_ymd(year, now.get_month() + 1, now.get_date()).unwrap_or(Date::MAX)
    }

    fn now(&self) -> i64 {
        js_sys::Date::now() as i64
    }

    fn zone(&self) -> String {
        let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
        let zone = Reflect::get(&options, &"timeZone".into()).ok().and_then(|zone| zone.as_string());
        zone.unwrap_or_else(|| "UTC".to_owned())
    }
}
