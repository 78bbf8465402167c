"""Opening the file: driver, pragmas, and what SQLite's errors mean for a person."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from crampdiary.domain.errors import DiaryUnavailableError, NotADiaryError

APPLICATION_ID = 0x43524D50  # "CRMP"
BUSY_TIMEOUT_MS = 5_000
PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    # What was deleted for good is overwritten, not only unlinked.
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)


def make_engine(path: Path) -> Engine:
    """Return an engine with one connection to `path`; SQLAlchemy begins its transactions.

    The driver is told to keep its hands off (`isolation_level=None`), and a transaction opened with
    the execution option `writes=True` takes the write lock at once: only so does a failed migration
    roll back whole, and no write finds the file busy half-way.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver,
        poolclass=StaticPool,
        connect_args={"isolation_level": None},
        hide_parameters=True,  # an error's text may be printed or logged, and they are the diary
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def create_private_file(path: Path) -> None:
    """Create an empty file for its owner alone (0600), with its folder (0700) if needed."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise DiaryUnavailableError(path=path, reason="denied") from error


_REASONS = (
    ("locked", "busy"),
    ("busy", "busy"),
    ("full", "full"),
    ("readonly", "read_only"),
    ("unable to open", "denied"),
    ("permission", "denied"),
)


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors into `DiaryUnavailableError` or `NotADiaryError`."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        text = str(getattr(error, "orig", error)).lower()
        if "not a database" in text or "encrypted" in text:
            raise NotADiaryError(path=path) from error
        for part, reason in _REASONS:
            if part in text:
                raise DiaryUnavailableError(path=path, reason=reason) from error
        if "constraint" in text:  # a fault of the program's, not of the file
            raise
        raise DiaryUnavailableError(path=path, reason="damaged") from error
    except OSError as error:
        raise DiaryUnavailableError(path=path, reason="denied") from error


def close_quietly(engine: Engine) -> None:
    """Close the connection; a failing ROLLBACK after a full disk must not hide the first error."""
    with suppress(DBAPIError, driver.Error):
        engine.dispose()
