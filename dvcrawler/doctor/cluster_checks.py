"""Checks of the resources that machines share: the store and the cluster's database. They never raise."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from dvcrawler.doctor.checks import Check, Result
from dvcrawler.errors import DvcrawlerError
from dvcrawler.messages.plurals import counted
from dvcrawler.shared.location import SharedLocation, open_store

if TYPE_CHECKING:  # obstore is needed by shared stores alone
    from dvcrawler.shared.objects import Objects

_STORE, _DATABASE = "shared store", "database"
#: `server_version` of the oldest Postgres that supports procrastinate's tables.
_OLDEST, _OLDEST_NAME = 130_000, "13"


def check_store(text: str, seconds: float) -> Check:
    """Whether the store at the address creates an object only once, and returns, lists and deletes it.

    Writes one small object below `doctor/` and deletes it. `seconds`: how long a failing request is retried.
    """
    try:
        location = SharedLocation.parse(text)
        assert location is not None  # only queried for an address
        folder = Path(location.text.removeprefix("file://"))
        if location.scheme == "file" and not folder.is_dir():
            found = f"{folder} is not there yet; the first crawl creates it"
            return Check(_STORE, Result.NOTE, found, "mount its disk first, if it should be there")
        return _try_store(open_store(location, seconds))
    except DvcrawlerError as error:
        return _describe(_STORE, error, "correct data in the settings file, or --data")


def _try_store(store: "Objects") -> Check:
    path = f"doctor/{uuid4().hex}"
    store.create(path, b"1")
    try:
        is_created_twice = store.create(path, b"2")
        is_listed = any(listed.path == path for listed in store.listing("doctor"))
        is_whole = store.get(path) == b"1"
    finally:
        store.delete([path])
    if is_created_twice or not is_whole:
        found = f"{store.name} overwrites objects: it ignores If-None-Match"
        return Check(_STORE, Result.BAD, found, "use a store that knows it: docs/shared-store.md")
    if not is_listed:
        found = f"{store.name} does not list what it has just taken"
        return Check(_STORE, Result.BAD, found, "use a store with consistent listings: docs/shared-store.md")
    sites = counted(len(store.folders("sites")), "site")
    return Check(_STORE, Result.GOOD, f"{store.name} takes, lists, gives and deletes objects; {sites}")


def check_database(url: str) -> Check:
    """Whether the cluster's database can be used, with the tables of this version."""
    try:
        from dvcrawler.cluster.database import check_schema, check_writable, connect, describe
        from dvcrawler.cluster.status import read_status
    except ImportError as error:
        found = f"the package {error.name} is not installed"
        return Check(_DATABASE, Result.BAD, found, "run pip install 'dvcrawler[cluster]'")

    async def ask() -> Check:
        async with connect(url) as connection:
            version = connection.info.server_version
            if version < _OLDEST:
                found = f"{describe(url)}: Postgres {version // 10_000}"
                return Check(_DATABASE, Result.BAD, found, f"install Postgres {_OLDEST_NAME} or newer")
            await check_schema(connection)
            await check_writable(connection)
        sites, workers = await read_status(url)
        counts = f"{counted(len(sites), 'site')}, {counted(len(workers), 'worker')}"
        return Check(_DATABASE, Result.GOOD, f"{describe(url)}: Postgres {version // 10_000}, {counts}")

    try:
        return asyncio.run(ask())
    except DvcrawlerError as error:
        return _describe(_DATABASE, error, "correct DVCRAWLER_CLUSTER")


def _describe(name: str, error: DvcrawlerError, advice: str) -> Check:
    """The error as a check; its advice is usually the part after its last semicolon."""
    found, _, words = str(error).rpartition("; ")
    return Check(name, Result.BAD, found or words, words if found else advice)
