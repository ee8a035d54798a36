//! Whether a class is better or worse than another.

use crate::domain::Class;
use crate::domain::choice::choices;
use crate::domain::class::Stage;

choices! {
    /// Which way a customer moves.
    Direction {
        /// To a better class.
        Up = "up",
        /// To a worse one.
        Down = "down",
        /// Neither: the same class, or classes of which none is better.
        Same = "same",
    }
}

impl Direction {
    /// Returns the way from one class to another; having none is worse than any.
    pub fn between(from: Option<Class>, to: Option<Class>) -> Direction {
        let standing = |class: Option<Class>| class.map_or(Some(u8::MAX), standing);
        match (standing(from), standing(to)) {
            (Some(from), Some(to)) if to < from => Direction::Up,
            (Some(from), Some(to)) if from < to => Direction::Down,
            _ => Direction::Same,
        }
    }
}

/// Returns how far a class stands from the best of its scheme, `None` where none is better than another.
fn standing(class: Class) -> Option<u8> {
    match class {
        Class::Scale(_) | Class::Value(_) | Class::Abc(_) | Class::Frequency(_) | Class::Membership(_) => {
            Some(class.rank())
        }
        Class::Stage(stage) => Some(match stage {
            Stage::LongTerm => 0,
            Stage::Trial => 1,
            Stage::Prospect => 2,
            Stage::Dormant => 3,
            Stage::Lost => 4,
        }),
        Class::Need(_) | Class::Reach(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Need;
    use crate::domain::class::Tier;

    #[test]
    fn better_is_up_in_every_ordered_scheme() {
        let check = |from, to, expected| assert_eq!(Direction::between(from, to), expected);
        let (small, large) = (Some(Class::Scale(Tier::Small)), Some(Class::Scale(Tier::Large)));
        check(small, large, Direction::Up);
        check(large, small, Direction::Down);
        check(None, small, Direction::Up);
        check(small, small, Direction::Same);
        let stage = |stage| Some(Class::Stage(stage));
        check(stage(Stage::Dormant), stage(Stage::Trial), Direction::Up);
        check(stage(Stage::Prospect), stage(Stage::Dormant), Direction::Down);
        check(Some(Class::Need(Need::Regular)), Some(Class::Need(Need::Custom)), Direction::Same);
    }
}
