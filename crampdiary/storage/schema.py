"""Which schema a file has, and bringing an older or new one up to date.

The stored revision is compared with a constant; Alembic (a third of a second) loads only when they
differ.
"""

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine

from crampdiary.domain.errors import DiaryTooNewError, NotADiaryError
from crampdiary.storage.connection import APPLICATION_ID

SCHEMA_VERSION = 4
MIGRATIONS = Path(__file__).parent / "migrations"
_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\x00"


def prepare(engine: Engine, path: Path) -> None:
    """Make sure that the file at `path` has the present schema.

    A new (empty) file gets it; an older one is copied aside and migrated in one transaction, by one
    process alone where several open it at once. Raises
    `NotADiaryError` for any other file and `DiaryTooNewError` for a newer one, both untouched.
    """
    found = stored_version(engine, path)
    if found == SCHEMA_VERSION:
        return
    if found > SCHEMA_VERSION:
        raise DiaryTooNewError(path=path, found=found, known=SCHEMA_VERSION)
    upgrade(engine, path)


def stored_version(engine: Engine, path: Path) -> int:
    """Return the schema version of a file, 0 for an empty one.

    A 0-byte file passes every check of SQLite, and so does somebody else's database: only the
    application id tells.
    """
    if path.stat().st_size == 0:
        return 0
    with path.open("rb") as file:
        if file.read(_HEADER_SIZE)[:16] != _MAGIC:
            raise NotADiaryError(path=path)
    with engine.connect() as connection:
        application_id = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if application_id != APPLICATION_ID:
        raise NotADiaryError(path=path)
    return int(version)


def back_up(path: Path, target: Path) -> None:
    """Write a consistent copy of the diary at `path` to `target`, replacing an older copy."""
    target.unlink(missing_ok=True)
    with closing(driver.connect(str(path))) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)


def remove_copies(path: Path) -> None:
    """Remove the copies made before migrations: what is wiped for good must not live on in one."""
    for version in range(2, SCHEMA_VERSION + 1):
        _copy_before(path, version).unlink(missing_ok=True)


def _copy_before(path: Path, version: int) -> Path:
    return path.with_name(f"{path.name}.before-version-{version}")


def upgrade(engine: Engine, path: Path) -> None:
    """Copy the diary aside and run the migrations in one transaction.

    Nothing happens where another process has done so since the version was read: the lock is held
    from here on, and others may still read, as the copying does.
    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if found == SCHEMA_VERSION:
            return
        if found:
            back_up(path, _copy_before(path, SCHEMA_VERSION))
        _run_migrations(connection)


def _run_migrations(connection: Connection) -> None:
    from alembic.command import upgrade as run_upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    run_upgrade(config, "head")
