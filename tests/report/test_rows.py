"""Which results are told first, and in what words."""

from equipoise.report.choice import sized_first, told_first
from equipoise.report.rows import other_rows, rows
from report.synthetic import RESULTS, published, result


def row(**changes):
    (only,) = rows({"results": [result("a", "m", "mean", 1.5, 1, 2) | changes]})
    return only


def test_results_with_a_published_number_come_first():
    told = [(r["name"], r["statistic"]) for r in told_first(RESULTS)]
    assert told == [
        *(("daily", "hedges_g"), ("daily", "sign"), ("task", "sign")),
        *(("occupancy", "mean"), ("occupancy", "mean")),
    ]
    assert [(r.name, r.statistic) for r in other_rows({"results": RESULTS})] == [
        ("daily", "mean difference"),
        ("task", "Hedges g"),
    ]


def test_a_figure_draws_sizes():
    assert [r["statistic"] for r in sized_first(RESULTS)] == ["hedges_g", "hedges_g", "mean", "mean"]


def test_without_a_published_number_hedges_g_speaks():
    several = [result("a", "m", s, 1, 0, 2) for s in ("mean_difference", "hedges_g", "d_z")]
    assert [r["statistic"] for r in told_first(several)] == ["hedges_g"]
    assert [r["statistic"] for r in told_first(several[:1])] == ["mean_difference"]


def test_a_published_tolerance_stands_for_its_interval():
    beside = published(0.9) | {"tolerance": 0.1}
    assert row(measure="occupancy", published=beside).published_interval == "± 10 %"


def test_an_effect_on_occupancy_is_no_percentage():
    assert row(measure="occupancy", statistic="hedges_g").ours == "1.50"
    assert row(measure="occupancy", statistic="mean").ours == "150 %"


def test_verdicts_need_something_published():
    assert row(inside=True).verdict == ""
    assert row(inside=True, published=published(1)).verdict == "inside"
    assert row(inside=False, published=published(1)).agrees is False
    assert row(inside=None, published=published(1)).verdict == ""
    assert row(statistic="sign", inside=True, published=published(1)).verdict == "agrees"


def test_missing_numbers_are_dashes_not_errors():
    empty = row(value=None, low=None, high=None, n=None, unit=None)
    assert (empty.ours, empty.ours_interval, empty.n, empty.meaning) == ("–", "", "", "")
    assert rows({}) == rows({"results": None}) == ()


def test_the_test_of_one_trial_is_told():
    assert row(p=0.0421, statistic="mean_difference").p == "p = 0.042"
    assert row(p=1e-9, statistic="slope").p == "p < 0.001"
    assert row(interval="confidence").meaning == "95 % confidence interval"
    assert row(p=0.0421).p == ""  # that a mean is not 0 is no finding


def test_what_takes_days_is_told_in_days():
    told = row(unit="h", value=195, low=None, high=None, published=published(100), measure="level")
    assert (told.ours, told.published) == ("8.12 d", "4.17 d")
    assert row(unit="h", value=30, low=None, high=None, measure="level").ours == "30 h"
