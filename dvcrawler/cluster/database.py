"""The database of a cluster: opened, created and brought up to date; every failure is one line."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from dvcrawler.errors import ConfigError
from dvcrawler.messages.printable import hide_passwords

#: Incremented with every change of schema.sql.
SCHEMA_VERSION = 1
#: Seconds until a server that does not answer counts as not reachable.
CONNECT_SECONDS = 10
#: An address in which libpq would take part of the password for the host or the database.
_MISREAD = re.compile(r"\s*postgres(?:ql)?://(?:[^/?]*@[^/?]*@|[^/?]*:[^@?]*/[^?]*@)")
#: One, or one for each host.
_PORTS = re.compile(r"\d{0,5}(?:,\d{0,5})*")
#: An arbitrary number: of two concurrent `init`, one waits for the other.
_INIT_LOCK = 0x6476_6301

Connection = psycopg.AsyncConnection[TupleRow]
#: Begins what a server says that can be reached and refuses the connection.
_REFUSAL = "FATAL:"


@asynccontextmanager
async def connect(url: str) -> AsyncIterator[Connection]:
    """A connection in autocommit mode. Raises ConfigError if the server cannot be used."""
    place = describe(url)
    try:
        connection = await psycopg.AsyncConnection.connect(
            url, autocommit=True, connect_timeout=CONNECT_SECONDS
        )
    except psycopg.Error as error:
        raise refused(place, error) from None
    try:
        yield connection
    except psycopg.Error as error:
        raise failed(place, error) from None
    finally:
        await connection.close()


def describe(url: str) -> str:
    """Host, port and database of a connection address, without its password.

    Raises ConfigError for text that is not such an address.
    """
    if _MISREAD.match(url):
        raise ConfigError(
            "DVCRAWLER_CLUSTER has a password with @ or /; write %40 and %2F instead, or set PGPASSWORD"
        )
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        parts = {}
    host, port = str(parts.get("host") or "localhost"), str(parts.get("port") or 5432)
    if not parts or not _PORTS.fullmatch(port):
        raise ConfigError(
            "DVCRAWLER_CLUSTER does not name a Postgres database; write postgresql://user@host:5432/database"
        )
    return hide_passwords(f"{host}:{port}/{parts.get('dbname') or ''}")


async def create_schema(connection: Connection) -> bool:
    """Creates the tables, or brings them up to date. False if there was nothing to do.

    Raises ConfigError for tables that a newer version, or another program, has made.
    """
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", (_INIT_LOCK,))
        found = await _read_versions(connection)
        if found == (SCHEMA_VERSION, _find_newest_migration()):
            return False
        await _create_queue(connection, found)
        await connection.execute((files("dvcrawler.cluster") / "schema.sql").read_bytes())
        await connection.execute("DELETE FROM dvcrawler_cluster")
        await connection.execute(
            "INSERT INTO dvcrawler_cluster (version, procrastinate) VALUES (%s, %s)",
            (SCHEMA_VERSION, _find_newest_migration()),
        )
    return True


async def _create_queue(connection: Connection, found: tuple[int, str] | None) -> None:
    """Creates procrastinate's tables, or applies the migrations that came after those of `found`."""
    if found is None:
        if await _has_table(connection, "procrastinate_jobs"):
            raise ConfigError(
                "the database holds procrastinate jobs of another program; create one for dvcrawler alone"
            )
        await connection.execute(SchemaManager.get_schema().encode())
        return
    _check_versions(found)
    for path in _list_migrations():
        if path.stem > found[1]:
            await connection.execute(path.read_bytes())


async def check_schema(connection: Connection) -> None:
    """Raises ConfigError unless the tables are there, and those of this version."""
    found = await _read_versions(connection)
    if found is None:
        raise ConfigError("the cluster's database has no tables yet; run dvcrawler cluster init")
    _check_versions(found)
    if found != (SCHEMA_VERSION, _find_newest_migration()):
        raise ConfigError(
            "the cluster's database has the tables of an older version; stop the workers, "
            "then run dvcrawler cluster init"
        )


async def check_writable(connection: Connection) -> None:
    """Changes nothing; fails where jobs cannot be added: on a standby server, or without the right to."""
    await connection.execute("DELETE FROM procrastinate_jobs WHERE FALSE")
    await connection.execute("DELETE FROM dvcrawler_sites WHERE FALSE")


def _check_versions(found: tuple[int, str]) -> None:
    if found[0] > SCHEMA_VERSION or found[1] > _find_newest_migration():
        raise ConfigError(
            "the cluster's database has the tables of a newer version; update dvcrawler on this machine"
        )


async def _read_versions(connection: Connection) -> tuple[int, str] | None:
    """The versions of both sets of tables; None if `init` was never run."""
    if not await _has_table(connection, "dvcrawler_cluster"):
        return None
    cursor = await connection.execute("SELECT version, procrastinate FROM dvcrawler_cluster")
    row = await cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else None


async def _has_table(connection: Connection, name: str) -> bool:
    cursor = await connection.execute("SELECT to_regclass(%s)", (name,))
    row = await cursor.fetchone()
    return row is not None and row[0] is not None


def _list_migrations() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _find_newest_migration() -> str:
    return _list_migrations()[-1].stem


def refused(place: str, error: psycopg.Error) -> ConfigError:
    """The error for a connection that cannot be opened. `place`: of `describe`."""
    reason = _read_last_line(error)
    if _REFUSAL in reason:
        said = reason.partition(_REFUSAL)[2].strip()
        return ConfigError(f"Postgres at {place} refuses the connection: {said}; correct DVCRAWLER_CLUSTER")
    return ConfigError(
        f"Postgres at {place} is not reachable: {reason}; start it, or correct DVCRAWLER_CLUSTER"
    )


def failed(place: str, error: psycopg.Error) -> ConfigError:
    """The error for a query that fails."""
    advice = "try again"
    if isinstance(error, errors.InsufficientPrivilege):
        advice = "make its user the owner of the database and of all its tables"
    elif isinstance(error, errors.ReadOnlySqlTransaction):
        advice = "DVCRAWLER_CLUSTER must name the primary server, and a database that may be written"
    return ConfigError(f"Postgres at {place} failed: {_read_last_line(error)}; {advice}")


def _read_last_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    lines = [line for line in text.splitlines() if not line.startswith(("LINE ", "DETAIL:", "HINT:"))]
    return hide_passwords((lines or [text])[-1].strip())
