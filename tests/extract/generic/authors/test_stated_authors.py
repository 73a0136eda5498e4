"""Every author that a page states for machines, and nobody else."""

from datetime import UTC, datetime

import pytest

from dvcrawler.families.files.known_sites import known_sites
from dvcrawler.families.files.saved_pages import read_saved

TITLE = "Thư viện lưu động về với học sinh vùng bãi"
TEXT = (
    "<p>Sáng chủ nhật, xe thư viện lưu động chở hai nghìn đầu sách đỗ giữa sân trường, các em xếp hàng mượn từ sớm.</p>"
    "<p>Mỗi em được giữ sách hai tuần, ai đọc xong kể lại cho lớp nghe thì được chọn trước trong lần xe quay lại.</p>"
    "<p>Từ đầu năm học, xe đã đến chín điểm trường, số lượt mượn tăng gấp đôi so với cùng kỳ năm học trước.</p>"
)
BOTH = "Đinh Thị Mai, Vũ Hải Long"


def author(head):
    page = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><div>05/10/2023 07:40</div>"
        f"<div class='content'>{TEXT}</div></body></html>"
    )
    url = "https://thuvien.example.vn/tin/xe-thu-vien-88.html"
    captured = datetime(2026, 1, 1, tzinfo=UTC)
    record = read_saved(page.encode(), url, captured, known_sites(), None, generic=True)
    return record["author"]


def ld(text):
    return f'<script type="application/ld+json">{text}</script>'


def article(author, more=""):
    return f'{{"@type":"NewsArticle","headline":"{TITLE}","author":{author}{more}}}'


MAI = '{"@type":"Person","name":"Đinh Thị Mai"}'
LONG = '{"@type":"Person","name":"Vũ Hải Long"}'
PAPER = '{"@type":"Organization","name":"Báo Ví Dụ"}'
GRAPH = (
    '{"@graph":[{"@type":"Person","@id":"#mai","name":"Đinh Thị Mai"},%s,'
    '{"@type":"Person","@id":"#long","name":"Vũ Hải Long"}]}'
)


@pytest.mark.parametrize(
    "head",
    [
        ld(article(f"[{MAI},{LONG}]")),
        ld(article('["Đinh Thị Mai","Vũ Hải Long"]')),
        ld(article(f"[{PAPER},{MAI},{LONG}]")),
        ld(article(f"[[{MAI}],[{LONG}]]")),
        ld(article(f'{{"@list":[{MAI},{LONG}]}}')),
        ld(article(f'[{{"@type":"Role","author":{MAI}}},{LONG}]')),
        ld(article('[{"@type":["Person"],"name":["Đinh Thị Mai"]},' + LONG + "]")),
        ld(
            article(
                '[{"@type":"Person","familyName":"Đinh","additionalName":"Thị","givenName":"Mai"},'
                + LONG
                + "]"
            )
        ),
        ld(
            article(
                '[{"@type":"Person","name":"Đinh Thị Mai","worksFor":{"@type":"Organization","name":"Báo Ví Dụ"}},'
                + LONG
                + "]"
            )
        ),
        ld(article(f"[{MAI},{MAI},{LONG},{LONG}]")),
        ld(article('{"@type":"Person","name":["Đinh Thị Mai","Vũ Hải Long"]}')),
        ld(GRAPH % article('[{"@id":"#mai"},{"@id":"#long"}]')),
        ld(GRAPH % article('[{"@type":"Person","@id":"#mai"},{"@id":"#long"}]')),
        ld(f'{{"@type":"WebPage","mainEntity":{article(f"[{MAI},{LONG}]")}}}'),
        ld(f"[{PAPER},{article(f'[{MAI},{LONG}]')}]"),
        ld(f'{{"@type":"Article","headline":"{TITLE}","creator":[{MAI},{LONG}]}}'),
        '<meta property="article:author" content="Đinh Thị Mai"><meta property="article:author" content="Vũ Hải Long">',
        '<meta name="author" content="Đinh Thị Mai"><meta name="author" content="Vũ Hải Long">'
        '<meta property="og:type" content="article">',
    ],
)
def test_every_stated_author_is_an_author(head):
    assert author(head) == BOTH


@pytest.mark.parametrize(
    "head",
    [
        ld(article(f"[{PAPER}]")),
        ld(article(f'[{PAPER},{{"@type":"Person","name":"admin"}}]')),
        ld(article('[{"@id":"#khong-co"}]')),
        ld(article("null") + "") + ld(f'{{"@type":"NewsArticle","headline":"Tin khác hẳn","author":{MAI}}}'),
        ld(f'[{article("{}")},{{"@type":"NewsArticle","headline":"Chợ phiên cuối năm","author":{LONG}}}]'),
        ld(article('[7,null,true,{"name":{"name":"x"}}]')),
        '<meta property="article:author" content="https://www.facebook.com/baovidu">',
    ],
)
def test_an_outlet_an_account_or_the_author_of_another_article_is_none(head):
    assert author(head) is None


@pytest.mark.parametrize("form", ["{}", "[{}]"])
@pytest.mark.parametrize("name", ["Minh Long", "Quang Bình", "MINH LONG"])
def test_the_name_of_the_publisher_is_not_an_author_though_it_reads_as_a_person(name, form):
    publisher = form.format(f'{{"@type":"Organization","name":"{name.title()}"}}')
    person = f'{{"@type":"Person","name":"{name}"}}'
    assert author(ld(article(person, f',"publisher":{publisher}'))) is None


@pytest.mark.parametrize(("levels", "found"), [(3, "Đinh Thị Mai"), (40, None)])
def test_authors_are_found_some_lists_deep(levels, found):
    assert author(ld(article("[" * levels + MAI + "]" * levels))) == found


@pytest.mark.parametrize("name", ["citation_author", "DC.Creator.PersonalName"])
def test_the_authors_that_a_journal_states_are_found(name):
    metas = "".join(f'<meta name="{name}" content="{each}">' for each in ("Đinh Thị Mai", "Vũ Hải Long"))
    assert author(metas) == BOTH
