"""The page as a whole: complete, offline, honest about what it shows and unmoved by hostile names."""

import base64
import hashlib
import json
import re

import pytest

from equipoise.errors import InvalidInput, RunFailed
from equipoise.report import write_report
from report.reading import Page, table
from report.synthetic import RESULTS, TITLE, TOML, result, write_folder

SECTIONS = [
    *("results", "participants", "body", "diary", "persons", "forest", "power", "arms", "scans"),
    *("numbers", "again"),
]
LOADING = {
    "src",
    "srcset",
    "poster",
    "background",
    "action",
    "formaction",
    "data",
    "xlink:href",
    "ping",
    "manifest",
}
HOSTILE = '<script>alert("x")</script><img src=https://evil.example/x onerror=y> %{z} [red]bold[/] ‮'


def page_of(path, **changed):
    return Page(write_report(write_folder(path, repeats=3, number=4, **changed)).read_text(encoding="utf-8"))


def test_the_page_has_every_section_in_order(page):
    assert page.sections == SECTIONS


def test_links_within_the_page_lead_somewhere(page):
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    inner = {attrs["href"][1:] for tag, attrs in page.tags if tag == "a" and attrs["href"].startswith("#")}
    assert inner <= ids
    assert set(SECTIONS) <= inner


def test_the_page_loads_nothing(page):
    assert not [(tag, attrs) for tag, attrs in page.tags if LOADING & set(attrs)]
    assert not [
        tag for tag, _ in page.tags if tag in {"link", "iframe", "object", "embed", "base", "img", "form"}
    ]
    style = page.source[page.source.index("<style>") : page.source.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_the_pages_own_scripts_only(page):
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    scripts = [text for attrs, text in page.scripts if "type" not in attrs]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert "default-src 'none'" in policy
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert "http" not in policy


def test_plotly_is_embedded_once_and_the_page_stays_small(page):
    assert sum("plotly.js v" in text[:200] for _, text in page.scripts) == 1
    assert len(page.source) < 8_000_000


def test_the_top_says_what_was_run(page):
    for words in (
        TITLE,
        "12 virtual people started and 11 were analysed, in a double-blind crossover study of 2 arms",
        "simulated 20 times",
        "Seed 7, time step 15 min, equipoise 0.0.test",
        "Error estimate 2 × 10⁻⁵ (mu occupancy), within the tolerance of 0.001.",
        "For research and teaching only. This is not medical advice.",
        "Predictions that agree with what was published: 2 of 3. Fitted results that do: 1 of 1",
    ):
        assert words in page.text


def test_results_stand_beside_what_was_published(page):
    rows = page.source[page.source.index("<tbody>") : page.source.index("</tbody>")].split("<tr")[1:]
    texts = [" ".join(re.sub("^[^>]*>|<[^>]+>", " ", row).split()) for row in rows]
    assert texts[0].startswith("daily closeness, active, Hedges g −0.21 −0.60 to 0.20")
    assert "−0.20 −0.32 to −0.07 someone-2020 ✓ inside ■ fitted" in texts[0]
    assert "g = −0.21" in texts[1]
    assert "lower else-2016 ✓ agrees ● prediction" in texts[1]
    assert "no difference else-2016 ✕ differs" in texts[2]
    assert "95 % 92 to 98 someone-2020; made up" in texts[3]
    assert "nothing published to compare ● prediction" in texts[4]
    assert "Intervals of ours: 95 % of single trials of this size." in page.text
    assert "2 further statistics of the same data" in page.text


def test_sources_are_resolved_where_they_are_known(tmp_path):
    page = page_of(tmp_path, study={"name": "a", "title": "b", "source": "loseth-2024", "toml": TOML})
    assert ("a", {"href": "https://doi.org/10.1038/s41398-024-03088-3", "rel": "noreferrer"}) in page.tags
    assert "Simulated after Loseth, Trostheim and Leknes 2024" in page.text


def test_every_figure_has_words_data_and_metadata(page):
    figures = [attrs["id"].removeprefix("figure-") for tag, attrs in page.tags if tag == "figure"]
    downloads = page.downloads
    assert sorted(downloads) == sorted(f"{name}.{kind}" for name in figures for kind in ("csv", "json"))
    for name in figures:
        about = json.loads(downloads[f"{name}.json"])
        assert list(table(downloads[f"{name}.csv"]).columns) == list(about["columns"])
        assert about["text"]
        assert about["run"]["seed"] == 7
        assert about["run"]["study"]["name"] == "synthetic"
    labels = [attrs["aria-label"] for tag, attrs in page.tags if attrs.get("role") == "img"]
    assert len(labels) == len(figures) - 1  # the flow of participants is text
    assert all(labels)


def test_numbers_sources_files_and_the_command_are_listed(page):
    for words in (
        "system/opioid/connection.gain 0.4 lognormal 0.3 someone-2020 assumption oc-g",
        "drugs/madeupine.half_life 1.5, 2 h",
        "equipoise run synthetic.toml --people 12 --repeats 20 --seed 7 --step '15 min'",
        "ab" * 32,
        "version 0.0.test",
        "Made with python 3.11, jax 0.0.",
    ):
        assert words in page.text


def test_warnings_are_amber_and_a_missed_tolerance_is_red(tmp_path):
    error = {"value": 0.01, "tolerance": 0.001, "what": "occupancy"}
    page = page_of(tmp_path, warnings=["few people"], error_estimate=error)
    banners = [attrs["class"] for tag, attrs in page.tags if "banner" in (attrs.get("class") or "")]
    assert banners[:2] == ["banner red", "banner amber"]
    assert "The error estimate is above its tolerance" in page.text
    assert "Few people." in page.text


def test_hostile_names_stay_words(tmp_path):
    toml = TOML.replace("S02", HOSTILE)
    study = {
        "name": HOSTILE,
        "title": HOSTILE,
        "source": HOSTILE,
        "claims": [HOSTILE],
        "toml": toml + "# </script>",
    }
    results = [{**RESULTS[1], "name": HOSTILE, "measure": HOSTILE}, result(HOSTILE, "m", "mean", 1, 0, 2)]
    flow = {"started": 4, "analysed": 3, "dropped": [{"reason": HOSTILE, "n": 1}]}
    evidence = [{"key": HOSTILE, "value": HOSTILE, "unit": HOSTILE, "source": [HOSTILE], "grade": HOSTILE}]
    page = page_of(
        tmp_path, study=study, results=results, flow=flow, evidence=evidence, warnings=[HOSTILE], files={HOSTILE: "a"},
        versions={HOSTILE: HOSTILE}, power=[{"name": HOSTILE, "value": 0.5}],
    )  # fmt: skip
    assert not [tag for tag, attrs in page.tags if tag == "img" or "onerror" in attrs]
    assert sum("type" not in attrs for attrs, _ in page.scripts) == 2
    assert '<script>alert("x")' in page.text
    assert "\u202e" not in page.source
    assert "&lt;script" in json.dumps(page.plots)
    assert "<script" not in json.dumps(page.plots)


@pytest.mark.parametrize(
    ("missing", "gone"),
    [
        ("curves", {"body"}),
        ("trials", {"forest"}),
        ("observations", {"diary", "persons", "scans"}),
        ("people", set()),
        ("events", set()),
    ],
)
def test_a_missing_table_takes_only_its_own_figures(tmp_path, missing, gone):
    page = page_of(tmp_path, without=[missing])
    assert set(SECTIONS) - set(page.sections) == gone
    assert f"Not in this folder: {missing}.parquet" in page.text


def test_a_record_alone_makes_a_page_without_plotly(tmp_path):
    (tmp_path / "record.json").write_text("{}")
    path = write_report(tmp_path)
    page = Page(path.read_text(encoding="utf-8"))
    assert page.sections == ["results", "again"]
    assert "The record holds no results." in page.text
    assert path.stat().st_size < 50_000


def test_a_broken_table_is_told(tmp_path):
    write_folder(tmp_path, repeats=2, number=3)
    (tmp_path / "curves.parquet").write_bytes(b"not parquet")
    page = Page(write_report(tmp_path).read_text(encoding="utf-8"))
    assert "body" not in page.sections
    assert "Curves.parquet could not be read, so its figures are left out" in page.text


def test_one_trial_has_no_forest(tmp_path):
    page = Page(write_report(write_folder(tmp_path, repeats=1)).read_text(encoding="utf-8"))
    assert {"forest", "power"}.isdisjoint(page.sections)
    assert "The trial was simulated once." in page.text


def test_the_same_folder_gives_the_same_page(results):
    assert write_report(results).read_bytes() == write_report(results).read_bytes()


@pytest.mark.parametrize("text", [None, "{", "[]"])
def test_a_folder_without_a_record_is_refused(tmp_path, text):
    if text:
        (tmp_path / "record.json").write_text(text)
    with pytest.raises(InvalidInput, match=r"record\.json"):
        write_report(tmp_path)
    assert not (tmp_path / "report.html").exists()


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "record.json").write_text("{}")
    (tmp_path / "report.html").mkdir()
    with pytest.raises(RunFailed, match="cannot be written"):
        write_report(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record.json", "report.html"]
