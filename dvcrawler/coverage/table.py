"""Coverage on a terminal: a line a month, with a bar."""

from collections import Counter

from dvcrawler.coverage.count import Coverage

_WIDTH = 40
_NAMED = 10


def format_table(coverage: Coverage) -> str:
    """The months that hold or miss anything, oldest first, and the reasons of what is missing."""
    total, missing = coverage.months.total(), coverage.missing
    lines = [f"{coverage.site}: {total} articles held, {len(coverage.gaps)} known and not held"]
    most = max([*coverage.months.values(), 1])
    for month in sorted({*coverage.months, *missing}):
        held = coverage.months[month]
        bar = "█" * round(held / most * _WIDTH) or ("▏" if held else "")
        lack = f"  −{missing[month]}" if missing[month] else ""
        lines.append(f"  {month:<8}{held:>6}  {bar}{lack}")
    for reason, count in Counter(gap.reason for gap in coverage.gaps).most_common():
        lines.append(f"  {reason}: {count}")
        named = [gap for gap in coverage.gaps if gap.reason == reason][:_NAMED]
        lines += [f"    {gap.url}" + (f" ({gap.detail})" if gap.detail else "") for gap in named]
        if count > _NAMED:
            lines.append("    …; --json names all")
    return "\n".join(lines)
