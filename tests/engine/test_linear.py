"""Linear kinetics are exact: propagators and step means against SciPy, closed forms and the conservation of mass."""

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.linalg import expm

from engine.made import live, mechanism_of, system_of
from equipoise.engine import linear
from equipoise.engine.mechanism import MechanismError
from equipoise.engine.precision import double
from equipoise.engine.symbol import forcing, gives, needs, parameter, rate, state

PLACES = 5
STEP = 0.25
FLOWS = "made/up.flow"


def compartments(places=PLACES):
    """Any linear system of this many places."""
    made = mechanism_of(
        flow=parameter("1/h", "rate from each place to each other", axes=("to", "place")),
        amount=state("nmol", "amount at each place", axes=("place",), form="linear"),
        d_amount=rate("amount")(lambda amount, flow: (flow * amount[None]).sum(axis=1)),
    )
    return system_of(made, sizes={"place": places, "to": places})


def random_flows(people, fastest, leak=True, seed=0):
    """Stable rate matrices [to, place, person]: positive flows over six orders of magnitude, the largest `fastest`."""
    random = np.random.default_rng(seed)
    flows = 10 ** random.uniform(-6, 0, (PLACES, PLACES, people))
    flows[np.arange(PLACES), np.arange(PLACES)] = 0
    flows *= fastest / flows.sum(axis=0).max(axis=0)
    out = flows.sum(axis=0) + leak * 10 ** random.uniform(-6, 0, (PLACES, people))
    flows[np.arange(PLACES), np.arange(PLACES)] = -out
    return flows


def full(layout, entries):
    """The matrices [person, row, row] behind the kept entries."""
    matrices = np.zeros((entries.shape[-1], layout.size, layout.size))
    places = [(i, j) for i in range(layout.size) for j in layout.pattern[i]]
    for (i, j), value in zip(places, np.asarray(entries), strict=True):
        matrices[:, i, j] = value
    return matrices


def propagators(flows, step=STEP):
    made = compartments(len(flows))
    layout = linear.layout(made)
    with double():
        return [
            full(layout, part) for part in linear.propagators(made, layout, {FLOWS: jnp.asarray(flows)}, step)
        ]


def integral(rates):
    """Integral of exp(sA) over s in 0-1, from the exponential of a matrix twice as large."""
    size = len(rates)
    double_size = np.zeros((2 * size, 2 * size))
    double_size[:size, :size], double_size[:size, size:] = rates, np.eye(size)
    return expm(double_size)[:size, size:]


