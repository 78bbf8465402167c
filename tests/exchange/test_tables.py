"""CSV files come in many shapes; free text never becomes a spreadsheet's formula."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.errors import ImportRefusedError
from crampdiary.exchange.tables import guarded, read_table, unguarded, write_table

PATH = Path("nights.csv")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


def cells(data: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_table(data, PATH).rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separator_mark_and_line_endings_do_not_matter(
    separator: str, mark: bytes, ending: str
) -> None:
    lines = [["Night_Of", "note"], ["2026-01-01", f'"one{separator} two"'], ["2026-01-02", "é"]]
    text = ending.join(separator.join(line) for line in lines) + ending
    assert cells(mark + text.encode()) == [
        {"night_of": "2026-01-01", "note": f"one{separator} two"},
        {"night_of": "2026-01-02", "note": "é"},
    ]


def test_row_is_numbered_by_the_line_on_which_it_begins() -> None:
    data = b'a,b\n"x\ny",1\n\n2,3\n'
    assert [row.line for row in read_table(data, PATH).rows] == [2, 5]


def test_empty_rows_are_passed_over() -> None:
    assert cells(b"a,b\n\n,\n1,2\n , \n") == [{"a": "1", "b": "2"}]


def test_row_with_another_number_of_cells_is_a_problem() -> None:
    (problem,) = read_table(b"a,b\n1,2\n1\n", PATH).problems
    assert (problem.line, problem.problem, problem.value) == (3, "wrong_count", "1")


@pytest.mark.parametrize("bad", [b"\x00", b"\xff", b"\xc3("])
def test_cell_that_is_no_text_is_a_problem_of_its_row(bad: bytes) -> None:
    table = read_table(b"a,b\n1,2\n1," + bad + b"\n3,4\n", PATH)
    assert [(problem.line, problem.problem) for problem in table.problems] == [
        (3, "unreadable_text")
    ]
    assert len(table.rows) == 2


def test_unpaired_quotes_are_a_problem_of_their_row() -> None:
    table = read_table(b'a,b\n1,"2"x\n3,4\n', PATH)
    assert [(problem.line, problem.problem) for problem in table.problems] == [(2, "unreadable")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no_columns"),
        (b"\n\n", "no_columns"),
        (b"a,A\n1,2\n", "unclear_columns"),
        (b'"a"x,b\n', "unclear_columns"),
        ("a,b\n1,2\n".encode("utf-16"), "not_utf8"),
    ],
)
def test_file_without_clear_columns_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ImportRefusedError) as refusal:
        read_table(data, PATH)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-3", "@SUM(A1)", "\tx", "'=x"])
def test_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@given(st.sampled_from(["", "'", "''", "=", "'=", "-"]), texts)
def test_guard_is_undone_exactly(prefix: str, text: str) -> None:
    assert unguarded(guarded(prefix + text)) == prefix + text


@given(st.lists(st.lists(texts, min_size=2, max_size=2).filter(lambda row: "".join(row).strip())))
def test_written_table_is_read_back(rows: list[list[str]]) -> None:
    text = write_table(("a", "b"), [[guarded(cell) for cell in row] for row in rows])
    expected = [{"a": first.strip(" "), "b": second.strip(" ")} for first, second in rows]
    assert cells(text.encode()) == expected
