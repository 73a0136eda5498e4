import pytest

from dvcrawler.storage.ledgers.ledger import Ledger, reindex
from dvcrawler.storage.ledgers.stored_articles import find_published
from dvcrawler.storage.store import Store
from tests.derived.store import article

TEXT = "Sáng nay, xã tổ chức lễ hội làng với nhiều trò chơi dân gian. " * 5
HELD = article(
    "hoi-lang-dau-xuan-123456",
    "Hội làng đầu xuân",
    TEXT,
    date="2026-01-30",
    url="https://thu.example/hoi-lang-dau-xuan-123456.html",
)


@pytest.mark.parametrize(
    ("number", "text", "found"),
    [
        ("le-hoi-cua-lang-123456", TEXT, HELD["id"]),
        ("le-hoi-cua-lang-123456", TEXT.replace("xã", "phường"), None),
        ("hoi-lang-dau-xuan-123456", TEXT, None),  # the article itself
    ],
)
def test_an_article_of_one_day_and_number_under_another_title_is_known_by_its_text(
    tmp_path, number, text, found
):
    with Store(tmp_path, "thu") as store:
        store.append(HELD)
    reindex(tmp_path, "thu")
    shown = article(
        number,
        "Lễ hội của làng",
        text,
        date="2026-01-30",
        url="https://thu.example/le-hoi-cua-lang-123456.html",
    )
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        assert find_published(ledger, store, shown) == found
