"""Equations and numbers belong together: none missing, none unused, every source found, every word given."""

import importlib.util
import re

import numpy as np
import pytest

from equipoise import evidence
from equipoise.assembly import build, build_breathing, read_mechanism
from equipoise.cli.numbers import numbers_in
from equipoise.engine import units
from equipoise.evidence.drug_checks import KINETICS, KNOWN
from equipoise.evidence.overdose import load_overdose, overdose_opioids, overdose_rescues
from equipoise.people.body import ABSENT, ABSENT_KIND, STRUCTURE, sizes
from equipoise.people.person import gather
from equipoise.study.load import load_study, shipped_studies
from equipoise.study.observe import signal_of
from equipoise.system import BREATHING, RIVALS
from equipoise.system import MECHANISMS as REWARD
from equipoise.vocabulary import BREATHING as BREATHING_WORDS
from equipoise.vocabulary import VOCABULARY
from house.tree import PACKAGE, label, none

MOLAR_MASSES = ("molar_mass", "dose_molar_mass")  # read at the border, where a dose becomes an amount
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
CITED = re.compile(r"\(([a-z0-9-]+(?:, [a-z0-9-]+)*)\)")
MECHANISMS = REWARD + BREATHING
EVERY = (*MECHANISMS, *RIVALS)
PARAMETERS = {path: read_mechanism(path).of_kind("parameter") for path in EVERY}
OVERDOSES = evidence.names("overdose")
SHIPPED = {
    "drugs": evidence.load_drug,
    "overdose": load_overdose,
    "scales": evidence.load_scale,
    "people": evidence.load_people,
}


def scalar(path):
    """Parameters that a mechanism's own file gives; those of an overdose's drugs lie in the folder overdose/."""
    of_drugs = {name for drug in OVERDOSES for name in load_overdose(drug).parameters}
    return {n for n, symbol in PARAMETERS[path].items() if not symbol.axes and f"{path}.{n}" not in of_drugs}


def of_substances():
    """Parameters that a drug's data file gives, one value for each substance (of those that saturate)."""
    symbols = [named for parameters in PARAMETERS.values() for named in parameters.items()]
    axes = (("substance",), ("saturable",))
    return {name for name, symbol in symbols if symbol.axes in axes and name not in STRUCTURE}


def numbers_of(kind, name):
    """Every number of a shipped file with the name of its entry."""
    found = SHIPPED[kind](name)
    if kind == "overdose":
        yield from found.numbers.values()
    elif kind == "drugs":
        yield from (number for _, number in numbers_in(found, ""))
    elif kind == "people":
        yield from found.traits.values()
        yield from (condition.prevalence for condition in found.conditions.values())
    else:
        yield from (number for number in vars(found).values() if isinstance(number, evidence.Number))


def all_numbers():
    for path in evidence.all_system_files():
        yield from ((path, number) for number in evidence.numbers(path).values())
    for kind in SHIPPED:
        for name in evidence.names(kind):
            yield from ((f"{kind}/{name}", number) for number in numbers_of(kind, name))


def test_every_number_of_a_mechanism_has_its_entry():
    wanted = {path: scalar(path) for path in EVERY if scalar(path)}
    files = set(evidence.all_system_files())
    none([f"system/{path}.toml is missing" for path in wanted if f"system/{path}" not in files])
    none(
        [
            f"system/{path}.toml has no {name}"
            for path, names in wanted.items()
            for name in names - set(evidence.numbers(f"system/{path}"))
        ]
    )


def test_no_entry_of_a_mechanism_is_unused():
    known = {f"system/{path}": scalar(path) for path in EVERY}
    none([f"{file}.toml serves no mechanism" for file in evidence.all_system_files() if not known.get(file)])
    none(
        [
            f"{file}.toml: {name} is read by no equation"
            for file, names in known.items()
            if names
            for name in set(evidence.numbers(file)) - names
        ]
    )


