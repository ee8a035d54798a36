//! What changed nothing and is only noted.

use super::*;

#[test]
fn what_is_only_noted_is_kept_and_no_change() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 2);
    assert_eq!(desk.note(8, Note::BackedUp), Ok(2));
    assert_eq!(desk.note(9, Note::TakenOut { customers: 2 }), Ok(3));
    assert!(settled(&desk));
    for desk in [desk, browser.open(Access::Write).0] {
        let noted = |number| desk.log().get(&number).map(|change| change.origin.clone());
        assert_eq!(noted(3), Some(Origin::Noted(Note::TakenOut { customers: 2 })));
        assert_eq!((desk.undoable(), desk.last_change()), (Some(1), 1));
        assert_eq!((desk.changes_since(0), desk.changes_since(1), desk.changes_since(9)), (1, 0, 0));
    }
}
