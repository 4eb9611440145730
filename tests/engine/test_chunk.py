"""A chunk of people: windows are read as they were lived, and nobody's life depends on who else is there."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.made import live, mechanism_of, system_of
from equipoise.engine import chunk, integrate
from equipoise.engine.chunk import Watch, padded, rows_of
from equipoise.engine.events import Events
from equipoise.engine.grid import Grid
from equipoise.engine.symbol import decides, draw, gives, needs, parameter, rate, state

GRID = Grid(4)
SUBSTANCE = ("substance",)

# Every kind of thing that a system is made of, small: kinetics, a curved slow state, a decision that feels it.
BODY = mechanism_of(
    "made/body",
    speed=parameter("1/h", "", axes=SUBSTANCE),
    drug=state("nmol", "", axes=SUBSTANCE, form="linear"),
    d_drug=rate("drug")(lambda drug, speed: -speed * drug),
)
MIND = mechanism_of(
    "made/mind",
    drug=needs("nmol", "", axes=SUBSTANCE),
    mood=needs("1", ""),
    half=parameter("nmol", ""),
    k=parameter("1/h", ""),
    luck=draw("uniform", ""),
    warmth=draw("normal", ""),
    met=state("1", "", form="held"),
    next_met=decides("met")(lambda luck, warmth, mood: (luck < 1 / (1 + mood**2)) * warmth**2),
    high=gives("1")(lambda drug, half: drug.sum(axis=0) / (half + drug.sum(axis=0))),
    x=state("1", ""),
    d_x=rate("x")(lambda x, high, met, k: k * (high + met - x * (1 + x))),
)
FACE = mechanism_of("made/face", x=needs("1", ""), mood=gives("1")(lambda x: x * (1 + x)))
LIFE = system_of(BODY, MIND, FACE)
OUTPUTS = ("drug", "met", "x", "mood")
PORTS = (("drug", (0,)),)
HOURS = np.arange(0, 48, 1.0)


def numbers(people):
    """Parameters that differ between people, by their address."""
    random = np.random.default_rng(0)
    speed, k = random.uniform(0.1, 1, (2, 2000)), random.uniform(0.2, 1, 2000)
    return {"made/body.speed": speed[:, people], "made/mind.half": np.full(1, 3.0), "made/mind.k": k[people]}


def lived(people, times=HOURS, windows=None, days=2):
    people = np.asarray(people)
    doses = [(time, ("drug", (0,)), 5.0 + people % 3) for time in (9.0, 33.0)]
    return live(LIFE, OUTPUTS, times, numbers(people), people=people, days=days, windows=windows, doses=doses)


def nothing(days):
    """No doses and no stimuli."""
    return Events(GRID, days, ("drug",), 64), Events(GRID, days, (), 64)


def test_rows_tell_where_each_output_lies():
    program = integrate.program(LIFE, GRID, OUTPUTS, PORTS)
    assert rows_of(program) == {
        "drug": slice(0, 2),
        "met": slice(2, 3),
        "x": slice(3, 4),
        "mood": slice(4, 5),
    }


@pytest.mark.parametrize("width", [64, 128, 512])
def test_a_persons_bits_do_not_depend_on_the_width_of_the_chunk(width):
    alone = lived(padded(np.arange(10), 64))
    among = lived(padded(np.arange(10), width))
    np.testing.assert_array_equal(among[..., :10], alone[..., :10])


def test_a_persons_bits_do_not_depend_on_who_else_is_there():
    """Other people, in another order, from other trials."""
    people = np.arange(64)
    others = np.concatenate([np.arange(1000, 1040), people[:24][::-1]])
    np.testing.assert_array_equal(lived(others)[..., 40:], lived(people)[..., :24][..., ::-1])


def test_watching_more_changes_nothing():
    few = lived(np.arange(64), times=[20.0, 44.0])
    np.testing.assert_array_equal(few, lived(np.arange(64))[[20, 44]])


def test_a_longer_calendar_begins_like_a_shorter_one():
    np.testing.assert_array_equal(lived(np.arange(64), days=3), lived(np.arange(64)))


def test_a_mean_over_a_window_is_that_of_its_steps():
    """Trapezoids of each step by itself, so that what jumps at a full hour counts on either side as it was."""
    people = np.arange(64)
    met = lived(people, times=np.arange(24, 48, 0.25))[:, 2]
    x = lived(people, times=np.arange(24, 48, 0.25))[:, 3]
    seen = lived(people, times=[44.0], windows=13)[0]
    within = slice(4 * 7, 4 * 20)
    np.testing.assert_allclose(seen[2], met[within].mean(axis=0), rtol=1e-12)
    edges = x[4 * 7 : 4 * 20 + 1]
    np.testing.assert_allclose(seen[3], (edges[:-1] + edges[1:]).mean(axis=0) / 2, rtol=1e-12)


def test_instants_are_after_the_decisions_and_doses_of_that_moment():
    seen = lived(np.arange(64), times=[9.0, 8.75])
    assert (seen[0, 0] >= 5).all()
    assert (seen[1, 0] == 0).all()


def test_a_window_may_end_at_midnight_but_not_cross_it():
    whole = lived(np.arange(64), times=[48.0], windows=24)
    assert np.isfinite(whole).all()
    with pytest.raises(ValueError, match="crosses midnight or lies outside the calendar"):
        lived(np.arange(64), times=[24.25], windows=1)


@pytest.mark.parametrize(("first", "last"), [(48, 48), (-1, -1), (-1, 1), (23, 25), (47, 49)])
def test_a_window_outside_the_calendar_is_refused(first, last):
    with pytest.raises(ValueError, match="crosses midnight or lies outside the calendar"):
        Watch(np.array([first]), np.array([last])).by_day(GRID, 2)


def test_a_window_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="ends before it begins"):
        Watch(np.array([3.0]), np.array([2.0])).by_day(GRID, 2)


def test_a_window_is_on_the_grid():
    with pytest.raises(ValueError, match="is not on a grid of 15 min"):
        Watch(np.array([3.1]), np.array([4.0])).by_day(GRID, 2)


def test_nothing_watched_is_no_trouble():
    assert lived(np.arange(64), times=[]).shape == (0, 5, 64)


@given(st.lists(st.integers(0, 95), min_size=1, max_size=80))
def test_every_occasion_comes_on_its_day(steps):
    """In whatever order, however many; each once, and padded to one width for all days."""
    time = np.array(steps) / 4
    plan = Watch(time, time).by_day(GRID, 4)
    assert len({windows.shape for _, windows in plan}) == 1
    width = plan[0][1].shape[0]
    assert width & (width - 1) == 0
    assert sorted(np.concatenate([which for which, _ in plan]).tolist()) == list(range(len(steps)))
    for day, (which, windows) in enumerate(plan):
        np.testing.assert_array_equal(windows[: len(which), 0] / 4 + 24 * day, time[which])


def test_a_chunk_is_filled_with_its_last_person():
    assert padded([4, 7], 5).tolist() == [4, 7, 7, 7, 7]
    assert padded([4, 7], 2).tolist() == [4, 7]


def test_every_day_is_told():
    days = []
    program = integrate.program(LIFE, GRID, OUTPUTS, PORTS)
    people = np.arange(64)
    watch = Watch(np.array([1.0]), np.array([1.0]))
    chunk.simulate(program, chunk.Chunk(people, numbers(people), *nothing(3)), watch, 0, days.append)
    assert days == [64, 64, 64]


def test_a_person_whose_states_run_away_is_named_and_leaves_the_others_as_they_are():
    people, program = np.arange(64), integrate.program(LIFE, GRID, OUTPUTS, PORTS)
    given = numbers(people)
    watch = Watch(HOURS, HOURS)
    well = chunk.simulate(program, chunk.Chunk(people, given, *nothing(2)), watch, 0)
    given["made/mind.k"] = np.where(people == 5, 1e9, given["made/mind.k"])
    lived = chunk.simulate(program, chunk.Chunk(people, given, *nothing(2)), watch, 0)
    assert well.ill == ()
    assert [(each.person, each.day, each.states) for each in lived.ill] == [(5, 0, ("x",))]
    others = people != 5
    np.testing.assert_array_equal(lived.values[..., others], well.values[..., others])


def watched(first, last):
    """A dosed second day of 64 people, between hours of that day: [occasion, row, person]."""
    program = integrate.program(LIFE, GRID, OUTPUTS, PORTS)
    people, (doses, calm) = np.arange(64), nothing(2)
    for time in (9.0, 33.0):
        doses.add(time, "drug", 5.0 + people % 3)
    watch = Watch(24 + np.asarray(first, float), 24 + np.asarray(last, float))
    return chunk.simulate(program, chunk.Chunk(people, numbers(people), doses, calm), watch, 0).values


@cache
def one_by_one():
    """Every instant and every single step of the day, a few at a time."""
    starts = [np.arange(third, third + 32) / 4 for third in (0, 32, 64)]
    instants = np.concatenate([watched(start, start) for start in starts])
    steps = np.concatenate([watched(start, start + 0.25) for start in starts])
    return instants, steps


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 95), st.integers(0, 96)), min_size=1, max_size=32))
def test_windows_may_overlap_touch_and_repeat(pairs):
    """Instants and windows of one day, in any order, each as if it were watched alone."""
    first, last = np.sort(np.array(pairs), axis=1).T
    instants, steps = one_by_one()
    for found, begin, end in zip(watched(first / 4, last / 4), first, last, strict=True):
        told = instants[begin] if end == begin else steps[begin:end].mean(axis=0)
        np.testing.assert_allclose(found, told, rtol=1e-10, atol=1e-12)
