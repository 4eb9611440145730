"""How often a single trial of this size finds its effect."""

from typing import Any

import pandas as pd

from equipoise.report import words
from equipoise.report.figure import Figure, Panel
from equipoise.report.folder import ResultsFolder
from equipoise.report.style import OURS, axis, layout, note, plain, tidy
from equipoise.report.summaries import share_interval

_COLUMNS = {
    "result": "name of the result",
    "share": "share of trials with p < 0.05",
    "low": "lower end of its 95 % Monte Carlo interval",
    "high": "upper end of its 95 % Monte Carlo interval",
    "trials": "number of simulated trials",
    "direction": "sign the effect had to have (-1, 1), 0 if either would do",
}


def draw(folder: ResultsFolder) -> list[Figure]:
    """One bar per tested result; nothing unless trials were repeated."""
    shares = _shares(folder)
    if shares.empty:
        return []
    told = [
        f"{row.result}: {row.share:.0%} of {row.trials:,} trials ({words.interval(100 * row.low, 100 * row.high)} %)"
        for row in shares.itertuples()
    ]
    figure = Figure(
        key="power",
        title="Power of one trial of this size",
        caption=(
            "Share of simulated trials of this size with p < 0.05, in the published direction where one is published. "
            "The line is its 95 % Monte Carlo interval: it tells how many trials were simulated."
        ),
        alt="; ".join(told).replace(" %", "%") + ".",
        data=shares,
        columns=_COLUMNS,
        panels=(Panel("", _spec(shares)),),
    )
    return [figure]


def _shares(folder: ResultsFolder) -> pd.DataFrame:
    rows = []
    for entry in folder.record.get("power") or ():
        share, n = entry.get("value"), entry.get("trials", folder.repeats)
        if words.is_number(share) and 0 <= share <= 1 and words.is_number(n) and n > 1:
            low, high = entry.get("low"), entry.get("high")
            if not (words.is_number(low) and words.is_number(high)):
                low, high = share_interval(share, int(n))
            rows.append(
                (words.clean(entry.get("name")), share, low, high, int(n), entry.get("direction") or 0)
            )
    return pd.DataFrame(rows, columns=list(_COLUMNS)).drop_duplicates()


def _spec(shares: pd.DataFrame) -> dict[str, Any]:
    places = list(range(len(shares)))[::-1]
    error = {
        "array": tidy(100 * (shares["high"] - shares["share"])),
        "arrayminus": tidy(100 * (shares["share"] - shares["low"])),
    }
    bar = {
        "type": "scatter",
        "mode": "markers",
        "x": tidy(100 * shares["share"]),
        "y": places,
        "error_x": {**error, "color": OURS, "thickness": 2.5, "width": 0},
        "marker": {"symbol": "circle", "size": 11, "color": OURS},
        "hovertemplate": "%{x:.1f} % of trials<extra></extra>",
    }
    labels = [
        note(
            f"<b>{plain(name)}</b>  ·  {100 * share:.0f} %",
            0,
            y + 0.2,
            xref="paper",
            xanchor="left",
            yanchor="bottom",
        )
        for name, share, y in zip(shares["result"], shares["share"], places, strict=True)
    ]
    across = axis("share of trials with p < 0.05 (%)", range=[-2, 102], dtick=20)
    down = axis(visible=False, range=[-0.5, len(shares) - 0.3])
    shape = layout(64 + 62 * len(shares), xaxis=across, yaxis=down, annotations=labels, showlegend=False)
    shape["margin"] = {"l": 12, "r": 12, "t": 6, "b": 46}
    return {"data": [bar], "layout": shape}
