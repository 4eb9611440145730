"""A person lives the same life, to the last bit, in any company of other people."""

import numpy as np
import pytest

from equipoise.engine.chunk import padded
from equipoise.study.lab import open_laboratory
from equipoise.study.observe import observations
from study import made_study as made


@pytest.fixture(scope="module")
def crowd():
    """More people than fit a tiny study, recruited together."""
    return made.laboratory().recruit(np.arange(512))


def lived(cohort, width):
    lab = made.laboratory()
    return lab.live(cohort.head(width), lab.calendar.watch(lab.instruments)).values


@pytest.mark.slow
@pytest.mark.parametrize("width", [128, 512])
def test_the_width_of_the_chunk_is_not_felt(crowd, width):
    np.testing.assert_array_equal(lived(crowd, width)[..., :64], lived(crowd, 64))


def test_being_recruited_among_others_is_not_felt(crowd):
    few = made.people()
    for name, value in few.parameters.items():
        among = crowd.parameters[name]
        np.testing.assert_array_equal(value[..., :60], among[..., :60] if among.shape[-1] > 1 else among)
    for name in ("sequence", "arms", "stop", "taken", "screened"):
        np.testing.assert_array_equal(getattr(few, name)[:60], getattr(crowd, name)[:60])


def test_the_order_of_people_is_not_felt():
    lab, order = made.laboratory(), np.arange(60)[::-1]
    turned = lab.observe(order, made.WIDTH)
    np.testing.assert_array_equal(turned.values[..., ::-1], made.seen().values)


def test_a_person_more_changes_nobody_of_the_first_trial():
    """Her draws, her drug and her days are at her own address."""
    study = made.study(("number  = 12", "number  = 13"))
    more = open_laboratory(study, made.SEED)
    assert more.program is made.laboratory().program, "the same compiled program serves both"
    seen = more.observe(padded(np.arange(12), 12), made.WIDTH)
    np.testing.assert_array_equal(seen.values, made.seen().values[..., :12])
    rows, told = observations(seen), observations(made.seen())
    told = told[told["repeat"] == 0].reset_index(drop=True)
    assert rows["value"].equals(told["value"])


def test_another_seed_is_another_world():
    other = open_laboratory(made.study(), made.SEED + 1).observe(np.arange(60), made.WIDTH)
    assert (other.values != made.seen().values).mean() > 0.5
