"""The docstring of a written site file says what the file holds."""

import re

import pytest

from dvcrawler.families.files.known_sites import read_site
from dvcrawler.probe.findings import Section
from dvcrawler.probe.site_files.section_entries import format_section
from dvcrawler.probe.site_files.site_file import _write_start
from dvcrawler.probe.site_files.writing import advise, write_site
from tests.probe.fetching import look_at
from tests.site import PARAGRAPH

HOST = "mucluc.example.vn"
NUMBERS = "một hai ba bốn năm sáu bảy tám".split()


def portal(sections, empty):
    """A front page with so many sections, the last `empty` of which list nothing."""
    menu = "".join(f"<a href='/muc-{n}'>Mục {n}</a>" for n in range(sections))
    rows = [
        f"<h3><a href='/tin/{n}'>Xã khởi công đường liên thôn số {word}</a></h3>"
        for n, word in enumerate(NUMBERS)
    ]
    body = {f"/muc-{n}": "".join(rows[:3]) for n in range(sections)}
    body |= {f"/muc-{n}": "" for n in range(sections - empty, sections)}
    body |= {f"/tin/{n}": f"{row}<p>15/03/2024</p><div>{PARAGRAPH * 3}</div>" for n, row in enumerate(rows)}
    body["/"] = "".join(rows)
    return {
        (HOST, path): f"<html><body><div class=menu>{menu}</div>{text}</body></html>"
        for path, text in body.items()
    }


@pytest.mark.parametrize(
    ("sections", "empty", "said"),
    [
        (3, 0, "3 sections are linked from the front page."),
        (1, 0, "1 section is linked from the front page."),
        (4, 3, "4 sections are linked from the front page; 1 is named below."),
        (5, 2, "5 sections are linked from the front page; 3 are named below."),
        (3, 3, "3 sections are linked from the front page; none is named below."),
        (20, 0, None),  # more than the file has room for, or than are looked at
    ],
)
def test_the_docstring_tells_how_many_sections_are_linked_and_how_many_are_named(
    tmp_path, sections, empty, said
):
    (tmp_path / "spiders").mkdir()
    found = look_at(portal(sections, empty), f"https://{HOST}/")
    text = write_site("mucluc", found, tmp_path / "spiders", tmp_path / "fixtures").site_file.read_text(
        "utf-8"
    )
    named = len(read_site(text).sections)
    listing = re.search(r"Listing: (.*?)\nCaveats", text, re.S)[1].replace("\n", " ")
    assert 0 < named < sections or said is not None
    assert listing == (said or f"20 sections are linked from the front page; {named} are named below.")


@pytest.mark.parametrize("length", range(86, 100))
def test_the_address_of_a_section_is_cut_only_where_its_line_is_too_long(length):
    url = "https://baovidu.vn/".ljust(length, "x")
    lines = format_section(Section("tin", url))
    on_one_line = f'            "tin": "{url}",'
    assert (len(lines) == 1) == (len(on_one_line) <= 110)


def test_a_site_file_in_an_installed_package_is_to_be_copied_and_one_in_a_checkout_checked(tmp_path):
    file = tmp_path / "dvcrawler/spiders/baovidu.py"
    assert "an upgrade deletes it" in advise(file)
    (tmp_path / "pyproject.toml").touch()
    assert advise(file) == ", then run `make check`."


@pytest.mark.parametrize(("length", "lines"), [(46, 1), (47, 4), (90, 4)])
def test_front_pages_of_several_hosts_have_a_line_each_where_one_is_too_short(length, lines):
    start = "https://xa.example.vn/".ljust(length, "a")
    written = [*_write_start(start, ["https://tin.xa.example.vn/"], is_all=True)]
    assert (len(written), max(map(len, written)) <= 102) == (lines, True)
