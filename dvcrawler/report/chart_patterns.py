"""The patterns by which the series of a chart differ, in print too."""

COLOURS = "#2f6db3 #e08214 #3f9142 #c8453c #5aa6a6 #b8962b #8d62a3 #7a563f #7d7d7d".split()
#: Lines over the colour, so that the parts differ in print and for readers who are colour-blind.
_LINES = (
    "",
    "M0 8L8 0M-2 2L2 -2M6 10L10 6",
    "M0 0L8 8M-2 6L2 10M6 -2L10 2",
    "M0 4H8",
    "M4 0V8",
    "M0 4H8M4 0V8",
    "M0 0L8 8M8 0L0 8",
    "M2 2h2v2h-2zM6 6h2v2h-2z",
    "M0 2H8M0 6H8",
)


def patterns() -> str:
    """The definitions that all charts of a page share; included once."""
    made = "".join(
        f'<pattern id="p{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colour}"/>'
        f'<path d="{lines}" stroke="#fff" stroke-width="1.2" stroke-opacity=".75" fill="none"/></pattern>'
        for place, (colour, lines) in enumerate(zip(COLOURS, _LINES, strict=True))
    )
    return f'<svg class="defs" width="0" height="0" aria-hidden="true"><defs>{made}</defs></svg>'


def pattern_of(place: int, number: int, has_others: bool) -> int:
    return len(COLOURS) - 1 if has_others and place == number - 1 else place
