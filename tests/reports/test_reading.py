"""What reads reports back sees what it is there to see."""

from dataclasses import dataclass, replace
from itertools import pairwise

from tests.reports.reading import Cell, Sheet, columns_that_meet, number_before, sheets
from tests.reports.sheets import PAGE, pdf_of


@dataclass(frozen=True)
class Texts:
    """A chart of texts at given places."""

    places: tuple[tuple[int, int], ...]

    def svg(self, width_in: float, height_in: float) -> bytes:
        texts = "".join(
            f'<text x="{x}" y="{y}" font-family="Inter" font-size="12">{word}</text>'
            for (x, y), word in zip(self.places, ("words", "other", "third"), strict=False)
        )
        size = f'width="{width_in}in" height="{height_in}in"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{texts}</svg>'.encode()


def page_with(*places: tuple[int, int]) -> Sheet:
    return sheets(pdf_of(replace(PAGE, chart=Texts(places))).content)[0]


def test_texts_on_each_other_are_seen_and_texts_beside_each_other_are_none() -> None:
    assert page_with((20, 40), (80, 40), (20, 54)).overlaps() == []
    assert len(page_with((20, 40), (24, 42)).overlaps()) >= 3


def test_letters_beyond_the_margins_are_seen() -> None:
    assert page_with((20, 40)).beyond_margins() == ""
    assert page_with((-12, 40)).beyond_margins() == "w"


def test_words_that_reach_into_the_next_column_are_seen() -> None:
    def row(*edges: float, is_heading: bool = False) -> list[Cell]:
        return [Cell("x", (left, 0, right, 9), is_heading) for left, right in pairwise(edges)]

    headings = row(0, 10, 20, is_heading=True)
    assert columns_that_meet([headings, row(0, 10, 20)]) == []
    assert columns_that_meet(
        [headings, [Cell("x", (0, 0, 15, 9), is_heading=False), row(10, 20)[0]]]
    )


def test_tables_and_structure_are_read_in_order() -> None:
    page = page_with((20, 40))
    periods, labs = page.tables()
    assert [cell.words for cell in labs[0]] == ["Test", "Date", "Result", "Lab's range"]
    assert all(cell.is_heading for cell in periods[0])
    assert labs[1][0].words == "Potassium"
    assert next(page.structure[0].all("H1")).whole == "Night cramp diary"


def test_what_is_left_out_is_read_with_its_page() -> None:
    assert number_before("result", "1,012 more results on page 3") == (1012, 3)
    assert number_before("period", "1 more period, in the diary") == (1, None)
    assert number_before("result", "1 more period on page 3") == (0, None)
