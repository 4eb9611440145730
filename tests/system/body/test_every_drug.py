"""Every drug that ships, by every route: amounts balance, and all clocks tell what its file tells on a plain page."""

from functools import cache

import numpy as np
import pytest

from engine.made import live, mechanism_of
from equipoise import evidence
from equipoise.assembly import read_mechanism
from equipoise.engine import moment
from equipoise.engine.symbol import Symbol, needs, parameter, rate, state
from equipoise.engine.system import assemble
from equipoise.engine.timeline import Dose
from equipoise.people.body import arrivals, sites, sizes, substances
from equipoise.people.person import gather
from equipoise.vocabulary import VOCABULARY
from people.made_drugs import madeupine, saturating
from plain import drug_plain

BODY = ("body/absorption", "body/disposition", "body/elimination", "body/brain_entry")
TIMES = np.array([0, 0.25, 0.75, 1.5, 4, 9, 24, 71])
MADE = {drug.name: drug for drug in (madeupine(), saturating())}
QUICK = ("naltrexone", "heroin", *MADE)  # each costs a compiled program
DRUGS = [
    pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow)
    for name in (*evidence.names("drugs"), *MADE)
]
ADULTS = evidence.load_people("healthy-adults")

# What has left the body for good, and what of a dose never reached the blood.
READ = {"cleared": ("substance",), "made": ("substance",), "absorbed": ("substance",), "leaving": ("site",)}
TALLY = mechanism_of(
    "made/tally",
    last=parameter("1", "", axes=("site",)),
    left=state("nmol", "", form="linear"),
    d_left=rate("left")(lambda cleared, made: cleared.sum(axis=0) - made.sum(axis=0)),
    missed=state("nmol", "", form="linear"),
    d_missed=rate("missed")(
        lambda leaving, last, absorbed: (last * leaving).sum(axis=0) - absorbed.sum(axis=0)
    ),
    **{name: needs("nmol/h", "", axes) for name, axes in READ.items()},
)
OUTPUTS = ("plasma", "brain", "site", "central", "shallow", "deep", "removed", "left", "missed")


@cache
def drug(name):
    return MADE.get(name) or evidence.load_drug(name)


@cache
def system(name):
    """The body of somebody who takes this drug, with a tally."""
    words = {read: Symbol("word", "nmol/h", "", axes) for read, axes in READ.items()}
    return assemble([*map(read_mechanism, BODY), TALLY], VOCABULARY | words, sizes([drug(name)]))


def numbers(name):
    found = gather(assemble(map(read_mechanism, BODY), VOCABULARY, sizes([drug(name)])), [drug(name)], ADULTS)
    last = np.array([float(site.last) for site in sites([drug(name)])])
    kept = {key: found.fixed[key] for key in system(name).of("parameter") if key in found.fixed}
    return {**kept, "made/tally.last": last}


def milligrams(name, route):
    return drug(name).routes[route].single.value / 2


@cache
def lived(name):
    """One person for each route, half of the largest single dose: {signal: [time, place, route]}."""
    routes = list(drug(name).routes)
    given = {
        (port, k): amount
        for k, route in enumerate(routes)
        for port, amount in arrivals(drug(name), route, milligrams(name, route), [drug(name)]).items()
    }
    ports = dict.fromkeys(port for port, _ in given)
    doses = [(0, port, np.array([given.get((port, k), 0.0) for k in range(len(routes))])) for port in ports]
    parameters = {key: np.repeat(n[..., None], len(routes), axis=-1) for key, n in numbers(name).items()}
    seen = live(
        system(name),
        OUTPUTS,
        TIMES,
        parameters,
        days=3,
        per_hour=60 if sizes([drug(name)])["saturable"] else 4,
        people=len(routes),
        doses=doses,
    )
    heights = [int(np.prod(system(name).shape(output))) for output in OUTPUTS]
    parts = np.split(seen, np.cumsum(heights)[:-1], axis=1)
    return dict(zip(OUTPUTS, parts, strict=True)), sum(amount for _, _, amount in doses)


@pytest.mark.parametrize("name", DRUGS)
def test_law_what_was_given_is_in_the_body_or_was_cleared(name):
    """Or never reached the blood: to 1e-9, with the metabolites."""
    seen, given = lived(name)
    inside = sum(seen[part].sum(axis=1) for part in ("site", "central", "shallow", "deep"))
    somewhere = (
        inside + seen["left"][:, 0] + seen["missed"][:, 0]
    )  # what saturates is taken from the central amount
    np.testing.assert_allclose(somewhere, np.broadcast_to(given, somewhere.shape), rtol=1e-9)
    assert (seen["central"].sum(axis=1) >= seen["removed"].sum(axis=1) - 1e-9 * given).all()


@pytest.mark.parametrize("name", DRUGS)
def test_twin_every_route_is_as_on_the_plain_page(name):
    """To a part in a million of the peak where all is linear, to a part in ten thousand where elimination saturates."""
    seen, _ = lived(name)
    tolerance = 1e-4 if sizes([drug(name)])["saturable"] else 1e-6
    for k, route in enumerate(drug(name).routes):
        plasma, brain, somewhere = drug_plain.course(drug(name), route, milligrams(name, route), TIMES)
        np.testing.assert_allclose(somewhere, somewhere[0], rtol=1e-9)
        for signal, told in (("plasma", plasma), ("brain", brain)):
            scale = np.abs(told).max(axis=0) + 1e-12
            np.testing.assert_allclose(
                seen[signal][..., k] / scale, told / scale, atol=tolerance, err_msg=route
            )


@pytest.mark.slow
@pytest.mark.parametrize("name", DRUGS)
def test_the_moment_clock_agrees_with_the_life_clock(name):
    """By the usual route, in steps of a minute."""
    usual = next(iter(drug(name).routes))
    parts = arrivals(drug(name), usual, milligrams(name, usual), [drug(name)])
    doses = [Dose(0.0, state, amount, index) for (state, index), amount in parts.items()]
    parameters = {key: n[..., None] for key, n in numbers(name).items()}
    trace = moment.trace(system(name), parameters, 9.0, 1 / 60, ("plasma", "brain"), doses=doses)
    at = (TIMES[TIMES <= 9] * 60).astype(int)
    for signal, course in trace.signals.items():
        mine = lived(name)[0][signal][: len(at), :, 0]
        scale = np.abs(mine).max(axis=0) + 1e-12
        np.testing.assert_allclose(course[at, :, 0] / scale, mine / scale, atol=1e-4, err_msg=signal)


@pytest.mark.parametrize("name", DRUGS)
def test_every_substance_is_met_by_some_route(name):
    """A metabolite that nothing makes would be a slip of the file."""
    reached = lived(name)[0]["plasma"].max(axis=(0, 2))
    assert dict(zip(substances([drug(name)]), reached > 0, strict=True)) == dict.fromkeys(
        drug(name).substances, True
    )
