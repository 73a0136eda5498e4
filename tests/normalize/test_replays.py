"""Pages that a web archive rewrote have their own links again."""

import pytest

from dvcrawler.normalize.replays import is_rewritten, undo_rewriting

STAMP = "20200101000000"
OWN = "https://bao.vn/tin-1.html"
BAR = b"<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>x</p><!-- END WAYBACK TOOLBAR INSERT -->"
HOSTS = ["https://luu.example", "http://luu.example:8080", "//luu.example", ""]
FOLDERS = ["/web", "/noFrame/replay", "/a/b/thu-tap"]


@pytest.mark.parametrize("kind", ["", "im_", "js_", "cs_", "if_", "mp_", "id_"])
@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("host", HOSTS)
def test_the_prefix_of_an_archive_is_taken_off(host, folder, kind):
    before = f"{host}{folder}/{STAMP}{kind}/"
    page = "<a href='{0}'>x</a><img src={0} srcset=\"{0} 1x, {0} 2x\"><style>a{{b:url({0})}}</style>{1}"
    written = page.format(before + OWN, f'"{before}{OWN}"'.replace("/", r"\/"))
    assert is_rewritten(written.encode(), STAMP)
    own = page.format(OWN, f'"{OWN}"'.replace("/", r"\/"))
    assert undo_rewriting(written.encode()).decode() == own


def test_a_links_own_way_into_an_archive_stays_and_the_bar_goes():
    kept = "https://web.archive.org/web/20190505000000/https://bao.vn/cu.html"
    page = f"<a href='/web/{STAMP}/{kept}'>bản lưu</a>".encode()
    assert undo_rewriting(BAR + page).decode() == f"<a href='{kept}'>bản lưu</a>"


@pytest.mark.parametrize(
    "page",
    [
        b"<a href='https://web.archive.org/web/20190505000000/https://bao.vn/cu.html'>ban luu</a>",
        b"<img src='/anh/20200101000000/a.jpg'>",
        b"<a href='/in?u=20200101000000&v=https://bao.vn/'>x</a>",
        b"",
    ],
)
def test_a_page_with_links_to_other_captures_is_not_a_rewritten_one(page):
    assert not is_rewritten(page, STAMP)


def test_the_bar_alone_shows_that_a_page_was_rewritten():
    assert is_rewritten(BAR, STAMP)
