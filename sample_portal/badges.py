"""The README's badges. They state what the project declares of itself, and ask no web server."""

import tomllib
from pathlib import Path

from dvcrawler.items import SCHEMA

_HEIGHT = 20
#: Of a letter of 11 px Verdana, on average.
_LETTER_WIDTH = 6.6
_GREY, _BLUE = "#555", "#0a6ebd"


def draw_badges(root: Path) -> dict[str, str]:
    """SVG by file name. `root` is the folder of pyproject.toml."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    scrapy = next(each for each in project["dependencies"] if each.startswith("scrapy"))
    facts = {
        "python": project["requires-python"].removeprefix(">=") + " or newer",
        "scrapy": scrapy.partition(">=")[2] + " or newer",
        "licence": project["license"],
        "schema": str(SCHEMA),
    }
    return {f"badge-{label}.svg": _draw(label, value) for label, value in facts.items()}


def _draw(label: str, value: str) -> str:
    left, right = (round(len(text) * _LETTER_WIDTH) + 12 for text in (label, value))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" role="img" '
        f'aria-label="{label}: {value}">'
        f'<rect width="{left}" height="{_HEIGHT}" fill="{_GREY}"/>'
        f'<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{_BLUE}"/>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2}" y="14">{label}</text><text x="{left + right / 2}" y="14">{value}</text>'
        "</g></svg>\n"
    )
