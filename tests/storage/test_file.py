"""The file: private, marked, plain SQLite, safe against newer versions and foreign files."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlcipher3.dbapi2 as driver
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import given, settings

from crampdiary.domain.changes import Edit
from crampdiary.domain.choices import Side, Site
from crampdiary.domain.errors import DiaryTooNewError, DiaryUnavailableError, NotADiaryError
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import (
    RECORD_TYPES,
    Cramp,
    LabResult,
    Night,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services import history
from crampdiary.storage import schema
from crampdiary.storage.connection import make_engine
from crampdiary.storage.diary import SqliteDiary
from crampdiary.storage.tables import Base
from tests import strategies
from tests.fakes import StillClock

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
FIXTURES = Path(__file__).parent / "fixtures"


@contextmanager
def bare(path: Path) -> Iterator[Any]:
    with closing(driver.connect(str(path), isolation_level=None)) as connection:
        yield connection


def add(diary: SqliteDiary, *records: Record) -> None:
    diary.write([Edit(before=None, after=record) for record in records], label="Add", at=AT)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_new_diary_may_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    with SqliteDiary(tmp_path / "new folder" / "diary") as diary:
        add(diary, Cramp(night=date(2026, 11, 21)))
    assert stat.S_IMODE((tmp_path / "new folder" / "diary").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new folder").stat().st_mode) == 0o700


def test_file_is_plain_sqlite_marked_as_a_diary(tmp_path: Path) -> None:
    SqliteDiary(tmp_path / "diary").close()
    with bare(tmp_path / "diary") as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode", "integrity_check")
        }
    assert pragmas == {
        "application_id": 0x43524D50,
        "user_version": schema.SCHEMA_VERSION,
        "journal_mode": "delete",
        "integrity_check": "ok",
    }
    assert [item.name for item in tmp_path.iterdir()] == ["diary"]


def test_connection_syncs_fully_and_checks_foreign_keys(tmp_path: Path) -> None:
    (tmp_path / "diary").touch()
    engine = make_engine(tmp_path / "diary")
    with engine.connect() as connection:
        for name, value in (("synchronous", 3), ("foreign_keys", 1), ("busy_timeout", 5000)):
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value
    engine.dispose()


def test_phase_without_its_treatment_is_refused_by_the_file_itself(tmp_path: Path) -> None:
    with SqliteDiary(tmp_path / "diary") as diary:
        orphan = Phase(treatment_id=Treatment(name="x").id, start=date(2026, 1, 1))
        with pytest.raises(Exception, match="FOREIGN KEY"):
            add(diary, orphan)
        assert diary.records(Phase) == []


@pytest.mark.parametrize(
    "content", [b"hello, this is a letter", b"SQLite format 3\x00" + b"\x00" * 84, b"\x00" * 4096]
)
def test_foreign_file_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises((NotADiaryError, DiaryUnavailableError)):
        SqliteDiary(path)
    assert path.read_bytes() == content


def test_database_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with bare(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(NotADiaryError):
        SqliteDiary(path)
    assert path.read_bytes() == before


def test_newer_diary_is_refused_politely_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "diary"
    SqliteDiary(path).close()
    with bare(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(DiaryTooNewError) as caught:
        SqliteDiary(path)
    assert (caught.value.found, caught.value.known) == (99, schema.SCHEMA_VERSION)
    assert path.read_bytes() == before


def test_absent_diary_is_not_made_where_it_should_only_be_read(tmp_path: Path) -> None:
    with pytest.raises(DiaryUnavailableError) as caught:
        SqliteDiary(tmp_path / "none", create=False)
    assert caught.value.reason == "absent"
    assert list(tmp_path.iterdir()) == []


def test_folder_in_the_place_of_a_diary_is_an_error_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(DiaryUnavailableError):
        SqliteDiary(tmp_path)


def test_diary_without_one_of_its_tables_is_damaged(tmp_path: Path) -> None:
    SqliteDiary(tmp_path / "diary").close()
    with bare(tmp_path / "diary") as connection:
        connection.execute("DROP TABLE cramp")
    with SqliteDiary(tmp_path / "diary") as diary, pytest.raises(DiaryUnavailableError) as caught:
        diary.records(Cramp)
    assert caught.value.reason == "damaged"


def test_diary_with_a_value_that_cannot_be_read_is_damaged(tmp_path: Path) -> None:
    with SqliteDiary(tmp_path / "diary") as diary:
        add(diary, Cramp(night=date(2026, 11, 21)))
    with bare(tmp_path / "diary") as connection:
        connection.execute("UPDATE cramp SET night = 'yesterday'")
    with SqliteDiary(tmp_path / "diary") as diary, pytest.raises(DiaryUnavailableError) as caught:
        diary.records(Cramp)
    assert caught.value.reason == "damaged"


def test_some_fields_of_a_damaged_record_are_damaged_too(tmp_path: Path) -> None:
    with SqliteDiary(tmp_path / "diary") as diary:
        add(diary, Cramp(night=date(2026, 11, 21)))
    with bare(tmp_path / "diary") as connection:
        connection.execute("UPDATE cramp SET sites = 'elbow'")
    with SqliteDiary(tmp_path / "diary") as diary:
        assert list(diary.values(Cramp, ("pain",))) == [(None,)]
        with pytest.raises(DiaryUnavailableError) as caught:
            diary.values(Cramp, ("pain", "sites"))
    assert caught.value.reason == "damaged"


def test_error_of_the_database_never_quotes_what_is_in_the_diary(tmp_path: Path) -> None:
    with SqliteDiary(tmp_path / "diary") as diary:
        orphan = Phase(treatment_id=uuid4(), start=date(2026, 1, 1), dose=Decimal(1), unit="secret")
        with pytest.raises(Exception, match="FOREIGN KEY") as caught:
            add(diary, orphan)
    assert "secret" not in str(caught.value)


def test_diary_locked_by_another_program_says_busy_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crampdiary.storage.connection.PRAGMAS", ("PRAGMA busy_timeout=1",))
    with SqliteDiary(tmp_path / "diary") as diary, bare(tmp_path / "diary") as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DiaryUnavailableError) as caught:
            add(diary, Cramp(night=date(2026, 11, 21)))
        assert caught.value.reason == "busy"
        other.execute("ROLLBACK")
        add(diary, Cramp(night=date(2026, 11, 21)))
        assert len(diary.records(Cramp)) == 1


def test_full_disk_says_so_and_keeps_what_was_there(tmp_path: Path) -> None:
    with SqliteDiary(tmp_path / "diary") as diary:
        kept = Cramp(night=date(2026, 11, 21))
        add(diary, kept)
        with diary._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        long = [Cramp(night=date(2026, 11, 20), note="x" * 10_000) for _ in range(200)]
        with pytest.raises(DiaryUnavailableError) as caught:
            add(diary, *long)
        assert caught.value.reason == "full"
        with diary._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 100000")
        assert diary.records(Cramp) == [kept]
        add(diary, Cramp(night=date(2026, 11, 19)))


def test_process_killed_right_after_the_press_has_stored_it(tmp_path: Path) -> None:
    path = tmp_path / "diary"
    SqliteDiary(path).close()
    script = (
        "import os, signal, sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from crampdiary.storage.diary import SqliteDiary;"
        "from crampdiary.services.cramps import start_cramp;"
        "from crampdiary.domain.nights import localise;"
        "Clock = type('Clock', (), {'now': lambda self: localise(datetime.now(UTC), 'UTC')});"
        "start_cramp(SqliteDiary(Path(sys.argv[1])), Clock());"
        "os.kill(os.getpid(), signal.SIGTERM)"
    )
    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, "-c", script, str(path)],
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
    )
    with SqliteDiary(path, create=False) as diary:
        assert len(diary.open_cramps()) == 1


def test_migrations_and_tables_describe_the_same_schema(tmp_path: Path) -> None:
    SqliteDiary(tmp_path / "diary").close()
    engine = make_engine(tmp_path / "diary")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_migration_that_fails_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(schema.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "v9999_breaks.py").write_text(
        "from alembic import op\n"
        "import sqlalchemy as sa\n"
        f"revision, down_revision = '9999', '{schema.SCHEMA_VERSION:04}'\n"
        "def upgrade():\n"
        "    op.add_column('cramp', sa.Column('colour', sa.String()))\n"
        "    op.execute('INSERT INTO nowhere VALUES (1)')\n"
    )
    path = tmp_path / "diary"
    with SqliteDiary(path) as diary:
        add(diary, Cramp(night=date(2026, 11, 21), pain=4))
    monkeypatch.setattr(schema, "MIGRATIONS", scripts)
    following = schema.SCHEMA_VERSION + 1
    monkeypatch.setattr(schema, "SCHEMA_VERSION", following)
    with pytest.raises(DiaryUnavailableError) as caught:
        SqliteDiary(path)
    assert caught.value.reason == "damaged"
    assert "nowhere" in str(caught.value.__cause__)
    monkeypatch.undo()
    with SqliteDiary(path) as diary:
        assert [cramp.pain for cramp in diary.records(Cramp)] == [4]
    with bare(path) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(cramp)")]
    assert "colour" not in columns
    with SqliteDiary(tmp_path / f"diary.before-version-{following}") as copy:
        assert len(copy.records(Cramp)) == 1


def test_diary_of_every_schema_version_still_opens(tmp_path: Path) -> None:
    fixtures = sorted(FIXTURES.glob("diary-version-*.sqlite"))
    assert len(fixtures) == schema.SCHEMA_VERSION
    for fixture in fixtures:
        path = tmp_path / fixture.name
        shutil.copyfile(fixture, path)
        with SqliteDiary(path, create=False) as diary:
            (cramp,) = diary.records(Cramp)
            assert (cramp.side, cramp.sites, cramp.pain) == (Side.LEFT, frozenset({Site.CALF}), 7)
            (night,) = diary.records(Night)
            assert night.answer is NightState.WITHOUT_CRAMPS
            assert [phase.dose for phase in diary.records(Phase)] == [Decimal(50000)]
            assert [result.value for result in diary.records(LabResult)] == [Decimal("14.2")]
            assert diary.batches()


def old_diary(folder: Path) -> Path:
    """Return a diary of the first schema."""
    path = folder / "diary"
    shutil.copyfile(FIXTURES / "diary-version-1.sqlite", path)
    return path


def version_of(path: Path) -> int:
    with bare(path) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_who_finds_a_diary_migrated_meanwhile_leaves_it_and_the_copy_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_diary(tmp_path)
    copy = tmp_path / f"diary.before-version-{schema.SCHEMA_VERSION}"
    SqliteDiary(path).close()
    assert version_of(copy) == 1
    monkeypatch.setattr(schema, "stored_version", lambda *_: 1)  # as it looked a moment before
    SqliteDiary(path).close()
    assert version_of(copy) == 1


def test_while_one_process_migrates_another_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_diary(tmp_path)
    others: list[str] = []
    back_up = schema.back_up

    def overtaken(source: Path, target: Path) -> None:
        with bare(path) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            try:
                connection.execute("BEGIN IMMEDIATE")
            except driver.Error as error:
                others.append(str(error))
        back_up(source, target)

    monkeypatch.setattr(schema, "back_up", overtaken)
    SqliteDiary(path).close()
    assert others == ["database is locked"]


def test_undo_and_redo_reach_back_beyond_a_migration(tmp_path: Path) -> None:
    with SqliteDiary(old_diary(tmp_path)) as diary:
        clock = StillClock(datetime(2026, 11, 22, 8, 0))
        as_migrated = {kind: diary.records(kind) for kind in RECORD_TYPES.values()}
        steps = 0
        while history.next_undo(diary) is not None:
            history.undo(diary, clock)
            steps += 1
        assert steps
        assert not any(diary.records(kind) for kind in RECORD_TYPES.values())
        for _ in range(steps):
            history.redo(diary, clock)
        assert {kind: diary.records(kind) for kind in RECORD_TYPES.values()} == as_migrated


@given(strategies.records)
@settings(max_examples=40, deadline=None)
def test_any_record_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, record: strategies.NotedRecord
) -> None:
    with SqliteDiary(tmp_path_factory.mktemp("diary") / "diary") as diary:
        add(diary, record)
        assert diary.find(type(record), record.id) == record
        add_note = Edit(before=record, after=replace(record, note="changed"))
        diary.write([add_note], label="Change", at=AT)
        assert diary.changes_of(diary.batches()[-1].id)[0].edit == add_note


def test_what_was_forgotten_is_no_longer_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "diary"
    secret = Cramp(night=date(2026, 11, 20), note="nobody else must read this")
    with SqliteDiary(path) as diary:
        add(diary, secret)
        assert b"nobody else" in path.read_bytes()
        diary.write([Edit(before=secret, after=None)], label="Delete cramp", at=AT)
        diary.forget([secret.id], remark=" (in part)")
    assert b"nobody else" not in path.read_bytes()


def test_what_was_forgotten_is_not_kept_by_the_copy_of_an_old_diary(tmp_path: Path) -> None:
    with SqliteDiary(old_diary(tmp_path)) as diary:
        (cramp,) = diary.records(Cramp)
        diary.write([Edit(before=cramp, after=None)], label="Delete a cramp", at=AT)
        diary.forget([cramp.id], remark=" (in part)")
    for file in tmp_path.iterdir():
        assert str(cramp.id).encode() not in file.read_bytes()


def test_write_of_another_process_shows_in_the_outside_version(tmp_path: Path) -> None:
    path = tmp_path / "diary"
    with SqliteDiary(path) as mine, SqliteDiary(path) as theirs:
        before = mine.outside_version()
        add(mine, Cramp(night=date(2026, 11, 20)))
        assert mine.outside_version() == before
        add(theirs, Cramp(night=date(2026, 11, 21)))
        assert mine.outside_version() != before
        assert len(mine.records(Cramp)) == 2


def test_who_chose_a_treatment_moves_to_its_phases_and_can_still_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "diary"
    shutil.copyfile(FIXTURES / "diary-version-2.sqlite", path)
    with bare(path) as connection:
        connection.execute("UPDATE treatment SET prescribed = 1")
        connection.execute(
            "UPDATE change SET after = json_set(after, '$.prescribed', 1) WHERE kind = 'treatment'"
        )
        connection.commit()
    with SqliteDiary(path) as diary:
        (phase,) = diary.records(Phase)
        assert phase.prescribed is True
        changes = diary.history_of(phase.id)
        assert [change.edit.after for change in changes] == [phase]
        (treatment,) = diary.records(Treatment)
        assert [change.edit.after for change in diary.history_of(treatment.id)] == [treatment]


def test_treatment_in_the_bin_keeps_who_chose_it(tmp_path: Path) -> None:
    path = tmp_path / "diary"
    shutil.copyfile(FIXTURES / "diary-version-2.sqlite", path)
    with bare(path) as connection:
        connection.execute("DELETE FROM dose")
        connection.execute("DELETE FROM phase")
        connection.execute("DELETE FROM treatment")
        connection.execute(
            "UPDATE change SET before = json_set(after, '$.prescribed', 0), after = NULL"
            " WHERE kind = 'treatment'"
        )
        connection.execute("UPDATE change SET before = after, after = NULL WHERE kind = 'phase'")
        connection.commit()
    with SqliteDiary(path) as diary:
        gone = {type(change.edit.before): change.edit.before for change in diary.gone()}
        phase = gone[Phase]
        assert isinstance(phase, Phase)
        assert phase.prescribed is False
        assert isinstance(gone[Treatment], Treatment)
