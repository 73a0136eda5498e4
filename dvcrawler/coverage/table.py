"""Renders coverage for a terminal: one line per month, with a bar."""

from collections import Counter

from dvcrawler.coverage.count import Coverage, describe_media
from dvcrawler.messages.plurals import counted

_BAR_WIDTH = 40
_MAX_EXAMPLES = 10


def format_coverage(coverage: Coverage) -> str:
    """Lists the months with articles or gaps, oldest first, then the gaps by reason."""
    total, missing = coverage.months.total(), coverage.missing
    held = counted(total, "article")
    lines = [f"{coverage.site}: {held} held, {len(coverage.gaps)} known and not held"]
    lines += [f"  {line}" for line in describe_media(coverage)]
    most = max([*coverage.months.values(), 1])
    for month in sorted({*coverage.months, *missing}):
        number = coverage.months[month]
        bar = "█" * round(number / most * _BAR_WIDTH) or ("▏" if number else "")
        lack = f"  −{missing[month]}" if missing[month] else ""
        lines.append(f"  {month:<8}{number:>6}  {bar}{lack}")
    for reason, count in Counter(gap.reason for gap in coverage.gaps).most_common():
        lines.append(f"  {reason}: {count}")
        named = [gap for gap in coverage.gaps if gap.reason == reason][:_MAX_EXAMPLES]
        lines += [f"    {gap.url}" + (f" ({gap.detail})" if gap.detail else "") for gap in named]
        if count > _MAX_EXAMPLES:
            lines.append("    …; --json names all")
    return "\n".join(lines)
