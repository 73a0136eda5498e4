"""The README's pictures: there, small, of this project, and without a request to any web server."""

import re
from pathlib import Path

import pytest

from sample_portal.badges import draw_badges

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/pictures"
READMES = ("README.md", "README.vi.md")


def pictures_of(readme):
    return re.findall(r"!\[[^\]]+\]\(docs/pictures/([^)]+)\)", (ROOT / readme).read_text("utf-8"))


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_shows_every_picture_with_a_description(readme):
    taken = {path.name for path in PICTURES.iterdir()}
    vietnamese = {name for name in taken if ".vi." in name}
    others = {name.replace(".vi.", ".") for name in vietnamese} if readme == "README.vi.md" else vietnamese
    assert others < taken
    assert sorted(pictures_of(readme)) == sorted(taken - others)


@pytest.mark.parametrize("path", sorted(PICTURES.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small_and_asks_no_web_server(path):
    assert path.stat().st_size < 300_000
    addresses = re.findall(rb"(?:href|src|url)[=(\s\"']*https?://", path.read_bytes())
    assert path.suffix != ".svg" or addresses == []


def test_the_badges_state_what_the_project_declares():
    for name, badge in draw_badges(ROOT).items():
        assert (PICTURES / name).read_text("utf-8") == badge, f"{name}: run make pictures"
