"""Every kind of chance in a trial has a purpose of its own, and no two purposes share an address."""

import zlib

import pytest

from equipoise import evidence
from equipoise.engine import randomness
from equipoise.study.observe import observations
from study import made_study as made


@pytest.fixture
def purposes(monkeypatch):
    """Every purpose that a trial draws for, from screening to the last error of a reading."""
    asked, real = [], randomness.address

    def listen(seed, purpose):
        asked.append(purpose)
        return real(seed, purpose)

    made.seen()  # compiled before, so that every draw passes through the address
    monkeypatch.setattr(randomness, "address", listen)
    observations(made.laboratory().observe(made.seen().cohort.address, made.WIDTH))
    return set(asked)


def test_everything_that_happens_by_chance_is_drawn_for(purposes):
    lab = made.laboratory()
    wanted = set(lab.program.system.of("draw"))
    wanted |= {key for key, _ in lab.numbers.traits.values()}
    wanted |= {
        "condition depression",
        "allocation",
        "dropout",
        "moment of dropout",
        "dose taken",
        "diary entry",
        "guess of the arm",
    }
    wanted |= {f"{kind} of {name}" for kind in ("error", "lasting error") for name in lab.instruments}
    assert purposes == wanted


def test_no_two_purposes_share_an_address(purposes):
    """Not even those of other studies, populations and drugs."""
    shipped = {
        f"{kind} of {name}" for kind in ("error", "lasting error") for name in evidence.names("scales")
    }
    for population in evidence.names("people"):
        shipped |= {f"condition {name}" for name in evidence.load_people(population).conditions}
    everything = purposes | shipped
    assert len({zlib.crc32(purpose.encode()) for purpose in everything}) == len(everything)
