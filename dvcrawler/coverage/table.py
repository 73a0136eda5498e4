"""Renders coverage for a terminal: one line per month, with a bar."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from dvcrawler.coverage.count import Coverage, Gap, describe_media
from dvcrawler.messages.plurals import counted

_BAR_WIDTH = 40
#: Columns of a month, its number, and how many are missing.
_BESIDE_BAR = 24
_MAX_EXAMPLES = 10


def format_coverage(coverage: Coverage, width: int | None = None) -> str:
    """Lists the months with articles or gaps, oldest first, then the gaps by reason.

    `width`: columns of the terminal, to which the bars are fitted; None without one.
    """
    held = counted(coverage.months.total(), "article")
    lines = [f"{coverage.site}: {held} held, {len(coverage.gaps)} known and not held"]
    lines += [f"  {line}" for line in describe_media(coverage)]
    longest = _BAR_WIDTH if width is None else max(1, min(_BAR_WIDTH, width - _BESIDE_BAR))
    return "\n".join([*lines, *_list_months(coverage, longest), *_list_gaps(coverage.gaps)])


def _list_months(coverage: Coverage, longest: int) -> Iterator[str]:
    months, missing = coverage.months, coverage.missing
    most = max([*months.values(), 1])
    for month in sorted({*months, *missing}):
        number = months[month]
        bar = "█" * round(number / most * longest) or ("▏" if number else "")
        lack = f"  −{missing[month]}" if missing[month] else ""
        yield f"  {month:<8}{number:>6}  {bar}{lack}"


def _list_gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    for reason, count in Counter(gap.reason for gap in gaps).most_common():
        yield f"  {reason}: {count}"
        for gap in islice((gap for gap in gaps if gap.reason == reason), _MAX_EXAMPLES):
            yield f"    {gap.url}" + (f" ({gap.detail})" if gap.detail else "")
        if count > _MAX_EXAMPLES:
            yield "    …; --json names all"