@pytest.mark.parametrize("fastest", [0.01, 1, 40, 4000])
def test_propagators_are_those_of_scipy(fastest):
    """Up to rates a thousand times faster than the step."""
    flows = random_flows(40, fastest)
    growth, mean = propagators(flows)
    for person, rates in enumerate(np.moveaxis(flows, -1, 0) * STEP):
        np.testing.assert_allclose(growth[person], expm(rates), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(mean[person], integral(rates), rtol=1e-9, atol=1e-12)


def test_the_step_mean_is_that_of_quadrature():
    flows = random_flows(3, 10)
    _, mean = propagators(flows)
    nodes, weights = np.polynomial.legendre.leggauss(20)
    for person, rates in enumerate(np.moveaxis(flows, -1, 0) * STEP):
        told = sum(
            weight / 2 * expm((1 + node) / 2 * rates) for node, weight in zip(nodes, weights, strict=True)
        )
        np.testing.assert_allclose(mean[person], told, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("fastest", [0.01, 40, 4000])
def test_nothing_is_lost_or_made(fastest):
    """In a closed system what is there after a month of steps is what was there, to 1e-9."""
    growth, mean = propagators(random_flows(20, fastest, leak=False))
    np.testing.assert_allclose(mean.sum(axis=1), 1, rtol=1e-9)
    month = np.linalg.matrix_power(growth, 30 * 96)
    np.testing.assert_allclose(month.sum(axis=1), 1, rtol=1e-9)
    assert (growth > -1e-15).all(), "no amount is below zero"


def test_two_half_steps_are_one_step():
    flows = random_flows(10, 100)
    whole, half = propagators(flows)[0], propagators(flows, STEP / 2)[0]
    np.testing.assert_allclose(half @ half, whole, rtol=1e-9, atol=1e-13)


def test_a_standstill_stays():
    growth, mean = propagators(np.zeros((PLACES, PLACES, 1)))
    np.testing.assert_array_equal(growth[0], np.eye(PLACES))
    np.testing.assert_array_equal(mean[0], np.eye(PLACES))


def test_a_state_grows_that_feeds_itself():
    growth, mean = propagators(np.full((1, 1, 1), 2.0))
    assert growth[0, 0, 0] == pytest.approx(np.exp(0.5), rel=1e-13)
    assert mean[0, 0, 0] == pytest.approx((np.exp(0.5) - 1) / 0.5, rel=1e-13)


def test_only_what_can_be_reached_is_kept():
    """A chain of three: nothing flows back."""
    chain = mechanism_of(
        k=parameter("1/h", ""),
        a=state("nmol", "", form="linear"),
        b=state("nmol", "", form="linear"),
        c=state("nmol", "", form="linear"),
        d_a=rate("a")(lambda a, k: -k * a),
        d_b=rate("b")(lambda a, b, k: k * (a - b)),
        d_c=rate("c")(lambda b, k: k * b),
    )
    layout = linear.layout(system_of(chain))
    assert layout.names == ("a", "b", "c")
    assert layout.pattern == ((0,), (0, 1), (0, 1, 2))
    assert layout.row("c") == 2


ORAL = {
    "ka": parameter("1/h", "absorption"),
    "ke": parameter("1/h", "elimination"),
    "gut": state("nmol", "", form="linear"),
    "blood": state("nmol", "", form="linear"),
    "d_gut": rate("gut")(lambda gut, ka: -ka * gut),
    "d_blood": rate("blood")(lambda gut, blood, ka, ke: ka * gut - ke * blood),
}


@pytest.mark.parametrize("per_hour", [1, 4])
def test_one_compartment_and_a_dose_by_mouth_is_the_bateman_function(per_hour):
    """Whatever the step, and for all people at once; ka = ke is the limit of its neighbours."""
    ka = np.array([0.3, 1.0, 2.0, 900.0])
    ke = np.array([0.1, 0.7, 2.0 + 1e-6, 5.0])
    times = np.arange(0, 24.0)
    given = {"made/up.ka": ka, "made/up.ke": ke}
    seen = live(
        system_of(mechanism_of(**ORAL)), ["gut", "blood"], times, given,
        people=4, per_hour=per_hour, doses=[(3, ("gut", ()), 100.0)],
    )  # fmt: skip
    t = np.maximum(times - 3, 0)[:, None]
    bateman = 100 * ka / (ka - ke) * (np.exp(-ke * t) - np.exp(-ka * t))
    np.testing.assert_allclose(
        seen[:, 0], 100 * np.exp(-ka * t) * (times >= 3)[:, None], rtol=1e-9, atol=1e-12
    )
    np.testing.assert_allclose(seen[:, 1], bateman, rtol=1e-8, atol=1e-9)


def test_repeated_doses_add_up():
    """Superposition: linear kinetics know no order and no amount."""
    made, given = system_of(mechanism_of(**ORAL)), {"made/up.ka": 0.9, "made/up.ke": 0.2}
    single, other, both = (
        live(made, ["blood"], [20, 23], given, doses=[(2, ("gut", ()), a), (10, ("gut", ()), b)])
        for a, b in ((30, 0), (0, 50), (60, 100))
    )
    np.testing.assert_allclose(both, 2 * (single + other), rtol=1e-12)


def test_a_linear_state_starts_where_it_is_told():
    made = mechanism_of(
        k=parameter("1/h", ""),
        x=state("nmol", "", start=8, form="linear"),
        d_x=rate("x")(lambda x, k: -k * x),
    )
    seen = live(system_of(made), ["x"], [0, 3], {"made/up.k": np.log(2)})
    np.testing.assert_allclose(seen.ravel(), [8, 1], rtol=1e-12)


CURVED = {
    "the square": lambda x, k: -k * x**2,
    "what saturates": lambda x, k: -k * x / (1 + x),
    "what is the same at twice the amount but not the sum": lambda x, k: k * jnp.sqrt(x**2),
    "what feels only what is above zero": lambda x, k: k * jnp.maximum(x, 0),
    "what does not vanish": lambda x, k: k * (1 - x),
}


@pytest.mark.parametrize("case", CURVED)
def test_a_curved_equation_is_not_taken_for_a_line(case):
    made = mechanism_of(k=parameter("1/h", ""), x=state("1", "", form="linear"), d_x=rate("x")(CURVED[case]))
    with pytest.raises(MechanismError, match=r"^states x are declared linear but their rates are not$"):
        linear.layout(system_of(made))


@pytest.mark.parametrize(
    ("stranger", "told"),
    [
        ({"y": state("1", ""), "d_y": rate("y")(lambda y, k: -k * y)}, "y"),
        ({"y": forcing("1", "")}, "y"),
        ({"z": state("1", ""), "d_z": rate("z")(lambda z, k: -k * z), "y": gives("1")(lambda z: 2 * z)}, "z"),
    ],
)
def test_a_linear_state_rests_on_linear_states_alone(stranger, told):
    """A slow state, a forcing, and a slow state behind an equation."""
    made = mechanism_of(
        k=parameter("1/h", ""), x=state("1", "", form="linear"), d_x=rate("x")(lambda x, y, k: k * (y - x)),
        **stranger,
    )  # fmt: skip
    with pytest.raises(MechanismError, match=rf"^the linear state x depends on {told}$"):
        linear.layout(system_of(made))


def test_a_linear_state_does_not_know_the_time_of_day():
    made = mechanism_of(
        x=state("h", "", form="linear"), k=parameter("1/h", ""),
        d_x=rate("x")(lambda x, time_of_day, k: k * (x + time_of_day)),
    )  # fmt: skip
    with pytest.raises(MechanismError, match="depends on time_of_day"):
        linear.layout(system_of(made))


def test_a_linear_state_may_rest_on_another_mechanism():
    first = mechanism_of(
        "made/gut",
        k=parameter("1/h", ""),
        gut=state("nmol", "", form="linear"),
        d_gut=rate("gut")(lambda gut, k: -k * gut),
        absorbed=gives("nmol/h")(lambda gut, k: k * gut),
    )
    second = mechanism_of(
        "made/blood",
        absorbed=needs("nmol/h", ""),
        blood=state("nmol", "", form="linear"),
        d_blood=rate("blood")(lambda absorbed: absorbed * 1),
    )
    seen = live(system_of(second, first), ["blood"], [23], {"made/gut.k": 5.0}, doses=[(0, ("gut", ()), 7.0)])
    assert seen.item() == pytest.approx(7, rel=1e-12)
