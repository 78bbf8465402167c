"""The report as HTML: one file that fetches nothing, runs nothing and leaves nothing out."""

import re
from base64 import b64decode
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crampdiary.assets import resource_path
from crampdiary.domain.choices import ReportPart
from crampdiary.reports.html import render_html
from crampdiary.reports.page import Report
from crampdiary.reports.printable import clean
from crampdiary.reports.rooms import MOST_LABS, MOST_LISTED, MOST_PERIODS
from tests.reports.full_report import (
    appendix,
    full_report,
    page,
    period,
    without_appendices,
    words_of,
)

VOID = {"meta", "img", "br", "link"}


class Read(HTMLParser):
    """What a browser finds in the file: elements, all of them closed, attributes and text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), attrs
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def words(self) -> str:
        """Return all that is read, pictures by their words, without any spaces."""
        pictures = [has["alt"] for tag, has in self.tags if tag == "img"]
        return "".join("".join((*self.texts, *pictures)).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [has for name, has in self.tags if name == tag]


@cache
def rendered() -> str:
    return render_html(full_report())


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


def test_every_element_is_closed_and_every_id_is_there_once() -> None:
    found = Read(rendered())
    ids = [has["id"] for _, has in found.tags if "id" in has]
    assert len(ids) == len(set(ids)) == len(ReportPart)


def test_every_word_of_the_report_is_in_the_file() -> None:
    words = Read(rendered()).words
    for text in words_of(full_report()):
        assert squeezed(text) in words


def test_nothing_is_fetched_from_anywhere_and_nothing_can_run() -> None:
    found = Read(rendered())
    (policy,) = [
        has["content"]
        for has in found.all("meta")
        if has.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    for tag, has in found.tags:
        assert tag not in {"script", "link", "iframe", "object", "embed", "base", "form"}
        assert not any(name.startswith("on") for name in has)
        assert has.get("href", "#").startswith("#")
        assert has.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
    style = rendered().partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\(|@import|https?:", style)
    assert "http:" not in re.sub(r"base64,[^\"]*", "", rendered())
    assert "https:" not in re.sub(r"base64,[^\"]*", "", rendered())


def test_language_title_headings_tables_and_pictures_are_marked_up_for_who_cannot_see() -> None:
    found = Read(rendered())
    assert found.all("html") == [{"lang": "en"}]
    tags = Counter(tag for tag, _ in found.tags)
    assert tags["title"] == tags["h1"] == tags["main"] == 1
    assert tags["caption"] == tags["table"] == tags["thead"] == 2 + len(ReportPart)
    assert {has["scope"] for has in found.all("th")} == {"row", "col"}
    assert all(has["alt"].strip() for has in found.all("img"))
    assert tags["img"] == 2 + len(ReportPart)


def test_every_row_has_a_cell_for_every_heading() -> None:
    for table in re.findall(r"<table.*?</table>", rendered(), re.DOTALL):
        head, *rows = [
            len(re.findall(r"<t[hd] ", row)) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        ]
        assert rows
        assert set(rows) == {head}


def test_pictures_are_png_as_large_as_they_were_drawn() -> None:
    has = Read(rendered()).all("img")[0]
    assert b64decode(has["src"].partition(",")[2]).startswith(b"\x89PNG")
    assert (has["width"], has["height"]) == ("60", "42")


def test_page_without_a_chart_says_why_in_words() -> None:
    empty = replace(page(), chart=None, chart_alt="Nothing.", hours="", hours_svg=b"")
    found = Read(render_html(Report(page=empty)))
    assert found.all("img") == []
    assert "Nothing." in found.words


def test_parts_that_say_nothing_have_no_heading() -> None:
    bare = replace(
        page(),
        periods=(),
        labs=(),
        medicines=(),
        conditions=(),
        questions=(),
        flags=(),
        hours="",
        hours_svg=b"",
    )
    found = Read(render_html(Report(page=bare)))
    assert found.all("h2") == found.all("table") == found.all("nav") == []


def test_all_rows_stand_on_the_page_where_no_appendix_lists_them() -> None:
    report = without_appendices(full_report(rows=60))
    words = Read(render_html(report)).words
    for text in words_of(report):
        assert squeezed(text) in words


def test_rows_beyond_what_paper_holds_are_left_to_the_appendix_that_lists_them() -> None:
    report = Report(
        page=page(rows=60),
        appendices=(appendix(ReportPart.LABS), appendix(ReportPart.ADHERENCE)),
    )
    source = render_html(report)
    assert f'<a href="#labs">{60 - MOST_LABS} more results below: title-labs</a>' in source
    assert (
        f'<a href="#adherence">{60 - MOST_PERIODS} more periods below: title-adherence</a>'
        in source
    )
    assert (
        f'<a href="#adherence">{60 - MOST_LISTED} more medicines below: title-adherence</a>'
        in source
    )
    assert (
        f'<a href="#adherence">{60 - MOST_LISTED} more conditions below: title-adherence</a>'
        in source
    )
    assert f"treatment-{MOST_PERIODS - 1}" in source
    assert f"treatment-{MOST_PERIODS}" not in source


def test_periods_stand_in_order_of_time_and_tests_together() -> None:
    source = render_html(Report(page=replace(page(), periods=(period(2), period(0), period(1)))))
    places = [source.index(f">treatment-{number}") for number in range(3)]
    assert places == sorted(places)
    # Results come newest first and stand oldest first.
    assert source.index("value-1") < source.index("value-0") < source.index("value-2")


def test_the_mark_is_explained_only_where_a_row_has_it() -> None:
    plain = replace(page(), labs=tuple(replace(row, flag="low") for row in page().labs))
    assert "the remark on labs" not in render_html(Report(page=plain))


def test_template_states_no_colour_and_no_typeface_of_its_own() -> None:
    template = resource_path("report", "doctor.html").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b[ ;\"]", template)
    assert "Inter" not in template


def test_grey_report_has_no_colour() -> None:
    style = render_html(replace(full_report(), is_grey=True)).partition("</style>")[0]
    colours = re.findall(r"#([0-9A-Fa-f]{6})\b", style)
    assert colours
    assert all(one[:2] == one[2:4] == one[4:] for one in colours)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "{{ 7 * 7 }}{% raw %}{# #}",
    "</style><style>*{display:none}",
    "&lt;b&gt; &amp; <!-- -->",
    "]]><![CDATA[",
    "\u202egnol\u2066 \x00\x1b[31m\ud7ff",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_change_nothing(words: str) -> None:
    _shown_and_nothing_changed(words)


@given(st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(HOSTILE))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_are_shown_and_change_nothing(words: str) -> None:
    _shown_and_nothing_changed(words)


def _shown_and_nothing_changed(words: str) -> None:
    report = full_report(words)
    found = Read(render_html(report))
    assert Counter(tag for tag, _ in found.tags) == Counter(tag for tag, _ in Read(rendered()).tags)
    assert {name for _, has in found.tags for name in has} == {
        name for _, has in Read(rendered()).tags for name in has
    }
    for text in words_of(report):
        assert squeezed(text) in found.words
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", render_html(report))
