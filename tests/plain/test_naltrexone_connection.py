"""What the engine composes of its mechanisms is the model that stands on a few plain pages."""

from functools import lru_cache

import numpy as np
import pytest

from equipoise.engine.randomness import draws
from equipoise.people.body import substances
from plain.naltrexone_connection_plain import life
from study import made_study as made

DAYS = 4
HOURS = np.arange(24.0 * DAYS)
PEOPLE = [0, 1, 2]
DOSES = {33: 50.0, 57: 25.0}  # mg by hour of the calendar
FORCED = {
    36: {"kindness": 1.0},
    39: {"object_temperature": 12.0},
    40: {"object_temperature": -12.0},
    60: {"offered": 2.0},
    84: {"kindness": 0.5, "offered": -1.0},
}
WINDOW_ENDS = np.array([44.0, 68.0, 92.0])
WINDOW = 13.0
DRAWS = {"company": ("uniform", "world/company.luck"), "warmth": ("normal", "world/company.warmth_luck"),
         "reward": ("uniform", "world/reward.luck"), "fortune": ("normal", "world/reward.fortune")}  # fmt: skip
COMPARED = ("plasma", "mu_occupancy", "connection", "positive_affect", "company")


class Numbers(dict):
    """The numbers of one mechanism, and which of them have been asked for."""

    def __init__(self, values):
        super().__init__(values)
        self.read = set()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)


def of(person, name):
    """A person's own value of a number of the system: one, or one for each substance."""
    value = made.people().parameters[name]
    mine = value[..., person if value.shape[-1] > 1 else 0]
    return mine.tolist()


@lru_cache(maxsize=8)
def numbers(person):
    """{mechanism: {name: value}}."""
    told = {}
    for name in made.laboratory().program.system.of("parameter"):
        path, _, short = name.rpartition(".")
        told.setdefault(path, {})[short] = of(person, name)
    return {path: Numbers(values) for path, values in told.items()}


@lru_cache(maxsize=4)
def composed(windows=False, halved=True):
    """What the engine reports, by signal, with half the usual step or the usual: [time, (substance,) person]."""
    lab = made.laboratory()
    program = lab.on(lab.program.grid.halved()).program if halved else lab.program
    first, last = (WINDOW_ENDS - WINDOW, WINDOW_ENDS) if windows else (HOURS, HOURS)
    return made.lived(DOSES, first, last, days=DAYS, forced=FORCED, program=program)


@lru_cache(maxsize=8)
def plain(person):
    address = np.array([made.people().address[person]])
    luck = {
        name: np.concatenate(
            [draws(form, made.SEED, [purpose], address, day, (24,))[0, 0] for day in range(DAYS)]
        )
        for name, (form, purpose) in DRAWS.items()
    }
    doses = {hour: made.nanomoles(dose) for hour, dose in DOSES.items()}
    return life(numbers(person), len(HOURS), luck, doses, FORCED)


@pytest.mark.parametrize(("halved", "tolerance"), [(True, 5e-5), (False, 1e-3)])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_hour_is_as_on_the_plain_page(person, halved, tolerance):
    """With the usual step to a part in a thousand, with half of it to sixteen times better."""
    lived = plain(person)
    seen = composed(halved=halved)
    for name in COMPARED[:-1]:
        told = np.array([np.atleast_1d(hour[0][name]) for hour in lived])
        found = seen[name][..., person]
        scale = np.abs(told).max(axis=0)
        np.testing.assert_allclose(found / scale, told / scale, atol=tolerance, err_msg=name)


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_linear_is_exact(person):
    told = np.array([hour[0]["plasma"] for hour in plain(person)])
    np.testing.assert_allclose(composed()["plasma"][..., person], told, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_same_company_is_met(person):
    """Decided from the same luck: the bond on which it rests is the same to the last hour."""
    told = np.array([hour[0]["company"] for hour in plain(person)])
    assert (told > 0).any()
    assert (told == 0).any()
    np.testing.assert_allclose(composed()["company"][:, 0, person], told, rtol=1e-6)


@pytest.mark.parametrize("person", PEOPLE)
def test_an_evening_looks_back_over_the_same_day(person):
    """Means of a window of many hours, against Simpson's rule on the plain page."""
    lived = plain(person)
    weights = np.array([1, 4, 2, 4, 1]) / 12
    for name in ("connection", "positive_affect"):
        hourly = np.array([np.dot(weights, [moment[name] for moment in hour]) for hour in lived])
        for k, end in enumerate(WINDOW_ENDS):
            told = hourly[int(end - WINDOW) : int(end)].mean()
            assert composed(windows=True)[name][k, 0, person] == pytest.approx(told, abs=1e-3), name


def rests_on(system, signals):
    """All numbers that signals rest on, through whatever states, over however long a life."""
    reached, waiting = set(), set(signals)
    while waiting:
        found = system.leaves(waiting) | {leaf for name in waiting for leaf in moves(system, name)}
        waiting = (found & set(system.states)) - reached
        reached |= found
    return reached & set(system.of("parameter"))


def moves(system, name):
    """What a state's next value rests on."""
    step = system.rates.get(name) or system.decisions.get(name)
    return system.leaves(step.reads) if step and name in system.states else ()


def test_the_pages_cover_all_that_the_system_knows():
    """Every number that a compared signal rests on is asked for on the plain pages."""
    lab = made.laboratory()
    assert substances(lab.drugs) == ("naltrexone", "6b-naltrexol")
    plain(PEOPLE[0])
    asked = {f"{path}.{name}" for path, values in numbers(PEOPLE[0]).items() for name in values.read}
    needed = {name for name in rests_on(lab.program.system, COMPARED) if lab.numbers.fixed[name].size}
    assert needed - asked == set()
    assert {"receptor/adaptation.t_days", "balance/stress_axis.t_adrenal", "world/company.seeking"} <= needed
