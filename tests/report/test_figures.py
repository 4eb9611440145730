"""Each kind of figure: drawn from its data, valid for Plotly, and true to what the tables say."""

import dataclasses

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from equipoise.report.figures import SECTIONS, by_arm, curves, flow, forest, over_time, persons, power
from equipoise.report.folder import ResultsFolder
from equipoise.report.summaries import mean_interval
from report.reading import decoded, table
from report.synthetic import RESULTS, TOML, observations, published, result, write_folder

FIGURES = ["occupancy", "concentration", "signal", "participants", "single-trials", "power", "by-arm"]


def drawn(folder):
    return {figure.key: figure for section in SECTIONS for figure in section.draw(folder)}


def only(module, folder, draw="draw"):
    (figure,) = getattr(module, draw)(folder)
    return figure


def changed(folder, **entries):
    """The same folder with other entries in its record."""
    other = ResultsFolder(folder.path)
    other.record |= entries
    return other


def traces(panel, name):
    return [trace for trace in panel.spec["data"] if trace.get("name") == name]


def test_every_kind_is_drawn(folder):
    assert set(FIGURES) < set(drawn(folder))


def test_plotly_accepts_every_figure(folder):
    specs = [panel.spec for figure in drawn(folder).values() for panel in figure.panels]
    assert len(specs) > len(FIGURES)
    for spec in specs:
        go.Figure(spec)  # unknown names and wrong kinds of value are refused


def test_figures_hold_summaries_not_observations(folder):
    assert max(len(figure.data) for figure in drawn(folder).values()) < 3_000


def test_downloaded_data_are_the_figure(folder):
    for figure in drawn(folder).values():
        again = table(decoded(figure.csv_uri))
        assert list(again.columns) == list(figure.columns)
        numbers = figure.data.select_dtypes("number").columns
        np.testing.assert_allclose(again[numbers], figure.data[numbers].astype(float), rtol=1e-5)


def test_an_empty_folder_has_no_figures(tmp_path):
    (tmp_path / "record.json").write_text("{}")
    assert drawn(ResultsFolder(tmp_path)) == {}


def test_flow_counts_people_over_all_trials(folder):
    figure = only(flow, folder)
    assert figure.alt == "12 people started; 1 felt unwell; 11 were analysed."
    assert "In each of the 20 trials, 11 completed." in figure.caption
    assert figure.content["arms"][1] == ("placebo", "no drug")


def test_screening_is_shown_where_it_turned_people_away(folder):
    flowed = {"screened": 15, "started": 12, "analysed": 12, "dropped": []}
    figure = only(flow, changed(folder, flow=flowed))
    assert figure.content["screened"] == 15
    assert list(figure.data["step"]) == ["screened", "started", "analysed"]
    assert "nobody left" in figure.alt


def test_concentrations_are_logarithmic_and_leave_out_zeros(folder):
    figure = next(figure for figure in curves.draw(folder) if figure.key == "concentration")
    (panel,) = figure.panels
    assert panel.title == "madeupine in plasma (nM)"
    assert panel.spec["layout"]["yaxis"]["type"] == "log"
    assert [t["name"] for t in panel.spec["data"] if t.get("mode") == "lines" and "name" in t] == ["active"]
    assert min(v for v in traces(panel, "active")[0]["y"] if v) > 0
    assert "Zero throughout: placebo." in figure.caption


def test_occupancy_is_shown_in_per_cent_with_dose_marks(folder):
    figure = next(figure for figure in curves.draw(folder) if figure.key == "occupancy")
    (panel,) = figure.panels
    assert panel.title == "mu occupancy (%)"
    assert max(traces(panel, "active")[0]["y"]) == pytest.approx(90)
    assert traces(panel, "dose")[0]["x"] == [pytest.approx(day + 9 / 24, abs=1e-4) for day in range(4)]


def test_thinning_keeps_the_peaks(tmp_path, folder):
    time = np.arange(0, 2000.0)
    frame = pd.DataFrame({"arm": "active", "time": time, "signal": "x", "unit": "1", "low": 0.0, "high": 9.0})
    frame["median"] = np.where(time == 1001, 7.0, 1.0)
    frame.to_parquet(tmp_path / "curves.parquet")
    (tmp_path / "record.json").write_text("{}")
    figure = only(curves, ResultsFolder(tmp_path))
    assert len(figure.data) < 700
    assert figure.data["median"].max() == 7


def test_the_diary_shows_the_first_trial_and_the_range_of_all(folder):
    figure = only(over_time, folder, "draw_reports")
    seen = observations(20, 12).query("repeat == 0 and measure == 'closeness' and arm == 'active'")
    first = figure.data.query("arm == 'active' and time == 20").iloc[0]
    at = seen[seen["nominal_time"] == 20]["value"].dropna()
    assert (first["mean"], first["low"], first["high"]) == pytest.approx(mean_interval(at))
    assert first["people"] == len(at)
    assert first["trials_low"] < first["mean"] < first["trials_high"]
    assert "95 % of all 20 trials" in figure.caption


def test_several_items_of_a_person_are_one_answer(tmp_path):
    write_folder(tmp_path, repeats=1, number=5)
    doubled = observations(1, 5).query("measure == 'closeness'")
    doubled = pd.concat([doubled.assign(item="a"), doubled.assign(item="b")])
    doubled.to_parquet(tmp_path / "observations.parquet")
    figure = only(over_time, ResultsFolder(tmp_path), "draw_reports")
    assert figure.data["people"].max() <= 5
    assert figure.data["trials_low"].isna().all()


def test_scans_have_their_own_section(folder):
    figure = only(over_time, folder, "draw_scans")
    assert figure.title == "scan-occupancy over the period (%)"
    assert 20 < figure.data["mean"].min() < figure.data["mean"].max() < 100


