//! The keyboard of a table: where a key leads and what it asks for.

use super::window::Window;

/// What a key asks of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Stand on another row.
    Go(usize),
    /// Stand on another row and choose all in between.
    Stretch(usize),
    /// Open the row.
    Open,
    /// Edit the row.
    Edit,
    /// Choose the row, or no longer.
    Choose,
    /// Choose all rows.
    ChooseAll,
}

/// Returns what a key asks for while the keyboard stands on `at`.
pub(super) fn wish(key: &str, shift: bool, control: bool, at: usize, window: Window) -> Option<Wish> {
    let last = window.rows.checked_sub(1)?;
    let target = match key {
        "a" if control => return Some(Wish::ChooseAll),
        _ if control => return None,
        "Enter" => return Some(Wish::Open),
        "e" => return Some(Wish::Edit),
        "x" | " " => return Some(Wish::Choose),
        "j" | "J" | "ArrowDown" => at + 1,
        "k" | "K" | "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at + window.page(),
        "PageUp" => at.saturating_sub(window.page()),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    let target = target.min(last);
    Some(if shift { Wish::Stretch(target) } else { Wish::Go(target) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, at: usize, expected: Option<Wish>) {
        let window = Window { rows: 100, row_height: 36.0, height: 360.0, scroll: 0.0 };
        assert_eq!(wish(key, false, false, at, window), expected);
    }

    #[test]
    fn keys_lead_to_rows_and_stop_at_the_ends() {
        check("j", 0, Some(Wish::Go(1)));
        check("ArrowUp", 0, Some(Wish::Go(0)));
        check("PageDown", 5, Some(Wish::Go(14)));
        check("PageDown", 95, Some(Wish::Go(99)));
        check("End", 5, Some(Wish::Go(99)));
        check("Enter", 5, Some(Wish::Open));
        check("e", 5, Some(Wish::Edit));
        check("q", 5, None);
    }

    #[test]
    fn an_empty_table_wants_nothing() {
        let window = Window { rows: 0, row_height: 36.0, height: 360.0, scroll: 0.0 };
        assert_eq!(wish("j", false, false, 0, window), None);
    }

    #[test]
    fn shift_stretches_the_selection() {
        let window = Window { rows: 100, row_height: 36.0, height: 360.0, scroll: 0.0 };
        assert_eq!(wish("ArrowDown", true, false, 3, window), Some(Wish::Stretch(4)));
    }
}
