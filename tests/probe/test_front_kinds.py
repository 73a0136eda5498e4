"""What a front page shows in place of links to articles."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.probe.front_kinds import find_kind

HOST = "congthongtin.example.vn"
PLACES = "Hải Minh|Hải Anh|Giao Tiến|Yên Cường".split("|")


def kind(link):
    rows = "".join(
        f"<li>{link.format(n=n, title=f'Xã {place} khánh thành đường liên thôn')}</li>"
        for n, place in enumerate(PLACES)
    )
    page = f"<html><body><a href='/gioi-thieu'>Giới thiệu</a><ul>{rows}</ul><p>{'Xã nhà. ' * 40}</p></body></html>"
    return find_kind(Page(page.encode(), f"https://{HOST}/"), {HOST: "https"})


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("<a href='#/tin/{n}'>{title}</a>", "unopened"),
        ("<a href='/#!/tin/{n}'>{title}</a>", "unopened"),
        ("<a href=\"javascript:__doPostBack('ctl{n}$lnk','')\">{title}</a>", "unopened"),
        ("<a href='#' onclick='xemTin({n})'>{title}</a>", "unopened"),
        ("<a href='/tin/{n}'>{title}</a>", None),
        ("<a href='/tin/{n}'>{title}</a><a href='#' onclick='chiaSe({n})'>{title} trên mạng</a>", None),
    ],
)
def test_headlines_that_only_a_script_opens_are_told_from_links(link, shown):
    assert kind(link) == shown
