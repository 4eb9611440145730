"""The benchmark's problem is the same for all, and what it found is told whole. Nothing here is timed."""

from itertools import pairwise

import numpy as np
import pytest

from benchmarks import job, page, plan, wording
from benchmarks.twelve_states import problem, sbml, with_equipoise
from equipoise.engine.precision import double


@pytest.fixture(scope="module")
def crowd():
    """Parameters of five people and states that they may be in, [state, person]."""
    states = np.abs(np.random.default_rng(3).lognormal(size=(len(problem.STATES), 5)))
    return problem.people(5), problem.START[:, None] + states


def test_our_mechanisms_have_the_rates_of_the_page_in_numpy(crowd):
    parameters, states = crowd
    system = with_equipoise.system()
    known = {name: states[k] for k, name in enumerate(problem.STATES)}
    known |= with_equipoise.of_system(parameters, np.arange(5))
    algebra = [step for step in system.algebra if step.yields != "dopamine"]
    with double():
        for step in algebra:
            known[step.yields] = np.asarray(step(known))
        ours = {name: np.asarray(system.rates[name](known)) for name in problem.STATES}
    theirs = problem.rates(0.0, states, parameters)
    for name, rate in zip(problem.STATES, theirs, strict=True):
        np.testing.assert_allclose(
            ours[name], rate, rtol=1e-9, atol=1e-9 * np.abs(theirs).max(), err_msg=name
        )


def test_settled_dopamine_is_where_its_rate_is_nought(crowd):
    parameters, states = crowd
    system = with_equipoise.system()
    known = {name: states[k] for k, name in enumerate(problem.STATES) if name != "dopamine"}
    with double():
        known = system.evaluate(["dopamine"], known | with_equipoise.of_system(parameters, np.arange(5)))
    at_rest = states.copy()
    at_rest[problem.STATES.index("dopamine")] = known["dopamine"]
    rate = problem.rates(0.0, at_rest, parameters)[problem.STATES.index("dopamine")]
    assert np.abs(rate / parameters["vmax"]).max() < 1e-12


def test_the_sbml_has_the_rates_of_the_page_in_numpy(crowd):
    """Its infix mathematics is Python's too, but for the powers."""
    parameters, states = crowd
    known = {**parameters, **dict(zip(problem.STATES, states, strict=True)), "exp": np.exp, "sqrt": np.sqrt}
    for name, text in sbml.ALGEBRA.items():
        known[name] = eval(text.replace("^", "**"), {}, known)
    for name, rate in zip(problem.STATES, problem.rates(0.0, states, parameters), strict=True):
        np.testing.assert_allclose(eval(sbml.RATES[name], {}, known), rate, rtol=1e-9, err_msg=name)


def test_a_person_is_the_same_in_any_number():
    few, many = problem.people(2), problem.people(5)
    assert all((few[name] == many[name][:2]).all() for name in problem.VARIES)


def test_an_error_is_relative_to_the_largest_size_of_its_state_in_that_person():
    true = np.array([[[1.0, 0.0], [-4.0, 2.0]]])  # one person, two hours, two states
    found = true + np.array([[[0.4, 0.0], [0.0, -0.1]]])
    np.testing.assert_allclose(problem.error(found, true), [0.1, 0.05])


def row(peer, rate, error, **more):
    setting = {"per_hour": 10} if peer == "equipoise" else {"rtol": 1e-6}
    common = {
        "people": 1000,
        "days": 180,
        "compile": 1.0,
        "memory": 300.0,
        "cpu": 2.0,
        "wall": 2.0,
        "worst": "r1",
    }
    return {"peer": peer, "setting": setting, "rate": rate, "error": error, **common, **more}


