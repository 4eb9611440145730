"""One synthetic results folder and its page, shared by the tests that only look."""

import pytest

from equipoise.report import write_report
from equipoise.report.folder import ResultsFolder
from report.reading import Page
from report.synthetic import write_folder


@pytest.fixture(scope="session")
def results(tmp_path_factory):
    return write_folder(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="session")
def folder(results):
    return ResultsFolder(results)


@pytest.fixture(scope="session")
def page(results):
    return Page(write_report(results).read_text(encoding="utf-8"))
