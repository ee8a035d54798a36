//! The review that a new session starts with, so that nothing between two sessions goes unseen (D11).

use crate::book::Book;
use crate::domain::{Date, Period, Review, ReviewKind};

/// Returns the review that comes next on a day: of the kind asked for, else of the last session's, else a quarterly one.
///
/// Its period is the last whole one, and begins where the last session of the kind ended if that is earlier.
pub fn next_review(book: &Book, kind: Option<ReviewKind>, day: Date) -> Review {
    let kind = kind.or_else(|| book.reviews().values().next_back().map(|last| last.kind));
    let kind = kind.unwrap_or(ReviewKind::Quarterly);
    let whole = kind.last_period(day);
    let reviewed = book.reviews().values().filter(|review| review.kind == kind).map(|review| review.period.to()).max();
    let gap = reviewed.filter(|to| *to < whole.from()).map(|to| to.plus_days(1));
    Review::new(kind, gap.and_then(|from| Period::new(from, whole.to())).unwrap_or(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(sessions: &[(&str, ReviewKind, &str, &str)], asked: Option<ReviewKind>, expected: (&str, &str)) {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for (opened, kind, from, to) in sessions {
            let period = Period::new(day(from), day(to)).unwrap();
            draft.put_review(day(opened), Some(Review::new(*kind, period)));
        }
        if let Some(change) = draft.finish(0, Origin::Edit) {
            book.apply(&change);
        }
        let period = next_review(&book, asked, day("2024-08-10")).period;
        assert_eq!((period.from().to_string().as_str(), period.to().to_string().as_str()), expected);
    }

    #[test]
    fn the_first_review_is_of_the_last_whole_quarter() {
        check(&[], None, ("2024-04-01", "2024-06-30"));
        check(&[], Some(ReviewKind::Yearly), ("2023-01-01", "2023-12-31"));
    }

    #[test]
    fn the_next_review_takes_up_where_the_last_of_its_kind_ended() {
        use ReviewKind::{HalfYearlyC, Quarterly};
        let first = ("2024-01-08", Quarterly, "2023-10-01", "2023-12-31");
        check(&[first], None, ("2024-01-01", "2024-06-30"));
        let screening = ("2024-07-03", HalfYearlyC, "2024-01-01", "2024-06-30");
        check(&[first, screening], None, ("2024-01-01", "2024-06-30"));
        check(&[first, screening], Some(Quarterly), ("2024-01-01", "2024-06-30"));
        let second = ("2024-07-04", Quarterly, "2024-04-01", "2024-06-30");
        check(&[first, second], None, ("2024-04-01", "2024-06-30"));
    }
}
