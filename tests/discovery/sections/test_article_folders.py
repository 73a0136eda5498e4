"""The folders of articles, which are often their sections."""

import pytest

from dvcrawler.discovery.sections.path_sections import article_folders

HOST = "https://bao.vn"


@pytest.mark.parametrize(
    ("article", "folder"),
    [
        ("/thoi-su/bai-viet-1234567.html", "/thoi-su"),
        ("/thoi-su/202403/bai-viet-1234567/", "/thoi-su/"),
        ("/kinh-te/2024/03/15/bai-viet", "/kinh-te"),
        ("/vi/news/thoi-su/bai-viet-12.html", "/vi/news/thoi-su"),
        ("/bai-viet-1234567.html", None),
        ("/2024/03/bai-viet/", None),
        ("/a/b/c/d/bai-viet-12.html", None),
        ("/thoi-su/12/xem/bai-viet.html", None),
        ("/tag/lua/bai-viet-12.html", None),
        ("/index/bai-viet-12.html", None),
        ("/tin/xem.aspx?id=12", "/tin"),
        ("/xem.aspx?id=12", None),
        ("/tin.aspx/amp?id=12", None),
    ],
)
def test_the_folder_of_an_article_without_numbers(article, folder):
    assert article_folders([HOST + article]) == ([HOST + folder] if folder else [])


def test_the_folder_of_many_articles_is_listed_once():
    articles = [f"{HOST}/{name}/bai-viet-{n}.html" for n in range(40) for name in ("thoi-su", "kinh-te")]
    assert article_folders(articles) == [f"{HOST}/thoi-su", f"{HOST}/kinh-te"]
