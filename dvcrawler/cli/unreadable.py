"""Says on standard error that lines of the store cannot be read, so that a result may lack articles."""

from collections.abc import Collection, Mapping
from pathlib import Path

from dvcrawler.console import complain
from dvcrawler.derived.unreadable import find_unreadable
from dvcrawler.exitcodes import ExitCode
from dvcrawler.messages.plurals import counted


def tell_unreadable(
    data: Path, sites: Collection[str] | None = None, what: str = "left out here"
) -> ExitCode:
    """PARTIAL if there are such lines, of these sites or of all; else OK. `what`: what that means."""
    return tell_lines(find_unreadable(data, sites), what)


def tell_lines(found: Mapping[Path, int], what: str = "left out here") -> ExitCode:
    """As `tell_unreadable`, for lines that were met while reading."""
    if not found:
        return ExitCode.OK
    first, *others = found
    more = f" and {counted(len(others), 'more file')}" if others else ""
    lines = counted(sum(found.values()), "line")
    complain(f"{lines} of {first}{more} cannot be read, {what}; `dvcrawler verify` names each")
    return ExitCode.PARTIAL
