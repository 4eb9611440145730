"""A figure: panels to draw, words that stand in for them, and the data and metadata a reader can take away."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from equipoise.report.words import slug


@dataclass(frozen=True)
class Panel:
    """One set of axes: a heading and a Plotly specification (`data` and `layout`); a wide one has its row to itself."""

    title: str
    spec: Mapping[str, Any]
    wide: bool = False


@dataclass(frozen=True)
class Figure:
    """One figure of the page; `columns` says what each column of `data` means, `part` names another template."""

    key: str
    title: str
    caption: str
    alt: str
    data: pd.DataFrame
    columns: Mapping[str, str]
    panels: tuple[Panel, ...] = ()
    part: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def filename(self) -> str:
        """A safe name for downloads, without an ending."""
        return slug(self.key)

    @property
    def csv_uri(self) -> str:
        """The data as a CSV file inside a link."""
        return data_uri("text/csv", self.data.to_csv(index=False, float_format="%.6g", lineterminator="\n"))

    def metadata_uri(self, run: Mapping[str, Any]) -> str:
        """What the figure shows and which run it comes from, as a JSON file inside a link."""
        about = {"figure": self.key, "title": self.title, "caption": self.caption, "text": self.alt}
        return data_uri(
            "application/json", json.dumps({**about, "columns": dict(self.columns), "run": run}, indent=2)
        )


def data_uri(kind: str, text: str) -> str:
    """Text as a link that needs no server."""
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(text.encode()).decode()}"
