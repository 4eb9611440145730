"""What the page reads: the plan in the study file, dose times, sources, and the few summaries."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from equipoise.report.citations import citation, citations
from equipoise.report.clock import clock, dose_times
from equipoise.report.folder import ResultsFolder
from equipoise.report.plan import Plan, read_plan
from equipoise.report.style import arm_styles, plain
from equipoise.report.summaries import central, density, mean_interval, share_interval
from report.synthetic import TOML


def test_the_plan_is_read_from_the_study_file():
    plan = read_plan(TOML)
    assert plan.arms == ("active", "placebo")
    assert plan.placebo == {"placebo"}
    assert plan.regimens["active"] == "madeupine 25 mg, 25 mg, 50 mg, 50 mg, daily at 09:00"
    assert plan.instruments == {"closeness": "scale", "messages": "task", "scan-occupancy": "scan"}
    assert plan.contrasts == {"messages": ("close - neutral",)}
    assert plan.comparisons["messages"] == ("active", "placebo")
    assert (plan.design, plan.spans) == ("double-blind crossover", "4 d per period and 10 d of washout")


@pytest.mark.parametrize(
    "text", ["", None, "not = [toml", "arms = 3", "[arms]\na = 1", "design = 1", 7, "a." * 9999]
)
def test_an_unreadable_plan_says_nothing(text):
    assert read_plan(text) == Plan()


def test_doses_are_placed_in_the_period_of_their_arm(folder):
    assert dose_times(folder) == {"active": [9.0, 33.0, 57.0, 81.0], "placebo": []}


def test_short_spans_are_hours_and_long_ones_numbered_days():
    assert clock(24).unit == "h"
    days = clock(96)
    assert days.axis["ticktext"] == ["1", "2", "3", "4"]
    assert days.place([12, 36]) == [0.5, 1.5]
    assert len(clock(24 * 365).axis["ticktext"]) <= 10


def test_sources_become_citations_with_links():
    known = {
        "a-2020": {"citation": "A 2020, Journal", "identifier": "10.1000/x.1"},
        "b-2021": {"citation": "B 2021", "identifier": "PMID 123; NCT4"},
        "c": {"citation": "C", "identifier": "javascript:alert(1)"},
    }
    assert [(c.text, c.link) for c in citations("a-2020; b-2021", known)] == [
        ("A 2020, Journal", "https://doi.org/10.1000/x.1"),
        ("B 2021", "https://pubmed.ncbi.nlm.nih.gov/123/"),
    ]
    assert citation("c", known).link == ""
    assert citation("unknown-1999", known).text == "unknown-1999"
    assert citation("a-2020", known).short == "A 2020"
    assert citations(None, known) == citations([], known) == ()


def test_arms_differ_without_colour():
    arms = [f"arm {i}" for i in range(12)]
    styles = arm_styles([*arms, "placebo"], ["placebo"])
    assert len({(s.dash, s.marker) for s in styles.values()}) == 13
    assert styles["placebo"].colour == "var(--arm-0)"


def test_plotly_reads_no_mark_up_in_names():
    assert plain("<b>%{x}</b>&\n") == "&lt;b&gt;% {x}&lt;/b&gt;&amp;"


def test_intervals_agree_with_scipy_and_statsmodels():
    x = np.random.default_rng(3).normal(size=31)
    expected = stats.t.interval(0.95, 30, x.mean(), stats.sem(x))
    assert mean_interval([*x, np.nan])[1:] == pytest.approx(expected)
    for share, n in ((0.0, 10), (0.25, 40), (1.0, 1000)):
        assert share_interval(share, n) == pytest.approx(
            proportion_confint(round(share * n), n, method="wilson"), abs=1e-12
        )
    assert central(np.arange(1001)) == pytest.approx((500, 25, 975))


def test_few_values_have_no_interval():
    assert np.isnan(mean_interval([])).all()
    assert mean_interval([2.0])[0] == 2
    assert np.isnan(mean_interval([2.0])[1:]).all()


def test_a_density_has_the_shape_of_its_values():
    x, height = density(np.random.default_rng(4).normal(2, 0.5, 5000))
    assert x[height.argmax()] == pytest.approx(2, abs=0.1)
    assert height.max() == 1
    half = x[height > 0.5]
    assert half[-1] - half[0] == pytest.approx(2.355 * 0.5, rel=0.1)
    assert density([3.0, 3.0])[0].tolist() == [3, 3]


def test_means_do_not_depend_on_how_a_table_is_cut(tmp_path):
    """A row group is a part of the run; people of one are in no other, and arms or times may be missing in some."""
    rows = pd.DataFrame(
        {
            "repeat": 0,
            "person": np.repeat(np.arange(30), 4),
            "period": 1,
            "time": 1.0,
            "arm": np.repeat(np.where(np.arange(30) < 12, "a", "b"), 4),
            "measure": "mood",
            "item": np.tile(["x", "y"], 60),
            "nominal_time": np.tile([1.0, 1.0, 2.0, 2.0], 30),
            "value": np.random.default_rng(1).normal(size=120),
            "unit": "1",
        }
    )
    pd.DataFrame({"repeat": [0]}).to_parquet(tmp_path / "people.parquet")
    (tmp_path / "record.json").write_text("{}")
    found = []
    for cut in (120, 20):
        rows.to_parquet(tmp_path / "observations.parquet", row_group_size=cut)
        folder = ResultsFolder(tmp_path)
        found.append(
            (folder.means.sort_index(), folder.trial_means.sort_values(["arm", "item", "nominal_time"]))
        )
    for whole, parts in zip(*found, strict=True):
        pd.testing.assert_frame_equal(
            whole.reset_index(drop=True), parts.reset_index(drop=True), rtol=1e-12
        )  # sums are in another order
    person = rows.groupby(["arm", "nominal_time", "person"])["value"].mean()
    by_hand = person.groupby(["arm", "nominal_time"]).agg(["mean", "var", "count"])
    np.testing.assert_allclose(found[1][0]["mean"], by_hand["mean"], rtol=1e-12)
    np.testing.assert_allclose(found[1][0]["squares"], by_hand["var"] * (by_hand["count"] - 1), rtol=1e-9)


def test_an_arm_is_told_with_what_came_before_it_and_what_it_meets():
    source = """[arms.users]
offers = [{ reward = "coffee", times = "day 1 at 10:00" }]
history = [{ drug = "naltrexone", dose = "50 mg", times = "daily at 09:00", for = "30 d" }]
[arms.others]
"""
    plan = read_plan(source)
    assert plan.regimens == {
        "users": "before: naltrexone 50 mg, daily at 09:00, for 30 d; coffee, day 1 at 10:00",
        "others": "no drug",
    }
    assert plan.placebo == {"others"}
