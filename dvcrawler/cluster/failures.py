"""Errors of Postgres in one line, with what an operator can do about each."""

import psycopg
from psycopg import errors

from dvcrawler.errors import ConfigError
from dvcrawler.messages.secrets import hide_passwords

#: Begins what a server says that can be reached and refuses the connection.
_REFUSAL = "FATAL:"


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