def test_a_mechanism_and_its_numbers_speak_of_the_same_kind_of_thing():
    clash = []
    for path in EVERY:
        for name in scalar(path):
            told, written = PARAMETERS[path][name].unit, evidence.numbers(f"system/{path}")[name].unit
            if not units.same_dimension(told, written):
                clash.append(f"{path}.{name} is in {told}, its entry in {written}")
    none(clash)


@pytest.mark.parametrize("name", evidence.names("drugs"))
def test_every_kinetic_number_of_a_substance_is_read(name):
    """By an equation, or at the border where a dose becomes an amount."""
    known = of_substances() | set(MOLAR_MASSES)
    numbers = {(s, key) for s, each in evidence.load_drug(name).substances.items() for key in each}
    none([f"{s}.{key} is read by nobody" for s, key in numbers if key in KINETICS and key not in known])


def test_every_number_that_a_substance_may_have_is_known_to_the_reader_of_drugs():
    none([f"{name} is read, but no drug may have it" for name in of_substances() - set(KNOWN)])


def test_nothing_that_a_substance_lacks_goes_without_a_default():
    wanted = ("volume", "maximum_rate", "half_rate")  # the reader refuses a substance without them
    unknown = of_substances() - set(ABSENT) - set(wanted)
    none([f"{name} has no default" for name in unknown if not name.endswith(tuple(ABSENT_KIND))])


@pytest.mark.parametrize("name", evidence.names("drugs"))
def test_a_drug_and_the_system_speak_of_the_same_kind_of_thing(name):
    """All its numbers find their place and are in a unit of the right kind, or `gather` refuses them."""
    drug = evidence.load_drug(name)
    system = build(sizes([drug]))
    found = gather(system, [drug], evidence.load_people("healthy-adults"))
    for key, symbol in system.of("parameter").items():
        assert found.fixed[key].shape == tuple(sizes([drug])[axis] for axis in symbol.axes)
        assert np.isfinite(found.fixed[key]).all(), key


def test_every_fitted_number_names_a_script_that_is_there():
    scripts = {number.by for _, number in all_numbers() if number.by}
    assert scripts
    missing = [by for by in scripts if not importlib.util.find_spec(f"equipoise.{by.replace('/', '.')}")]
    none([f"there is no {by}" for by in missing])


def test_every_source_of_a_number_resolves():
    keys = evidence.sources()
    none([f"{place} {n.name}: {key}" for place, n in all_numbers() for key in n.source if key not in keys])


@pytest.mark.parametrize("name", shipped_studies())
def test_every_source_of_a_study_resolves(name):
    study = load_study(name)
    cited = [study.source, study.dropout.source, study.adherence.source, *(b.source for b in study.published)]
    none([f"{name}: {key}" for key in cited if key and key not in evidence.sources()])


@pytest.mark.parametrize("path", EVERY)
def test_every_source_of_an_equation_resolves(path):
    """In brackets and with a hyphen, such as (gaddum-1937), is the name of a source."""
    summary = read_mechanism(path).summary
    cited = {key for group in CITED.findall(summary) for key in group.split(", ") if KEY.fullmatch(key)}
    none([f"{path}: {key}" for key in sorted(cited - set(evidence.sources()))])


def test_a_key_in_a_docstring_is_seen():
    text = "Source  a law (gaddum-1937), a book (gabrielsson-weiner; two, inagaki-2016), f(x), (claim S01)"
    assert CITED.findall("a (gaddum-1937, black-leff-1983) b (see below) c (S01)") == [
        "gaddum-1937, black-leff-1983"
    ]
    assert KEY.fullmatch("gabrielsson-weiner")
    assert not KEY.fullmatch("plasma")
    assert "gaddum-1937" in CITED.findall(text)