def test_paired_arms_are_lines_from_control_to_active(folder):
    figure = only(
        persons, changed(folder, study={"toml": TOML.replace("[analysis.occ", 'item="x"\n[analysis.occ')})
    )
    assert [panel.title for panel in figure.panels] == ["close (points)", "neutral (points)"]
    figure = only(persons, folder)
    assert figure.panels[2].title == "close − neutral (points)"
    ranges = [panel.spec["layout"]["yaxis"].get("range") for panel in figure.panels]
    assert ranges[0] == ranges[1]
    assert ranges[2] is None
    layout = figure.panels[0].spec["layout"]
    assert layout["xaxis"]["ticktext"] == ["placebo", "active"]
    wide = figure.data.pivot(index=["person", "arm"], columns="item", values="value").dropna()
    np.testing.assert_allclose(wide["close"] - wide["neutral"], wide["close − neutral"], atol=1e-9)


def test_groups_of_different_people_are_dots(tmp_path):
    write_folder(tmp_path, repeats=1, number=8)
    frame = observations(1, 8).query("measure == 'messages'")
    frame = frame[(frame["person"] % 2 == 0) == (frame["arm"] == "active")]
    frame.to_parquet(tmp_path / "observations.parquet")
    figure = only(persons, ResultsFolder(tmp_path))
    assert "Each dot is one person" in figure.caption
    assert {t["mode"] for t in figure.panels[0].spec["data"][:-1]} == {"markers"}


def test_many_items_are_averaged(tmp_path):
    write_folder(tmp_path, repeats=1, number=6)
    frame = observations(1, 6).query("measure == 'messages' and item == 'close'")
    pd.concat([frame.assign(item=f"item {i}") for i in range(7)]).to_parquet(
        tmp_path / "observations.parquet"
    )
    figure = only(persons, ResultsFolder(tmp_path))
    assert [panel.title for panel in figure.panels] == ["mean of all items (points)"]


def test_the_forest_sets_fitted_apart_and_notes_directions(folder):
    figure = only(forest, folder)
    (panel,) = figure.panels
    symbols = [t["marker"]["symbol"] for t in panel.spec["data"] if t["mode"] == "markers"]
    assert symbols == ["square", "diamond", "circle"]
    notes = [note["text"] for note in panel.spec["layout"]["annotations"]]
    assert "<b>daily</b>  closeness, Hedges g  ·  fitted" in notes
    assert "◀ lower (Else 2016)" in notes
    assert "○ no difference (Else 2016)" in notes
    assert panel.title == "Hedges g; below zero: lower on active than on placebo"


def test_the_forest_gives_the_central_range_of_trials(folder):
    figure = only(forest, folder)
    row = figure.data.query("result == 'daily' and part.str.startswith('ours: mean')").iloc[0]
    trials = folder.trials.query("name == 'daily' and statistic == 'hedges_g'")["value"]
    assert (row["value"], row["low"], row["high"]) == pytest.approx(
        (trials.mean(), trials.quantile(0.025), trials.quantile(0.975))
    )
    theirs = figure.data.query("part == 'published estimate'").iloc[0]
    assert (theirs["value"], theirs["low"], theirs["high"]) == (-0.2, -0.32, -0.07)


def test_two_published_numbers_share_a_row_of_the_forest(folder):
    second = {**RESULTS[1], "fitted": False, "published": published(-0.3, source="third-2021")}
    figure = only(forest, changed(folder, results=[RESULTS[1], second]))
    assert len(figure.panels[0].spec["layout"]["annotations"]) == 1
    assert list(figure.data.query("part == 'published estimate'")["source"]) == ["someone-2020", "third-2021"]
    assert set(figure.data["kind"]) == {"fitted"}


def test_power_has_its_monte_carlo_interval(folder):
    row = only(power, folder).data.iloc[0]
    assert (row["share"], row["trials"]) == (0.25, 20)
    assert (row["low"], row["high"]) == pytest.approx((0.1119, 0.4687), abs=1e-4)
    given = [{"name": "daily", "value": 0.5, "low": 0.4, "high": 0.6, "trials": 100, "direction": -1}]
    row = only(power, changed(folder, power=given)).data.iloc[0]
    assert (row["low"], row["high"], row["trials"], row["direction"]) == (0.4, 0.6, 100, -1)


def test_arms_stand_beside_their_published_points(folder):
    figure = only(by_arm, folder)
    assert list(figure.data["arm"]) == ["active", "placebo"]
    assert list(figure.data["ours"]) == pytest.approx([93, 0])
    assert figure.data["published"].iloc[0] == pytest.approx(95)
    assert figure.alt == (
        "scan-occupancy, mean. active: ours 93 %, published 95 % (prediction). placebo: ours 0 % (prediction)."
    )


def test_an_arm_with_several_published_numbers_has_one_value_of_ours(folder):
    common = {"unit": "h", "published": published(80)}
    results = [
        result("b", "blockade", "half-time", 90, 85, 95, **common, fitted=fitted) for fitted in (False, True)
    ]
    figure = only(by_arm, changed(folder, results=results))
    ours, theirs = figure.panels[0].spec["data"]
    assert (len(ours["x"]), len(theirs["x"])) == (1, 2)
    assert ours["marker"]["symbol"] == ["square"]


def test_a_number_of_one_arm_without_a_counterpart_needs_no_figure(folder):
    assert by_arm.draw(changed(folder, results=[result("b", "blockade", "half-time", 90, 85, 95)])) == []


def test_figures_are_values(folder):
    with pytest.raises(dataclasses.FrozenInstanceError):
        only(power, folder).title = "other"
