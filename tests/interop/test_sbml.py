"""A system written to SBML is valid, carries its units, and puts doses and inputs where they belong."""

import builtins
import math

import numpy as np
import pytest

from engine import made, typical_day
from equipoise.engine import moment
from equipoise.engine.symbol import forcing, needs, parameter, rate, state
from equipoise.engine.timeline import Dose, moving
from equipoise.errors import RunFailed
from equipoise.interop import sbml
from equipoise.interop.model import identifiers, lay_out
from equipoise.people.body import labels
from house.tree import ROOT

libsbml = pytest.importorskip("libsbml", reason="libSBML is not installed: pip install 'equipoise[interop]'")

NAMES = labels(typical_day.DRUGS)
PAGE = ROOT / "docs" / "how-to" / "export-sbml.md"


def tank():
    return made.system_of(
        made.mechanism_of(
            decay=parameter("1/h", "rate of loss, if A < B & C"),
            inflow=forcing("nmol/h", "what is let in"),
            tank=state("nmol", "what is there", start=2.0),
            d_tank=rate("tank")(lambda tank, inflow, decay: inflow - decay * tank),
        )
    )


NUMBERS = {"made/up.decay": np.array([0.5])}


def written(path, system, numbers, **given):
    assert sbml.write_sbml(system, numbers, path, **given) == ()
    return libsbml.readSBMLFromFile(str(path)).getModel()


@pytest.mark.parametrize("clock", ["life", "moment"])
def test_the_shipped_system_is_valid_on_both_clocks_without_a_warning(clock, tmp_path):
    parameters = typical_day.drawn(1)
    rest = moment.settled(typical_day.system(), parameters, held={"company": 1.0})
    system = typical_day.system(clock)
    start = {name: value for name, value in rest.items() if name in system.states}
    model = written(tmp_path / "m.xml", system, parameters, start=start, held={"company": 1.0}, labels=NAMES)
    for name in ("plasma_6b_naltrexol", "mu_occupancy", "dopamine", "body_disposition_clearance_naltrexone"):
        assert model.getParameter(name) is not None, name
    rates = [rule.getVariable() for rule in model.getListOfRules() if rule.isRate()]
    assert len(rates) == sum(math.prod(system.shape(name)) for name in moving(system))
    assert (
        {"burst", "dopamine"} <= set(rates) if clock == "moment" else not {"burst", "dopamine"} & set(rates)
    )
    assert all(parameter.isSetUnits() for parameter in model.getListOfParameters())


def test_what_happens_at_the_start_is_where_it_starts_and_the_rest_are_events(tmp_path):
    doses = [Dose(3, "tank", 1.0), Dose(0, "tank", 5.0), Dose(3, "tank", 4.0)]
    held = {"inflow": [(0, 1.0), (3, 2.0), (4, 0.0)]}
    model = written(tmp_path / "m.xml", tank(), NUMBERS, held=held, doses=doses)
    assert model.getParameter("tank").getValue() == 7
    assert model.getParameter("inflow").getValue() == 1
    events = {e.getTrigger().getMath().getChild(1).getValue(): e for e in model.getListOfEvents()}
    assert sorted(events) == [3, 4]
    first = {
        a.getVariable(): libsbml.formulaToL3String(a.getMath()) for a in events[3].getListOfEventAssignments()
    }
    assert first == {"tank": "tank + 1 nmol + 4 nmol", "inflow": "2 nmol_per_h"}


def test_an_input_that_never_changes_is_a_constant(tmp_path):
    model = written(tmp_path / "m.xml", tank(), NUMBERS)
    assert model.getParameter("inflow").getConstant()
    assert model.getNumEvents() == 0


def test_places_along_an_axis_have_their_labels_or_their_numbers():
    system = typical_day.system()
    assert list(identifiers(system, "plasma", NAMES)) == ["plasma_naltrexone", "plasma_6b_naltrexol"]
    assert identifiers(system, "body/disposition.formed")[1, 0] == "body_disposition_formed_1_0"
    assert identifiers(system, "site", NAMES)[0] == "site_naltrexone_oral"


def test_two_symbols_of_one_name_are_refused():
    one = made.mechanism_of(
        "a/b",
        rate_c=parameter("1/h", "one"),
        x=state("1", "it"),
        d_x=rate("x")(lambda x, rate_c: -x * rate_c),
    )
    other = made.mechanism_of(
        "a",
        x=needs("1", "it"),
        b_rate_c=parameter("1/h", "two"),
        y=state("1", "also"),
        d_y=rate("y")(lambda x, b_rate_c: x * b_rate_c),
    )
    twice = made.system_of(one, other, x=("1", ()))
    with pytest.raises(ValueError, match="would both be called a_b_rate_c"):
        lay_out(twice, {"a/b.rate_c": np.ones(1), "a.b_rate_c": np.ones(1)})


def test_without_libsbml_the_remedy_is_told(tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "libsbml":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RunFailed, match=r"equipoise\[interop\]"):
        sbml.write_sbml(tank(), NUMBERS, tmp_path / "m.xml")


def test_a_file_that_would_not_be_valid_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(sbml, "spelled", lambda dimension: "not a unit")
    with pytest.raises(RunFailed):
        sbml.write_sbml(tank(), NUMBERS, tmp_path / "m.xml")
    assert not list(tmp_path.iterdir())


def test_the_example_of_the_page_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    names = {}
    exec(compile(code, str(PAGE), "exec"), names)
    assert names["warnings"] == ()
    assert (tmp_path / "naltrexone.xml").stat().st_size > 0
