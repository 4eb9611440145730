"""A few SVG shapes for the figures of these pages: light and dark, no library, the same bytes every time."""

from collections.abc import Iterable
from html import escape

STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600 }
.small { font-size: 12px; fill: #57606a }
.axis { stroke: #8c959f; stroke-width: 1; fill: none }
.grid { stroke: #d0d7de; stroke-width: 1 }
.ours, .active { stroke: #0969da; fill: #0969da }
.control { stroke: #57606a; fill: #57606a }
.published { stroke: #bc4c00; fill: #bc4c00 }
.box { fill: #ddf4ff; stroke: #0969da }
.wire { stroke: #8c959f; stroke-width: 1.3; fill: none }
.line { fill: none; stroke-width: 2 }
.dashed { stroke-dasharray: 5 4 }
.band { stroke: none; opacity: 0.18 }
.label { stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .small { fill: #9198a1 }
  .grid { stroke: #3d444d }
  .ours, .active { stroke: #58a6ff; fill: #58a6ff }
  .control { stroke: #9198a1; fill: #9198a1 }
  .published { stroke: #f0883e; fill: #f0883e }
  .box { fill: #10233b; stroke: #58a6ff }
}"""
Point = tuple[float, float]


def document(width: int, height: int, title: str, description: str, shapes: Iterable[str]) -> str:
    """A whole figure, with what a screen reader says of it."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
    words = [f"<title>{escape(title)}</title>", f"<desc>{escape(description)}</desc>"]
    return "\n".join([head, *words, f"<style>\n{STYLE}\n</style>", *shapes, "</svg>"]) + "\n"


def text(x: float, y: float, words: str, css: str = "", anchor: str = "start") -> str:
    """Words that start, end or have their middle at a point."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{css}" text-anchor="{anchor}">{escape(words)}</text>'


def line(points: Iterable[Point], css: str) -> str:
    """A line through points."""
    return f'<polyline points="{_spelt(points)}" class="{css}"/>'


def area(points: Iterable[Point], css: str) -> str:
    """A filled outline."""
    return f'<polygon points="{_spelt(points)}" class="{css}"/>'


def dot(x: float, y: float, css: str) -> str:
    """A dot."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="{css}"/>'


def diamond(x: float, y: float, css: str) -> str:
    """A diamond, the mark of what was published."""
    return area([(x - 6, y), (x, y - 6), (x + 6, y), (x, y + 6)], css)


def _spelt(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
