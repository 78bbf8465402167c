"""The appendices as the template reads them: every row and every word, nothing cut."""

from collections.abc import Iterator
from heapq import nlargest
from typing import Any

from crampdiary.reports.page import Appendix, Block, Column, Grid, Picture, Section
from crampdiary.reports.printable import clean

# The time for one table grows faster than its rows: a long one is set as several in a row, each
# with its own heading. As one table, 31,000 rows of six short cells take 15 s and 2.3 GB, so 8 and
# 1.5.
LONGEST_TABLE = 1000
ROWS_OF_LONGER = 250
# The longest word that surely fits the narrowest column; a longer one is measured.
_SURE_LETTERS = 9
# A cell of so many letters is lower than a sheet even in the narrowest column.
_LOW_LETTERS = 400
# Among so many of the longest cells is the widest.
_LONGEST = 6


def appendix_data(appendix: Appendix) -> dict[str, Any]:
    """Return what the template prints on the sheets of an appendix."""
    return {
        "part": appendix.part.value,
        "title": clean(appendix.title),
        "blocks": [made for block in appendix.blocks for made in _blocks(block)],
    }


def _blocks(block: Block) -> Iterator[dict[str, Any]]:
    match block:
        case str():
            yield {"kind": "text", "words": clean(block)}
        case Section():
            yield {"kind": "section", "title": clean(block.title)}
        case Picture():
            yield {"kind": "picture", "svg": block.svg.decode(), "alt": clean(block.alt)}
        case Grid():
            yield from _tables(block)


def _tables(grid: Grid) -> Iterator[dict[str, Any]]:
    rows = [[clean(cell) for cell in row] for row in grid.rows]
    columns = [
        _column(column, {row[number] for row in rows}) for number, column in enumerate(grid.columns)
    ]
    step = LONGEST_TABLE if len(rows) <= LONGEST_TABLE else ROWS_OF_LONGER
    for start in range(0, len(rows), step):
        cells = [cell for row in rows[start : start + step] for cell in row]
        yield {
            "kind": "grid",
            "columns": columns,
            "cells": list(map(_cell, cells)),
            "is_breakable": max(map(len, cells), default=0) > _LOW_LETTERS,
        }


def _column(column: Column, cells: set[str]) -> dict[str, Any]:
    title = clean(column.title)
    return {
        "title": _cell(title),
        "is_number": column.is_number,
        "share": column.share,
        "longest": [] if column.share else nlargest(_LONGEST, {*cells, title}, key=len),
    }


def _cell(words: str) -> str | dict[str, str]:
    """Return a cell's words, marked where one of them may be wider than its column."""
    is_sure = len(words) <= _SURE_LETTERS or max(map(len, words.split())) <= _SURE_LETTERS
    return words if is_sure else {"long": words}
