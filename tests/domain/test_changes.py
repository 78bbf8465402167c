"""Undo and redo are readings of the list of changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.changes import Batch, Edit, undo_and_redo
from crampdiary.domain.records import Cramp, Treatment

AT = datetime(2026, 11, 22, tzinfo=UTC)


def batch(reverts: UUID | None = None) -> Batch:
    return Batch(id=uuid4(), label="x", at=AT, reverts=reverts)


def test_nothing_was_done_so_nothing_can_be_taken_back() -> None:
    assert undo_and_redo([]) == (None, None)


def test_something_new_makes_what_was_undone_final() -> None:
    first, second = batch(), batch()
    undone = [batch(second.id), second, first]
    assert undo_and_redo(undone) == (first, second)
    new = batch()
    assert undo_and_redo([new, *undone]) == (new, None)


def test_no_further_back_is_read_than_to_what_stands() -> None:
    long_ago, stands, undone = batch(), batch(), batch()
    read: list[Batch] = []

    def heads() -> Iterator[Batch]:
        for head in (batch(undone.id), undone, stands, long_ago):
            read.append(head)
            yield head

    assert undo_and_redo(heads()) == (stands, undone)
    assert read[-1] is stands


def test_what_another_window_undid_behind_something_new_is_not_undone_again() -> None:
    first, second = batch(), batch()
    assert undo_and_redo([batch(first.id), second, first]) == (second, None)
    assert undo_and_redo([batch(second.id), batch(first.id), second, first]) == (None, second)


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=60))
def test_reading_agrees_with_two_stacks(steps: list[str]) -> None:
    heads: list[Batch] = []
    done: list[Batch] = []
    undone: list[Batch] = []
    for step in steps:
        undo, redo = undo_and_redo(reversed(heads))
        assert undo == (done[-1] if done else None)
        assert redo == (undone[-1] if undone else None)
        if step == "do":
            heads.append(batch())
            done.append(heads[-1])
            undone.clear()
        elif step == "undo" and undo:
            heads.append(batch(undo.id))
            undone.append(done.pop())
        elif step == "redo" and redo:
            heads.append(batch(redo.id))
            done.append(undone.pop())


def test_edit_names_one_record_only() -> None:
    cramp = Cramp(night=date(2026, 11, 21))
    edit = Edit(before=cramp, after=replace(cramp, pain=3))
    assert edit.reversed() == Edit(before=edit.after, after=cramp)
    for before, after in (
        (None, None),
        (cramp, Treatment(name="D3")),
        (cramp, Cramp(night=cramp.night)),
    ):
        with pytest.raises(ValueError, match="edit"):
            Edit(before=before, after=after)
