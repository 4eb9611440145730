"""A page as a test reads it: balanced tags, attributes, text, scripts and downloads."""

import base64
import io
import json
from html.parser import HTMLParser

import pandas as pd

VOID = {"meta", "link", "img", "br", "hr", "input", "path", "source"}


class Page(HTMLParser):
    """The page's tags in order, its visible text, its scripts by kind; fails on tags that do not match."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.source, self.tags, self.words, self.scripts, self.open = text, [], [], [], []
        self.feed(text)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    @property
    def sections(self):
        return [attrs["id"] for tag, attrs in self.tags if tag == "section"]

    @property
    def plots(self):
        return [json.loads(text) for attrs, text in self.scripts if attrs.get("type") == "application/json"]

    @property
    def downloads(self):
        """File name -> text of every download."""
        links = [attrs for tag, attrs in self.tags if tag == "a" and "download" in attrs]
        return {link["download"]: decoded(link["href"]) for link in links}


def decoded(uri):
    head, _, body = uri.partition(";base64,")
    assert head.startswith("data:")
    return base64.b64decode(body).decode()


def table(text):
    return pd.read_csv(io.StringIO(text))
