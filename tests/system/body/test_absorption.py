"""Absorption: what leaves a site arrives, as taken or as a metabolite, or goes on to the next site."""

import numpy as np
import pytest
from hypothesis import given
from scipy.special import gammaincc

from engine.made import live
from equipoise.system.body.absorption import absorbed, d_site, leaving
from system.typical import alone, pair, positive, shares

NOWHERE = np.zeros((2, 2))


def test_limit_a_dose_that_does_not_leave_stays():
    left = leaving(np.array([5.0, 3.0]), np.zeros(2))
    assert not np.any(d_site(left, NOWHERE))
    assert not np.any(absorbed(left, np.ones((2, 2))))


def test_limit_what_all_arrives_arrives_whole():
    left = leaving(np.array([5.0, 3.0]), np.array([0.6, 2.0]))
    np.testing.assert_array_equal(absorbed(left, np.eye(2)), -d_site(left, NOWHERE))


@given(pair(positive), pair(positive), pair(shares), pair(shares))
def test_law_what_arrives_is_what_left(site, speed, unchanged, to_other):
    """Each dose is absorbed unchanged, becomes the other substance, or is lost on the way."""
    delivers = np.array([[unchanged[0], to_other[1]], [to_other[0], unchanged[1]]]) / 2
    left = leaving(site, speed)
    np.testing.assert_allclose(
        absorbed(left, delivers).sum(), (left * delivers.sum(axis=0)).sum(), rtol=1e-12
    )
    assert absorbed(left, delivers).sum() <= left.sum() * (1 + 1e-12)


@given(pair(positive), pair(positive))
def test_law_what_goes_on_is_not_lost(site, speed):
    left = leaving(site, speed)
    moved = d_site(left, np.array([[0.0, 0.0], [1.0, 0.0]]))
    assert moved.sum() == pytest.approx(-left[1], rel=1e-9, abs=1e-12 * left.sum())


TIMES = [1, 2, 5]


@pytest.fixture(scope="module")
def seen():
    """Two sites side by side, then three in a row, each dosed at 1 h: [time, row]."""

    def run(rates, onward, doses):
        count = len(rates)
        numbers = {"absorption_rate": np.array(rates)[:, None], "onward": np.array(onward, float)[..., None]}
        numbers["delivers"] = np.broadcast_to(np.array([[0.3], [1.0]])[..., None], (2, count, 1))
        return live(
            alone("body/absorption", sites=count), ["site", "absorbed"], TIMES,
            {f"body/absorption.{name}": value for name, value in numbers.items()}, doses=doses,
        )[..., 0]  # fmt: skip

    beside = run([0.62, 3.0], NOWHERE, [(1, ("site", (0,)), 100.0), (1, ("site", (1,)), 40.0)])
    row = run([0.5] * 3, np.eye(3, k=-1), [(1, ("site", (0,)), 90.0)])
    return beside, row


def test_twin_a_site_empties_exponentially(seen):
    left = np.array([100.0, 40.0]) * np.exp(-np.outer([0, 1, 4], [0.62, 3.0]))
    np.testing.assert_allclose(seen[0][:, :2], left, rtol=1e-12)
    np.testing.assert_allclose(seen[0][:, 2], 0.3 * left @ [0.62, 3.0], rtol=1e-12)


def test_twin_sites_in_a_row_release_a_gamma_distribution(seen):
    """What is still waiting in all of them is the gamma survival function of as many steps."""
    waiting = 90 * gammaincc(3, 0.5 * np.array([0.0, 1, 4]))
    np.testing.assert_allclose(seen[1][:, :3].sum(axis=1), waiting, rtol=1e-12)


def test_limit_without_sites_nothing_is_absorbed():
    none = np.zeros((0, 1))
    assert absorbed(leaving(none, none), np.zeros((2, 0, 1))).tolist() == [[0.0], [0.0]]
