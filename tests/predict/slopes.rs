//! Gradients and Hessians against small differences.

use portbook::engine::predict::gamma_gamma::SpendRow;
use portbook::engine::predict::jet::Jet;
use portbook::engine::predict::{GammaGamma, Model, Purchases, Row, Sample, nbd};
use proptest::prelude::*;

fn sample() -> impl Strategy<Value = Sample> {
    let row = (0..40_u32, 0.0..1.0_f64, 0.1..150.0_f64, 1..9_u32).prop_map(|(repeats, part, age, customers)| {
        let last = if repeats == 0 { 0.0 } else { part * age };
        Row { purchases: Purchases { repeats, last, age }, customers: customers.into() }
    });
    prop::collection::vec(row, 1..9).prop_map(Sample::new)
}

/// Parameters from a hundredth to a hundred.
fn parameters<const N: usize>() -> impl Strategy<Value = [f64; N]> {
    prop::array::uniform(-4.5..4.5_f64).prop_map(|logs: [f64; N]| logs.map(f64::exp))
}

/// Asserts that the derivatives of a surface are its small differences, in logarithms of the parameters.
fn check<const N: usize>(at: [f64; N], surface: impl Fn(&[f64; N]) -> Jet<N>) {
    const STEP: f64 = 1e-4;
    let here = surface(&at).in_logs(&at);
    let moved = |i: usize, by: f64| {
        let mut to = at;
        to[i] *= by.exp();
        surface(&to).in_logs(&to)
    };
    let largest = here.hessian.iter().flatten().chain(&here.gradient).fold(1.0_f64, |most, x| most.max(x.abs()));
    for i in 0..N {
        let (up, down) = (moved(i, STEP), moved(i, -STEP));
        let slope = (up.value - down.value) / (2.0 * STEP);
        let noise = 1e-15 * here.value.abs() / STEP;
        assert!((slope - here.gradient[i]).abs() < 1e-6 * largest + 10.0 * noise, "{i}: {slope} {:?}", here.gradient);
        for j in 0..N {
            let curve = (up.gradient[j] - down.gradient[j]) / (2.0 * STEP);
            let off = (curve - here.hessian[i][j]).abs();
            assert!(off < 1e-5 * largest, "{i} {j}: {curve} instead of {}", here.hessian[i][j]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn derivatives_of_the_models_are_small_differences(sample in sample(), at in parameters::<4>()) {
        for model in [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd] {
            check(at, |at| model.surface(&sample, at));
        }
    }

    #[test]
    fn derivatives_without_dropout_are_small_differences(sample in sample(), at in parameters::<2>()) {
        check(at, |at| nbd::surface(&sample, at));
    }

    #[test]
    fn derivatives_of_amounts_are_small_differences(
        at in parameters::<3>(),
        rows in prop::collection::vec((1..40_u32, 0.01..900.0_f64, 1..4_u32), 1..9),
    ) {
        let rows: Vec<SpendRow> = rows
            .into_iter()
            .map(|(purchases, mean, customers)| SpendRow { purchases: purchases.into(), mean, customers: customers.into() })
            .collect();
        check(at, |at| GammaGamma::surface(&rows, at));
    }

    #[test]
    fn given_parameters_never_lead_to_what_is_no_number(
        logs in prop::array::uniform4(-18.0..18.0_f64),
        repeats in prop_oneof![Just(0_u32), 1..20_u32, Just(10_000_u32)],
        (part, age) in (0.0..=1.0_f64, prop_oneof![Just(0.0), 0.1..600.0_f64]),
        weeks in prop_oneof![Just(0.0), 0.1..200.0_f64, Just(52_000.0)],
    ) {
        let past = Purchases { repeats, last: if repeats == 0 { 0.0 } else { part * age }, age };
        for model in [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd] {
            let process = portbook::engine::predict::Process::new(model, logs.map(f64::exp)).expect("parameters");
            let alive = process.alive(&past);
            let expected = process.expected(&past, weeks);
            prop_assert!((0.0..=1.0).contains(&alive), "{model:?} alive {alive}");
            prop_assert!(expected.is_finite() && expected >= 0.0, "{model:?} expected {expected}");
            // No one buys more than at the rate of before without ever leaving.
            let rate = (process.parameters()[0] + f64::from(repeats)) / (process.parameters()[1] + age);
            prop_assert!(expected <= rate * weeks * (1.0 + 1e-8), "{model:?} {expected} {}", rate * weeks);
        }
    }
}
