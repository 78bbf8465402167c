"""Reads a report back from its file: where each letter stands, and what its tables and tags say."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
SIDE_PT, TOP_PT, FOOT_PT = 14 * MM, 12 * MM, 5 * MM
# What letters may stick out of where they stand, and a chart's tick labels out of their chart.
TOLERANCE_PT = 1.5
# Letters of two words may touch, those of Arabic words join; where this part of the smaller one
# lies on the other, it is read as a stain.
_OVERLAP, _OVERLAP_JOINED = 0.12, 0.35
# Letters of Arabic and Hindi words that stand so near in the text may reach below each other.
_CLUSTER = 6
_UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\ufeff\x02\ufffe")


def plain(text: str) -> str:
    """Return a text with single spaces, without what is not seen."""
    return " ".join(text.translate(_UNSEEN).split())


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, and from where to where they reach (None where it is empty)."""

    words: str
    box: tuple[float, float, float, float] | None
    is_heading: bool


@dataclass(slots=True)
class Element:
    """An element of the structure that a screen reader follows."""

    kind: str
    alt: str
    words: str = ""
    box: tuple[float, float, float, float] | None = None
    children: "list[Element]" = field(default_factory=list)

    def all(self, kind: str) -> "Iterator[Element]":
        """Yield this and what stands in it, in reading order, if it is of a kind."""
        if self.kind == kind:
            yield self
        for child in self.children:
            yield from child.all(kind)

    @property
    def whole(self) -> str:
        """Return its words and those of what stands in it."""
        return plain(" ".join((self.words, *(child.whole for child in self.children))))

    @property
    def whole_box(self) -> tuple[float, float, float, float] | None:
        """Return the box of all that stands in it."""
        boxes = [self.box, *(child.whole_box for child in self.children)]
        found = [box for box in boxes if box is not None]
        return _around(*found) if found else None


class Sheet:
    """One page of a file; boxes are left, bottom, right, top in points from the lower left."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self.width, self.height = page.get_size()

    @cached_property
    def _text(self) -> pypdfium2.PdfTextPage:
        return self._page.get_textpage()

    @cached_property
    def words(self) -> str:
        """Return all text in order, with single spaces."""
        return plain(self._text.get_text_range())

    @cached_property
    def letters(self) -> tuple[str, "np.ndarray[Any, Any]"]:
        """Return what can be seen, letter by letter, and a box for each."""
        letters, boxes, _ = self._letters
        return letters, boxes

    @cached_property
    def _letters(self) -> tuple[str, "np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]:
        """Return letters, their boxes, and of which piece of text each is."""
        found: list[str] = []
        boxes: list[tuple[float, ...]] = []
        written: list[int] = []
        for index in range(self._text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(self._text, index))
            if letter.isspace() or pdfium.FPDFText_IsGenerated(self._text, index) == 1:
                continue
            box = self._text.get_charbox(index)
            if box[2] - box[0] > 0.05 and box[3] - box[1] > 0.05:
                found.append(letter)
                boxes.append(box)
                by = pdfium.FPDFText_GetTextObject(self._text, index)
                written.append(ctypes.cast(by, ctypes.c_void_p).value or 0)
        return "".join(found), np.array(boxes or np.empty((0, 4))), np.array(written)

    def beyond_margins(self) -> str:
        """Return the letters that stand beyond the page's margins."""
        letters, boxes = self.letters
        low = np.array([SIDE_PT, FOOT_PT]) - TOLERANCE_PT
        high = np.array([self.width - SIDE_PT, self.height - TOP_PT]) + TOLERANCE_PT
        out = (boxes[:, :2] < low).any(axis=1) | (boxes[:, 2:] > high).any(axis=1)
        return "".join(letters[index] for index in np.flatnonzero(out))

    def overlaps(self) -> list[str]:
        """Return where letters of different words lie on each other, each with what is around it.

        Those of one word may join, and a mark stands on its letter.
        """
        letters, boxes, written = self._letters
        is_mark = np.array([unicodedata.category(letter).startswith("M") for letter in letters])
        most = np.array([_OVERLAP if one.isascii() else _OVERLAP_JOINED for one in letters])
        found = []
        for ones, others in _that_meet(boxes, written):
            low = np.maximum(boxes[ones, None, :2], boxes[None, others, :2])
            high = np.minimum(boxes[ones, None, 2:], boxes[None, others, 2:])
            shared = np.prod(np.clip(high - low, 0, None), axis=2)
            smaller = np.minimum(_areas(boxes[ones])[:, None], _areas(boxes[others]))
            # One shape may be told as several letters, as an ellipsis is among Hebrew ones.
            is_one = np.isclose(boxes[ones, None], boxes[None, others]).all(axis=2)
            is_marked = is_mark[ones, None] | is_mark[None, others]
            is_shaped = most[ones, None] + most[others] > 2 * _OVERLAP
            is_marked |= is_shaped & (np.abs(ones[:, None] - others) <= _CLUSTER)
            is_stain = shared > np.maximum(most[ones, None], most[others]) * smaller
            for one, other in np.argwhere(is_stain & ~is_one & ~is_marked):
                around = (letters[max(0, at - 12) : at + 12] for at in (ones[one], others[other]))
                found.append(" / ".join(around))
        return found

    @cached_property
    def structure(self) -> list[Element]:
        """Return what a screen reader is told of this page, in order."""
        marked = self._marked
        tree = pdfium.FPDF_StructTree_GetForPage(self._page)
        try:
            count = pdfium.FPDF_StructTree_CountChildren(tree)
            roots = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count))
            return [_element(root, marked) for root in roots if root]
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    @cached_property
    def _marked(self) -> dict[int, tuple[str, tuple[float, float, float, float]]]:
        """Return the words and the box of each piece of marked content, by its number."""
        found: dict[int, tuple[str, tuple[float, float, float, float]]] = {}
        for thing in self._page.get_objects(
            filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1, textpage=self._text
        ):
            number = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            words = _words_of(thing, self._text)
            if number < 0 or not words.translate(_UNSEEN).strip():
                continue
            before, box = found.get(number, ("", None))
            here = thing.get_bounds()
            found[number] = (before + words, _around(here, box) if box else here)
        return found

    def tables(self) -> list[list[list[Cell]]]:
        """Return the tables on this page, row by row."""
        return [
            [
                [
                    Cell(cell.whole, cell.whole_box, cell.kind == "TH")
                    for cell in row.children
                    if cell.kind in {"TH", "TD"}
                ]
                for row in table.all("TR")
            ]
            for root in self.structure
            for table in root.all("Table")
        ]


