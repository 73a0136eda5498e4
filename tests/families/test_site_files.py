"""A mistake in a site file is one line that says where and what."""

import pytest

from dvcrawler.errors import ConfigError
from dvcrawler.families.known_sites import known_sites, read_site
from dvcrawler.families.site_files import FOLDER, check_names, check_site, naming_site_file

FILE = str(FOLDER / "thu.py")
GOOD = """
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern


class Thu:
    name = "thu"
    site = Site(
        name=name, title="Thử", hosts={"thu.vn": "thu.vn"}, layouts=(),
        addresses=(AddressPattern(r"/(?P<id>[0-9]+)"),), start=("https://thu.vn/",),
    )
"""


def load(source):
    with naming_site_file():
        site = read_site(source, FILE)
    check_site(site)


def test_a_file_without_a_mistake_passes():
    load(GOOD)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("layouts=", "layout=", "thu.py:8: Site.__init__() got an unexpected keyword argument 'layout'; correct"),
        ("hosts={", "hosts=[", "thu.py:9: closing parenthesis '}' does not match opening parenthesis '['"),
        ("normalize.urls", "normalize.nosuch", "thu.py:3: No module named 'dvcrawler.normalize.nosuch'; correct"),
        ("name=name", "name=nmae", "thu.py:9: name 'nmae' is not defined; correct the site file"),
        ("?P<id>", "", "site file of thu: the address pattern '/([0-9]+)' has no group (?P<id>…)"),
        ("[0-9]+)", "[0-9]+", "cannot be used: missing ), unterminated subpattern at position 1"),
        ("https://thu.vn/", "thu.vn", "site file of thu: 'thu.vn' does not begin with https:// or http://"),
    ],
)
def test_a_mistake_is_named_with_its_place(right, wrong, says):
    with pytest.raises(ConfigError) as found:
        load(GOOD.replace(right, wrong, 1))
    assert says in str(found.value)
    assert "\n" not in str(found.value)


def test_two_sites_of_one_name_are_refused():
    check_names(known_sites())
    with pytest.raises(ConfigError, match="two site files have the name thu"):
        check_names(["thu", "khac", "thu"])


def test_a_defect_elsewhere_is_not_blamed_on_a_site_file():
    with pytest.raises(ZeroDivisionError), naming_site_file():
        1 / 0  # noqa: B018
