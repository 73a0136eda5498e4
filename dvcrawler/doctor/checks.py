"""The checks of `dvcrawler doctor`. Each checks one thing, changes nothing and never raises."""

import locale
import os
import shutil
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dvcrawler import __version__

#: Versions that matter when something is reported.
_PACKAGES = ("scrapy", "twisted", "lxml", "parsel", "dateparser", "pyopenssl", "warcio")
#: A clock before this release date is certainly wrong.
_RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
_MEGABYTE = 1 << 20
#: What a crawl writes in a data folder: files that it continues, and folders in which it makes new ones.
_WRITTEN = tuple(
    "articles/ articles/*/ articles/*/*.jsonl warc/ warc/*/ runs/ runs/*.jsonl state/ state/*.lock"
    " state/*.sqlite".split()
)


class Result(StrEnum):
    """GOOD and NOTE need no action; BAD keeps a crawl from working."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """`found` is one line; `advice` is empty if there is nothing to do."""

    name: str
    result: Result
    found: str
    advice: str = ""


def check_versions() -> Check:
    """Python's and the packages' versions."""
    found = [f"dvcrawler {__version__}", f"Python {sys.version.split()[0]}"]
    missing = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return Check(
            "versions", Result.BAD, f"not installed: {', '.join(missing)}", "install dvcrawler again"
        )
    return Check("versions", Result.GOOD, ", ".join(found))


def check_data(data: Path) -> Check:
    """Whether the data folder, or else its nearest existing parent, can be written, and what is in it: a run
    by another user leaves files that this one cannot continue.
    """
    there = next(folder for folder in (data, *data.absolute().parents) if folder.exists())
    if not there.is_dir():
        return Check("data folder", Result.BAD, f"{there} is not a folder", "name another with --data")
    if not os.access(there, os.W_OK | os.X_OK):
        return Check(
            "data folder", Result.BAD, f"{there} cannot be written", "correct its owner or permissions"
        )
    if there != data:
        found = f"{data.absolute()} is not there yet; the first crawl creates it"
        return Check("data folder", Result.NOTE, found, "mount its disk first, if it should be there")
    refused = list(_find_unwritable(data))
    if refused:
        others = f", nor can {len(refused) - 1} more of what is in {data}" if refused[1:] else ""
        found = f"{refused[0]} cannot be written{others}"
        return Check("data folder", Result.BAD, found, "give the folder to one user, with all that is in it")
    return Check("data folder", Result.GOOD, str(data.absolute()))


def _find_unwritable(data: Path) -> Iterator[Path]:
    for form in _WRITTEN:
        for path in sorted(data.glob(form)):
            if not os.access(path, os.W_OK | os.X_OK if path.is_dir() else os.W_OK):
                yield path


def check_disk(data: Path, least: int) -> Check:
    """Whether more space is free than the `least` megabytes below which no run begins."""
    there = next(folder for folder in (data, *data.absolute().parents) if folder.is_dir())
    free = shutil.disk_usage(there).free // _MEGABYTE
    if free < least:
        return Check("disk", Result.BAD, f"{free} MB are free, {least} are needed", "free some space")
    return Check("disk", Result.GOOD, f"{free} MB are free")


def check_contact(contact: str) -> Check:
    """Whether a portal's administrator can reach the operator."""
    if contact:
        return Check("contact", Result.GOOD, contact)
    return Check("contact", Result.NOTE, "none is set: portals cannot reach you", "set DVCRAWLER_CONTACT")


def check_settings(fault: Exception | None) -> Check:
    """`fault`: why a crawl would refuse the settings in force."""
    if fault is not None:
        return Check(
            "settings", Result.BAD, str(fault), "correct it; `dvcrawler config` says where it is set"
        )
    return Check("settings", Result.GOOD, "a crawl can use them")


def check_clock(now: datetime) -> Check:
    """`now` is aware. `check_connection` compares it with a server's."""
    if now < _RELEASED:
        found = f"it is set to {now:%Y-%m-%d}, before this release was made"
        return Check("clock", Result.BAD, found, "set the clock: captures are dated by it")
    return Check("clock", Result.GOOD, f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC")


def check_authorities(place: str | None, places: Sequence[str]) -> Check:
    """`place`: the file or folder with the certificate authorities; None if none of `places` has any."""
    if place is not None:
        return Check("authorities", Result.GOOD, place)
    named = " and ".join(name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if name in os.environ)
    found = f"no certificate in {' or '.join(places)}: no https site can be verified"
    advice = f"correct {named} in the environment" if named else "install the system's ca-certificates"
    return Check("authorities", Result.BAD, found, advice)


def check_locale() -> Check:
    """Whether a terminal can show Vietnamese letters. The store is UTF-8 in any locale."""
    encoding = locale.getpreferredencoding(do_setlocale=False)
    if encoding.lower().replace("-", "") == "utf8":
        return Check("locale", Result.GOOD, encoding)
    found = f"{encoding}: Vietnamese letters are shown as \\uXXXX"
    return Check("locale", Result.NOTE, found, "set LANG=C.UTF-8; what is stored does not depend on it")


def check_names(hosts: Sequence[str]) -> Check:
    """Whether the sites' names resolve; if none does, this machine has no network or no DNS."""
    failed = [host for host in hosts if not _resolves(host)]
    if hosts and len(failed) == len(hosts):
        found = f"none of {len(hosts)} sites' names resolves"
        return Check("names", Result.BAD, found, "this machine has no network or no DNS; check both")
    if failed:
        found = f"{len(hosts) - len(failed)} of {len(hosts)} resolve; not {', '.join(failed[:5])}"
        return Check("names", Result.NOTE, found, "these sites may be gone; see `dvcrawler health`")
    return Check("names", Result.GOOD, f"{len(hosts)} sites' names resolve")


def check_connection(hosts: Sequence[str], seconds: float) -> Check:
    """Whether any of the hosts accepts a connection on port 443; the first that does ends the check."""
    for host in hosts:
        try:
            with socket.create_connection((host, 443), timeout=seconds):
                return Check("connection", Result.GOOD, f"{host} accepts connections")
        except (OSError, UnicodeError):
            continue
    found = f"none of {len(hosts)} hosts accepts a connection on port 443"
    return Check("connection", Result.BAD, found, "check the network, the firewall and the proxy settings")


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, 443, proto=socket.IPPROTO_TCP))
    except (OSError, UnicodeError):
        return False