def found(**changes):
    """A job's findings, with figures that are easy to follow."""
    ours = [row("equipoise", 60_000, 9e-6), row("equipoise", 30_000, 2e-6)]
    peers = [row("roadrunner", 3000, 4e-6), row("solve_ivp", 100, 9.5e-6), {**row("odeint", 1, 1e-9)}]
    peers += [{"peer": "desolve", "setting": {"rtol": 1e-5}, "skipped": "R is not installed"}]
    growth = [
        row("equipoise", rate, 1e-6, people=n) for n, rate in ((100, 1), (1000, 50_000), (10_000, 55_000))
    ]
    workers = [{"workers": 1, "wall": 40.0, "parts": 16}, {"workers": 2, "wall": 22.0, "parts": 16}]
    system = {"study": "s", "states": 35, "step": 15.0, "halved": 1e-4}
    own = [
        {**system, **row("equipoise", 20_000, 1e-3)},
        {**system, **row("equipoise", 10_000, 2e-3)},
        {**system, **row("equipoise", 300, 1e-3, people=1, days=73, wall=0.3)},
    ]
    given = {
        "bar": 1e-5, "best": ours[0], "ours": ours, "peers": peers, "many": {
            "people": 9, "days": 4, "median": 1e-6, "high": 2e-6, "most": 3e-6}, "crowd": growth, "length": growth,
        "drugs": [{"drugs": 1, "states": 15, **growth[0]}], "own": own,
        "fresh": [{"whole": 8.0, "ready": 5.0}, {"whole": 5.0, "ready": 1.5}],
        "memory": [{"people": 10_000, "days": 365, "memory": 1536.0, "wall": 300.0}],
        "workers": [*workers, {"workers": 2, "on": "local", "wall": 23.1, "parts": 16}], "device": "", "gpu": [],
    }  # fmt: skip
    return page.Found(**(given | changes))


def figures(text):
    """The table of aims: {what: figure}."""
    rows = [line.split("|") for line in text.splitlines() if line.count("|") == 4]
    return {cells[1].strip(): cells[3].strip() for cells in rows[2:]}


def test_every_aim_is_held_against_its_figure():
    told = figures(page.text(found()))
    assert told["patient-days per core-second, at an error of at most 1e-5"] == "60,000"
    assert (
        told["times libRoadRunner, at equal or smaller error"] == "10"
    )  # our slower row is as exact as theirs
    assert told["times SciPy `solve_ivp`, at equal or smaller error"] == "600"
    assert told["seconds until a second run computes"] == "1.5"
    assert told["departure from linear growth, from 1,000 people on"] == "10 %"
    assert told["patient-days per core-second, every mechanism on, at an error of at most 1e-3"] == "20,000"
    assert told["seconds for one person's year with every mechanism on, once compiled"] == "1.5"
    assert told["GB at most, for 10,000 people with a diary of 365 days"] == "1.5"
    assert told["times faster with two workers than with one"] == "1.8"
    assert told["more time on a Dask cluster than in a pool of processes"] == "5 %"


def test_a_peer_that_is_more_exact_than_we_can_be_gets_a_dash():
    line = next(line for line in page.text(found()).splitlines() if line.startswith("| SciPy `odeint`"))
    assert line.split("|")[5].strip() == "–"


def test_what_is_left_out_is_told_with_its_reason():
    assert "Left out: R deSolve (R is not installed)." in page.text(found())


def test_what_failed_has_no_row():
    text = page.text(
        found(fresh=[{"skipped": "it failed"}] * 2, memory=[{"skipped": "it failed"}], workers=[])
    )
    assert "nan" not in text
    assert "seconds until a second run computes" not in text


def test_every_table_is_whole():
    """As many cells in every row as in its head."""
    lines = page.text(found()).splitlines()
    for before, after in pairwise(lines):
        if before.startswith("|") and after.startswith("|"):
            assert before.count("|") == after.count("|"), after


def test_every_peer_of_the_plan_has_a_name():
    for size in (plan.USUAL, plan.LARGE, plan.QUICK):
        assert {each["peer"] for each in plan.peers(size)} <= set(wording.PEER)


def test_a_measurement_stays_on_one_core_unless_it_is_about_more():
    assert set(job.FREE) == {"gpu", "workers"}
