//! Answers and what the minutes tell of them.

use super::*;

#[test]
fn minutes_tell_what_was_decided_and_what_money_moved() {
    let mut world = quarters([100, 200, 400]).field(CustomerField::ConfirmedOn, "2020-01-01").opened();
    let minutes = |world: &World| Minutes::take(&world.book, day(OPENED), day("2024-04-30")).expect("minutes");
    let open = minutes(&world).open.len();
    assert!(minutes(&world).decisions.is_empty() && open >= 2);
    answer(&mut world, "2024-04-07", Ruling::Approved(Some(value(ValueClass::B))));
    let agenda = world.agenda(Some(OPENED), "2024-04-08");
    let (key, decision) = agenda.answer(ID, Matter::Data, Ruling::Refused, "asked already").expect("a decision");
    world.edit(|draft| draft.put_decision(key, Some(decision)));
    let minutes = minutes(&world);
    assert_eq!(minutes.open.len(), open - 2);
    let kinds: Vec<_> = minutes.decisions.iter().map(|minute| (minute.key.matter, minute.ruling.kind())).collect();
    assert_eq!(kinds, [(VALUE, RulingKind::Approved), (Matter::Data, RulingKind::Refused)]);
    assert_eq!(minutes.decisions[0].grounds, ["growth amount 2023-07-01 10000 20000 40000".into()]);
    assert_eq!(
        minutes.decisions[0].answered.iter().map(Proposal::grounds).collect::<Vec<_>>(),
        ["growth amount 2023-07-01 10000 20000 40000"]
    );
    let counts: Vec<u32> = minutes.rulings.iter().map(|(_, count)| count.customers).collect();
    assert_eq!(counts, [1, 0, 0, 1, 0]);
    let agenda = world.agenda(Some(OPENED), "2024-04-09");
    let sales = agenda.proposals.iter().find(|one| one.customer == ID && one.status == Status::Open);
    if let Some(open) = sales {
        let (key, decision) = agenda.answer(ID, open.matter, Ruling::Refused, "").expect("a decision");
        world.edit(|draft| draft.put_decision(key, Some(decision)));
        let again = Minutes::take(&world.book, day(OPENED), day("2024-04-30")).expect("minutes");
        let refused = again.rulings.iter().find(|(kind, _)| *kind == RulingKind::Refused).map(|(_, count)| *count);
        assert_eq!(refused.map(|count| (count.customers, count.sales)), Some((1, 70_000)), "a customer counts once");
    }
    let [moved] = minutes.moved[..] else { panic!("one movement: {:?}", minutes.moved) };
    assert_eq!((moved.from, moved.to), (Some(value(ValueClass::C)), Some(value(ValueClass::B))));
    assert_eq!((moved.count.customers, moved.count.sales), (1, 70_000));
}

#[test]
fn many_are_answered_at_once_and_the_next_open_one_follows() {
    let mut world = quarters([100, 200, 400]).field(CustomerField::ConfirmedOn, "2020-01-01").opened();
    let agenda = world.agenda(Some(OPENED), "2024-04-07");
    let of = |agenda: &Agenda, kind| {
        agenda.counts().into_iter().find(|count| count.kind == kind).map(|count| (count.all, count.open))
    };
    assert_eq!(of(&agenda, ProposalKind::Growth), Some((1, 1)));
    assert_eq!(of(&agenda, ProposalKind::Lost), None);
    let all: Vec<u32> = (0..agenda.proposals.len() as u32).collect();
    let place = |kind| agenda.proposals.iter().position(|one| one.kind() == kind).expect("a proposal");
    let (growth, data) = (place(ProposalKind::Growth), place(ProposalKind::StaleData));
    let answers = agenda.decide([growth, growth, data, 99], Verdict::Approve, "");
    let rulings: Vec<Ruling> = answers.values().map(|decision| decision.ruling).collect();
    assert_eq!(rulings, [Ruling::Approved(Some(value(ValueClass::B))), Ruling::Approved(None)]);
    let next = agenda.next_open(&all, growth as u32).expect("another one");
    assert_ne!(agenda.proposals[next as usize].matter, VALUE);
    assert_eq!(agenda.next_open(&[growth as u32], growth as u32), None);
    world.edit(|draft| answers.into_iter().for_each(|(key, decision)| draft.put_decision(key, Some(decision))));
    let after = world.agenda(Some(OPENED), "2024-04-07");
    assert_eq!(of(&after, ProposalKind::Growth), Some((1, 0)));
    assert_eq!(after.open().count(), agenda.open().count() - 2);
    assert!(agenda.decide([data], Verdict::Postpone { until: day("2024-04-06") }, "").is_empty(), "a day that is over");
}