@pytest.mark.parametrize("name", evidence.names("scales"))
def test_every_instrument_reads_a_word_of_the_vocabulary(name):
    instrument = evidence.load_scale(name)
    signal, substance = signal_of(instrument)
    words = {**VOCABULARY, **BREATHING_WORDS}
    assert signal in words, f"{name} reads {signal}"
    assert bool(substance) == (words[signal].axes == ("substance",))
    known = {s for drug in evidence.names("drugs") for s in evidence.load_drug(drug).substances}
    assert substance is None or substance in known


@pytest.mark.parametrize("name", evidence.names("scales"))
def test_what_a_task_shows_is_felt_by_the_system(name):
    """A stimulus is a forcing, or sets a state, such as company to 0."""
    system = build(sizes([]))
    for item in evidence.load_scale(name).items:
        assert set(item.stimulus) <= set(system.of("forcing")) | set(system.states)


@pytest.mark.parametrize("names", [overdose_opioids(), overdose_rescues()])
def test_every_drug_of_an_overdose_gives_what_the_others_give(names):
    symbols = build_breathing().symbols
    found = [load_overdose(name).parameters for name in names]
    assert names
    for parameters in found:
        assert set(parameters) == set(found[0])
        assert all(units.same_dimension(symbols[name].unit, n.unit) for name, n in parameters.items())


def test_every_word_is_given_by_a_mechanism():
    system = build(sizes([]))
    given = set(system.symbols).union(*(build(sizes([]), {each: by}).symbols for by, each in RIVALS.items()))
    none([f"{word} is given by nobody" for word in VOCABULARY if word not in given])
    breathing = build_breathing()
    none([f"{word} is given by nobody" for word in BREATHING_WORDS if word not in breathing.symbols])
    for word, told in (*VOCABULARY.items(), *BREATHING_WORDS.items()):
        found = (system if word in VOCABULARY else breathing).symbols.get(word, told)
        assert found.axes == told.axes, word
        assert units.same_dimension(found.unit, told.unit), word


READOUTS = {  # of a system that an instrument may read, and none that ships has to
    "dat_occupancy", "sert_occupancy", "nicotinic_occupancy", "serotonin_2a_occupancy", "serotonin_2a_signal",
    "dorsal_dopamine", "tonic_level", "d1_occupancy", "d2_occupancy", "displacement", "raclopride", "social_pain",
    "opioid_withdrawal", "alcohol_withdrawal", "nicotine_withdrawal", "crash", "uncued_craving", "cued_craving",
    "dysphoria", "anxiety", "irritability", "insomnia", "anhedonia", "preoccupation", "depression",
}  # fmt: skip


def test_every_word_is_needed_or_read():
    """By another mechanism, by an instrument, drawn in a report, or said to be there for an instrument."""
    from equipoise.study.lab import DRAWN

    needed = {name for path in MECHANISMS for name in read_mechanism(path).of_kind("needs")}
    read = {signal_of(evidence.load_scale(name))[0] for name in evidence.names("scales")}
    read |= {measure.of for name in shipped_studies() for measure in load_study(name).measures.values()}
    none(
        [
            f"{word} is read by nobody"
            for word in sorted({*VOCABULARY, *BREATHING_WORDS} - needed - read - set(DRAWN) - READOUTS)
        ]
    )
    none([f"{word} is no readout: a mechanism needs it" for word in sorted(needed & READOUTS)])


def test_traits_of_a_population_are_numbers_of_the_system_or_of_the_trial():
    known = set(build(sizes([])).of("parameter")) | {"expectancy", "guessing"}
    for name in evidence.names("people"):
        none([f"people/{name}: {trait}" for trait in set(evidence.load_people(name).traits) - known])


def test_every_mechanism_is_listed_and_every_file_is_a_mechanism():
    files = {
        path.relative_to(PACKAGE / "system").with_suffix("").as_posix()
        for path in (PACKAGE / "system").rglob("*.py")
    }
    modules = {file for file in files if not file.endswith("__init__")}
    none([f"{label(PACKAGE / 'system')}/{path}.py is not listed" for path in sorted(modules - set(EVERY))])
    assert len(set(MECHANISMS)) == len(MECHANISMS)
