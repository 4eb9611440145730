"""Every arm of every shipped study, exported to SBML and run by libRoadRunner, agrees with the compiled program."""

import numpy as np
import pytest

from engine import typical_day
from equipoise.engine import moment, reference
from equipoise.engine.timeline import Dose
from equipoise.interop.model import identifiers
from equipoise.interop.sbml import write_sbml
from equipoise.people.body import labels
from equipoise.study.load import load_study, shipped_studies

roadrunner = pytest.importorskip(
    "roadrunner", reason="libRoadRunner is not installed: pip install 'equipoise[interop]'"
)
pytestmark = pytest.mark.slow

DAYS, PER_HOUR = 4, 12
HELD = {"company": 1.0, "reward": 0.0}
EVENTFUL = {
    "company": [(0, 1.0), (9.25, 0.0), (20, 2.0)],
    "reward": [(0, 0.0), (12, 1.0), (13, -0.5), (14, 0.0)],
    "kindness": [(0, 0.0), (15, 1.0), (15.25, 0.0)],
    "object_temperature": [(0, 0.0), (16, 12.0), (16.25, -3.0)],
}
LABELS = labels(typical_day.DRUGS)
WATCHED = (
    "plasma",
    "brain",
    "mu_occupancy",
    "peptide",
    "dopamine",
    "bond",
    "pleasure",
    "pain",
    "connection",
    "positive_affect",
)
HOURS = 14  # of the plain path, which is slow: the first dose and what follows it
BY_LEVEL = ("plasma", "brain")  # the others are fractions of what is usual, so that 1 is their scale


def shipped_arms():
    """Doses of every arm that takes naltrexone, in the days looked at: {study and arm: ((hour, mg), ...)}."""
    arms = {}
    for study in map(load_study, shipped_studies()):
        for name, arm in study.arms.items():
            given = [
                (t, mg)
                for t, (mg, unit) in zip(arm.times, arm.doses, strict=True)
                if t < 24 * DAYS and unit == "mg"
            ]
            if arm.drug == "naltrexone" and tuple(given) not in arms.values():
                arms[f"{study.name}: {name}"] = tuple(given)
    return arms


ARMS = shipped_arms()


@pytest.fixture(scope="module")
def compiled():
    """The arms as people of one run who are otherwise alike: {signal: [time, axes..., arm]}."""
    calm = typical_day.holding(typical_day.system(), HELD)
    alike = {name: np.repeat(p, len(ARMS), axis=-1) for name, p in typical_day.drawn(1).items()}
    times = sorted({time for doses in ARMS.values() for time, _ in doses})
    doses = [(at, np.array([sum(mg for t, mg in arm if t == at) for arm in ARMS.values()])) for at in times]
    return typical_day.lived(calm, alike, WATCHED, DAYS, doses, PER_HOUR)


def simulated(path, parameters, doses, times, held):
    """What libRoadRunner makes of the exported moment-clock system: {signal: [time, axes...]}."""
    system = typical_day.system("moment")
    rest = moment.settled(typical_day.system(), parameters, held=held)
    given = [Dose(time, "site", typical_day.nanomoles(mg), (0,)) for time, mg in doses]
    assert write_sbml(system, parameters, path, rest, held, given, LABELS) == ()
    runner = roadrunner.RoadRunner(str(path))
    runner.integrator.relative_tolerance, runner.integrator.absolute_tolerance = 1e-10, 1e-12
    runner.integrator.setValue("maximum_num_steps", 500_000)  # near rest, rounding makes it tread on the spot
    names = {name: identifiers(system, name, LABELS) for name in WATCHED}
    runner.timeCourseSelections = ["time", *(str(key) for keys in names.values() for key in keys.ravel())]
    table = np.array(runner.simulate(times=[0.0, *times]))[1:]
    columns = dict(zip(runner.timeCourseSelections, table.T, strict=True))
    return {
        name: np.stack([columns[str(k)] for k in keys.ravel()], axis=-1).reshape(-1, *keys.shape)
        for name, keys in names.items()
    }


@pytest.mark.parametrize("arm", ARMS)
def test_libroadrunner_agrees_with_the_compiled_program(arm, compiled, tmp_path):
    """To 2e-4 of each signal's scale: of its own largest value for levels, of its unit for what is counted in units."""
    times, seen = compiled
    between = slice(PER_HOUR // 2, None, PER_HOUR)  # doses fall on full hours: read between them
    found = simulated(tmp_path / "arm.xml", typical_day.drawn(1), ARMS[arm], times[between], HELD)
    for name in WATCHED:
        mine = seen[name][between, ..., list(ARMS).index(arm)]
        scale = np.abs(mine).max() if name in BY_LEVEL else 1
        assert np.abs(found[name] - mine).max() < 2e-4 * scale, name


def test_libroadrunner_agrees_with_the_plain_path(tmp_path):
    """With nothing settled on either side and inputs that come and go, what is left is the tolerance of two solvers."""
    arm, parameters, times = next(iter(ARMS.values())), typical_day.drawn(1), np.arange(24) + 0.5
    found = simulated(tmp_path / "arm.xml", parameters, arm, times, EVENTFUL)
    rest = moment.settled(typical_day.system(), parameters, held=EVENTFUL)
    given = [Dose(time, "site", typical_day.nanomoles(mg), (0,)) for time, mg in arm if time < 24]
    plain = reference.live(
        typical_day.system("moment"), parameters, times, rest, EVENTFUL, given, tolerance=1e-8
    )
    for name in WATCHED:
        assert np.abs(found[name] - plain[name]).max() < 1e-5 * np.abs(plain[name]).max(), name
