"""Says on standard error what of the store cannot be read, so that a result may lack articles."""

import os
from collections.abc import Collection, Mapping
from errno import EACCES
from pathlib import Path

from dvcrawler.console import complain
from dvcrawler.derived.unreadable import find_unreadable
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.messages.plurals import counted
from dvcrawler.storage.readable import find_unopenable


def tell_unreadable(
    data: Path, sites: Collection[str] | None = None, what: str = "left out here"
) -> ExitCode:
    """STORAGE if folders or files may not be opened, PARTIAL if there are lines that cannot be read, of these
    sites or of all; else OK. `what`: what that means.
    """
    return worst(
        [tell_unopenable(find_unopenable(data, sites), what), tell_lines(find_unreadable(data, sites), what)]
    )


def tell_unopenable(found: Mapping[Path, str], what: str = "left out here") -> ExitCode:
    """As `tell_unreadable`, for folders and files alone, with their reason."""
    if not found:
        return ExitCode.OK
    (first, reason), *others = found.items()
    more = f", and {len(others)} more" if others else ""
    remedy = "fix the permissions" if reason == os.strerror(EACCES) else "move it away"
    complain(f"cannot read {first}: {reason}{more}, {what}; {remedy}, then run again")
    return ExitCode.STORAGE


def tell_lines(found: Mapping[Path, int], what: str = "left out here") -> ExitCode:
    """As `tell_unreadable`, for lines that were met while reading."""
    if not found:
        return ExitCode.OK
    first, *others = found
    more = f" and {counted(len(others), 'more file')}" if others else ""
    lines = counted(sum(found.values()), "line")
    complain(f"{lines} of {first}{more} cannot be read, {what}; `dvcrawler verify` names each")
    return ExitCode.PARTIAL