def columns_that_meet(table: list[list[Cell]]) -> list[str]:
    """Return the columns of a table whose words reach into the next one's.

    Empty cells are not in the file, so only rows that have all cells tell their columns, and how
    many there are is told by headings alone (on the first page of a table).
    """
    count = max((len(row) for row in table if all(cell.is_heading for cell in row)), default=0)
    rows = [[cell for cell in row if cell.box] for row in table if len(row) == count]
    columns = list(zip(*(row for row in rows if row and len(row) == count), strict=True))
    found = []
    for left, right in pairwise(columns):
        end = max((cell.box[2], cell.words) for cell in left if cell.box)
        begin = min((cell.box[0], cell.words) for cell in right if cell.box)
        if end[0] > begin[0] + TOLERANCE_PT:
            found.append(f"{end} / {begin}")
    return found


def sheets(content: bytes) -> list[Sheet]:
    """Return the pages of a file."""
    return [Sheet(page) for page in pypdfium2.PdfDocument(content)]


def number_before(words: str, sheet: str) -> tuple[int, int | None]:
    """Return how many "more `words`" a page tells of, and the page where they are (or None)."""
    told = re.search(rf"([\d,]+) more {words}s?(?: on page (\d+)|, in the diary)", sheet)
    if told is None:
        return 0, None
    return int(told[1].replace(",", "")), int(told[2]) if told[2] else None


def _around(*boxes: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _areas(boxes: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    areas: np.ndarray[Any, Any] = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return areas


def _that_meet(
    boxes: "np.ndarray[Any, Any]", written: "np.ndarray[Any, Any]"
) -> Iterator[tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]]:
    """Yield the letters of each two pieces of text whose boxes lie on each other."""
    pieces = [np.flatnonzero(written == one) for one in np.unique(written)]
    low = np.array([boxes[piece, :2].min(axis=0) for piece in pieces])
    high = np.array([boxes[piece, 2:].max(axis=0) for piece in pieces])
    meets = ((low[:, None] < high[None]) & (low[None] < high[:, None])).all(axis=2)
    for one, other in np.argwhere(np.triu(meets, 1)):
        yield pieces[one], pieces[other]


def _words_of(thing: Any, text: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = ctypes.create_string_buffer(2 * size + 2)
    pdfium.FPDFTextObj_GetText(
        thing, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _said(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    read(element, buffer, size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _element(raw: Any, marked: dict[int, tuple[str, tuple[float, float, float, float]]]) -> Element:
    made = Element(
        kind=_said(pdfium.FPDF_StructElement_GetType, raw),
        alt=_said(pdfium.FPDF_StructElement_GetAltText, raw),
    )
    for index in range(pdfium.FPDF_StructElement_CountChildren(raw)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(raw, index)
        if child:
            made.children.append(_element(child, marked))
            continue
        number = pdfium.FPDF_StructElement_GetChildMarkedContentID(raw, index)
        if number in marked:
            words, box = marked[number]
            made.children.append(Element(kind="", alt="", words=words, box=box))
    return made
