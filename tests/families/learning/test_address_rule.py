import base64
import hashlib
import re

import pytest

from dvcrawler.families.learning.address_rule import AddressRule, parse_rule
from dvcrawler.families.learning.address_shape import read_target
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.rule_learning import learn_rule
from dvcrawler.families.learning.trials import suggest_trials
from dvcrawler.normalize.url_form import MAX_ADDRESS_LENGTH
from dvcrawler.normalize.urls import read_address
from tests.growth import deadline


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def hashed(text):
    """Of letters and digits, as the checksums of systems are."""
    return re.sub(r"[0-9]{3,}|[a-f]{3,}", "4d", hashlib.sha1(text.encode()).hexdigest() * 2)


HOST = "https://xathuhai.example.vn"
SUBJECTS = "hop-tac-xa le-hoi tuyen-duong mua-vang truong-hoc kenh-muong doan-vien ca-mau tom-giong nha-van-hoa".split()
WORDS = ("khanh-thanh-tai", "tong-ket-nam", "ra-quan-dau-xuan", "duoc-mua-lon", "trao-qua-cho-ho-ngheo")
SLUGS = [f"{subject}-{words}" for words in WORDS for subject in SUBJECTS]

#: For each shape: an article's address by number and slug, and the addresses of the sections beside it.
SHAPES = {
    "bare number": (lambda n, slug: f"/{n}", ["/thoi-su", "/kinh-te", "/van-hoa"]),
    "slug-number.html": (
        lambda n, slug: f"/{slug}-{n}.html",
        ["/thoi-su-1.html", "/nong-nghiep-nong-thon-moi-2.html"],
    ),
    "nukeviet raw": (
        lambda n, slug: f"/index.php?nv=news&id={n}",
        ["/index.php?nv=news", "/index.php?nv=news&cat=3", "/index.php?nv=news&cat=4"],
    ),
    "nukeviet": (
        lambda n, slug: f"/vi/news/tin-tuc/{slug}-{n}.html",
        ["/vi/news/tin-tuc/", "/vi/news/kinh-te/"],
    ),
    "drupal node": (
        lambda n, slug: f"/node/{n}",
        ["/taxonomy/term/1", "/taxonomy/term/2", "/taxonomy/term/3"],
    ),
    "wordpress raw": (lambda n, slug: f"/?p={n}", ["/?cat=2", "/?cat=3", "/?page_id=2"]),
    "dotnetnuke": (
        lambda n, slug: f"/tabid/87/ArticleID/{n}/Default.aspx",
        ["/tabid/87/Default.aspx", "/tabid/88/Default.aspx", "/tabid/89/Default.aspx"],
    ),
    "sharepoint item": (
        lambda n, slug: f"/Lists/TinTuc/DispForm.aspx?ID={n}",
        ["/Lists/TinTuc/AllItems.aspx", "/Pages/thoi-su.aspx", "/Pages/kinh-te.aspx"],
    ),
    "liferay": (lambda n, slug: f"/web/guest/-/{slug}", ["/web/guest/thoi-su", "/web/guest/kinh-te"]),
    "wordpress dated": (lambda n, slug: f"/2024/05/{slug}/", ["/category/thoi-su/", "/category/kinh-te/"]),
    "number as name": (lambda n, slug: f"/{slug}/{n}.bcb", ["/Thoi-su", "/Kinh-te", "/Van-hoa"]),
    "number in section": (lambda n, slug: f"/Kinh-te/{slug}/{n}.bcb", ["/Thoi-su", "/Kinh-te", "/Van-hoa"]),
    "script": (lambda n, slug: f"/chi-tiet?id={n}", ["/danh-muc?id=1", "/danh-muc?id=2", "/danh-muc?id=3"]),
    "slug alone": (
        lambda n, slug: f"/{slug}/",
        ["/thoi-su/", "/kinh-te/", "/nong-nghiep-nong-thon-va-doi-song/", "/lien-he/"],
    ),
    "slug in section": (lambda n, slug: f"/tin-tuc/{slug}", ["/tin-tuc", "/kinh-te", "/tin-tuc/trong-tinh"]),
    "joomla": (
        lambda n, slug: f"/index.php/tin-tuc/{n}-{slug}",
        ["/index.php/tin-tuc", "/index.php/kinh-te"],
    ),
    "joomla raw": (
        lambda n, slug: f"/index.php?option=com_content&view=article&id={n}:{slug}&catid=8",
        [f"/index.php?option=com_content&view=category&id={n}:thoi-su&catid=8" for n in (1, 2, 3)],
    ),
    "date folder": (
        lambda n, slug: f"/portal/Pages/2024-5-{n % 28 + 1}/{slug}.aspx",
        ["/portal/Pages/thoi-su.aspx"],
    ),
    "blanks": (lambda n, slug: f"/tin/{slug.replace('-', '%20')}", ["/tin", "/kinh%20te", "/van%20hoa"]),
    "commas": (
        lambda n, slug: f"/tin/{slug.replace('-', ',')}.html",
        ["/tin", "/kinh-te.html", "/van-hoa.html"],
    ),
    "tildes": (lambda n, slug: f"/{slug.replace('-', '~')}", ["/thoi-su", "/kinh-te", "/van-hoa"]),
    "escaped letters": (
        lambda n, slug: f"/{slug.replace('a', '%C3%A1')}",
        ["/thoi-su", "/kinh-te", "/van-hoa"],
    ),
    "base64": (
        lambda n, slug: f"/doc?x={encoded(f'id={n}')}",
        [f"/muc?x={encoded(f'muc={n}')}" for n in (1, 2, 3)],
    ),
    "base64 without its end": (
        lambda n, slug: f"/doc?x={encoded(f'id={n}').rstrip('=')}",
        [f"/muc?x={encoded(f'muc={n}').rstrip('=')}" for n in (1, 2, 3)],
    ),
    "checked number": (
        lambda n, slug: f"/index.php?id=12&tin[so]={n}&cHash={hashed(slug)[:8]}",
        ["/index.php?id=3", "/index.php?id=4"],
    ),
    "short hash": (lambda n, slug: f"/tin?ma={hashed(slug)[:12]}", ["/muc?ma=3", "/muc?ma=4", "/muc?ma=5"]),
    "lotus domino": (
        lambda n, slug: f"/Web.nsf/0/{hashed(slug)[:32].upper()}?OpenDocument",
        ["/Web.nsf/thoi-su?OpenView", "/Web.nsf/kinh-te?OpenView"],
    ),
    "parameter in the path": (lambda n, slug: f"/tin&id={n + 5000}", ["/muc&id=3", "/muc&id=4", "/muc&id=5"]),
    "number called s": (
        lambda n, slug: f"/index.aspx?m=tin&s={n}",
        [f"/index.aspx?m=muc&s={n}" for n in (1, 2, 3)],
    ),
    "slug as query": (lambda n, slug: f"/?{slug}", ["/?thoi-su", "/?kinh-te", "/?van-hoa"]),
    "path as query": (
        lambda n, slug: f"/index.php?/tin/{slug}",
        ["/index.php?/muc", "/index.php?/tim", "/index.php?gop-y"],
    ),
    "route as query": (lambda n, slug: f"/index.php?tin/xem/{n}", ["/index.php?muc", "/index.php?lien-he"]),
    "joomla k2": (
        lambda n, slug: f"/index.php?option=com_k2&view=item&id={n}:{slug}&Itemid=8",
        [f"/index.php?option=com_k2&view=itemlist&task=category&id={n}:thoi-su&Itemid=8" for n in (1, 2, 3)],
    ),
    "view": (
        lambda n, slug: f"/?page=news.detail&id={n}",
        [f"/?page={view}&id=61" for view in ("news.send", "news.mail", "tin.in")],
    ),
    "route": (
        lambda n, slug: f"/index.php?r=tin/xem&id={n}",
        [f"/index.php?r=tin/{view}&id=61" for view in ("gui", "in", "gopy")],
    ),
    "module and view": (
        lambda n, slug: f"/trang.do?m=tin:chitiet&ma={n}",
        ["/trang.do?m=tin:gui&ma=61", "/trang.do?m=tin:binhluan&ma=61", "/trang.do?m=muc:tin:xem&ma=3"],
    ),
    "guid": (lambda n, slug: f"/tin/{n:08x}-aaaa-4bbb-8ccc-{n:012x}", ["/thoi-su", "/kinh-te"]),
}


def blocks_of(urls, page, **more):
    return [LinkBlock(page, HOST + url, title, **more) for url, title in urls]


def headline(slug):
    return slug.replace("-", " ") + " ở xã Thử Hải"


def listing(make, sections, numbers, page="/"):
    articles = [(make(n, SLUGS[n % len(SLUGS)]), headline(SLUGS[n % len(SLUGS)])) for n in numbers]
    menu = [(url, " ".join(re.findall("[a-z]+", url)[-2:])) for url in sections]
    return blocks_of(articles, HOST + page, group="a<h3<div.item", is_headline=True) + blocks_of(
        menu, HOST + page, group="a<li<ul.menu", in_menu=True
    )


def learn(name):
    make, sections = SHAPES[name]
    blocks = listing(make, sections, range(101, 111)) + listing(make, sections, range(105, 119), "/thoi-su/")
    return learn_rule(blocks)


@pytest.mark.parametrize("name", SHAPES)
def test_articles_that_the_evidence_did_not_hold_are_covered(name):
    rule, make = learn(name), SHAPES[name][0]
    assert rule is not None
    missed = [url for n in range(120, 150) if not rule.covers(HOST + (url := make(n, SLUGS[n % len(SLUGS)])))]
    assert missed == []


@pytest.mark.parametrize("name", SHAPES)
def test_sections_tags_authors_videos_pagers_and_files_are_not_covered(name):
    rule, sections = learn(name), SHAPES[name][1]
    others = [
        "/",
        "/tag/mua-vang/",
        "/tac-gia/nguyen-thu-12.html",
        "/video/le-hoi-dau-xuan-tai-xa-123.html",
        "/tran-dau/thu-hai-gap-thu-giang-luc-17-gio-12.html",
        "/dang-nhap",
        "/rss/thoi-su.rss",
        "/thoi-su?page=2",
        "/thoi-su/trang-2",
        "/page/2/",
        "/upload/ke-hoach-nam-2024-12.pdf",
    ]
    assert [url for url in [*sections, *others] if rule.covers(HOST + url)] == []


@pytest.mark.parametrize("name", SHAPES)
def test_the_pattern_reads_what_the_rule_covers_and_gives_each_article_an_id_of_its_own(name):
    rule, (make, sections) = learn(name), SHAPES[name]
    patterns, hosts = [rule.address_pattern("{host}/")], {"xathuhai.example.vn": "xathuhai.example.vn"}
    urls = {HOST + make(n, SLUGS[n % len(SLUGS)]) for n in range(100, 150)}
    ids = {address.native_id for url in urls if (address := read_address(url, patterns, hosts))}
    assert len(ids) == len(urls)
    assert all(read_address(HOST + url, patterns, hosts) is None for url in sections)


@pytest.mark.sampled(7)
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(
    "text", ["/a-", "/", "a-", "0-", "?a=0&", "/trang-0", "/su-kien", "_+", "&lang=", "/0.a"]
)
def test_a_learned_pattern_takes_no_long_time_for_a_hostile_address(name, text):
    regex = re.compile(learn(name).address_pattern("").regex)
    with deadline(1.0):
        for ending in ("", "\x00", ".html"):
            regex.fullmatch(("/" + text * MAX_ADDRESS_LENGTH)[:MAX_ADDRESS_LENGTH] + ending)


def test_a_rule_survives_being_written_and_read():
    rule = learn("slug alone")
    assert parse_rule(rule.to_json()) == rule


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", '{"patterns": ["("]}', '{"patterns": 3}', '{"other": []}']
)
def test_what_is_not_a_rule_is_read_as_none(text):
    assert parse_rule(text) is None


def test_nothing_is_learned_from_menus():
    menu = blocks_of([(f"/muc-{n}", f"Mục {n}") for n in range(9)], HOST + "/", group="a<li")
    assert learn_rule(menu) is None


def test_what_a_feed_names_is_enough():
    rule = learn_rule([], named=[f"{HOST}/?p={n}" for n in (3, 4)])
    assert rule.covers(f"{HOST}/?p=99")
    assert not rule.covers(f"{HOST}/?cat=99")


def test_pages_that_were_tried_settle_what_listings_leave_open():
    blocks = blocks_of([(f"/xem/{n}", headline(SLUGS[n])) for n in (1, 2)], HOST + "/", group="a<p")
    assert learn_rule(blocks) is None
    assert learn_rule(blocks, tried={f"{HOST}/xem/1": True}).covers(f"{HOST}/xem/77")
    assert learn_rule(blocks, tried={f"{HOST}/xem/1": False}) is None


def test_a_shape_whose_page_was_tried_in_vain_is_not_learned():
    urls = [(f"/ho-so/{n}", headline(SLUGS[n])) for n in range(9)]
    blocks = blocks_of(urls, HOST + "/", group="a<p")
    assert learn_rule(blocks) is not None
    assert learn_rule(blocks, tried={f"{HOST}/ho-so/1": False, f"{HOST}/ho-so/2": False}) is None


def test_a_shape_whose_page_was_tried_in_vain_is_left_out_beside_a_better_one():
    urls = [(f"/{folder}/{n}", headline(SLUGS[n])) for folder in ("xem", "ho-so") for n in range(9)]
    blocks = blocks_of(urls, HOST + "/", group="a<p")
    assert learn_rule(blocks, tried={f"{HOST}/ho-so/1": False}).covers(f"{HOST}/xem/77")
    assert not learn_rule(blocks, tried={f"{HOST}/ho-so/1": False}).covers(f"{HOST}/ho-so/77")
    assert learn_rule(blocks, tried={f"{HOST}/ho-so/1": False, f"{HOST}/ho-so/2": True}).covers(
        f"{HOST}/ho-so/77"
    )


def test_the_only_shape_is_kept_where_one_page_of_it_was_tried_in_vain():
    blocks = blocks_of([(f"/xem/{n}", headline(SLUGS[n])) for n in range(9)], HOST + "/", group="a<p")
    assert learn_rule(blocks, tried={f"{HOST}/xem/1": False}).covers(f"{HOST}/xem/77")


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("?q=node/{}", "?q=user/7"),
        ("index.php?r=tin/xem/{}", "index.php?r=album/xem/7"),
        ("?route=bai-viet/{}", "?route=lien-he/7"),
    ],
)
def test_a_path_in_the_query_is_part_of_the_shape(form, other):
    urls = [("/" + form.format(100 + n), headline(SLUGS[n])) for n in range(9)]
    rule = learn_rule(blocks_of(urls, HOST + "/", group="a<p"))
    assert rule.covers(f"{HOST}/{form.format(7654)}")
    assert not rule.covers(f"{HOST}/{other}")
    assert form.format("<number>") in rule.evidence[0]


@pytest.mark.parametrize(
    "form", ["/su-kien/{}", "/vi/su-kien/{}", "/chuyen-muc/xa-hoi/{}.html", "/events/{}"]
)
def test_a_folder_that_may_hold_topics_holds_articles_if_one_was_tried(form):
    urls = [(form.format(1300 + n), headline(SLUGS[n])) for n in range(9)]
    urls += [(f"/tin-tuc/{1400 + n}", headline(SLUGS[n])) for n in range(9)]
    blocks = blocks_of(urls, HOST + "/", group="a<p")
    first = HOST + form.format(1300)
    assert first in suggest_trials(blocks, (), {}, 8)
    assert not learn_rule(blocks).covers(first)
    assert not learn_rule(blocks, tried={first: False}).covers(first)
    rule = parse_rule(learn_rule(blocks, tried={first: True}).to_json())
    assert rule.covers(HOST + form.format(777))
    assert rule.covers(f"{HOST}/tin-tuc/777")
    assert not rule.covers(f"{HOST}/chu-de/777")
    assert AddressRule(("(?i:/x)",)).merge(rule).topics == rule.topics


def test_links_that_make_no_list_are_tried_where_nothing_else_may_be_an_article():
    blocks = blocks_of(
        [
            ("/tin-tuc/xa-khoi-cong-duong-lien-thon-17.htm", "Xã khởi công đường liên thôn"),
            ("/lien-he", "Liên hệ"),
        ],
        HOST,
    )
    assert suggest_trials(blocks, (), {}, 5) == [f"{HOST}/tin-tuc/xa-khoi-cong-duong-lien-thon-17.htm"]
    assert suggest_trials(blocks_of([("/bao-gia", "Bảng giá quảng cáo năm nay")], HOST), (), {}, 5) == []


@pytest.mark.parametrize(
    ("newest", "older"),
    [
        ("thang-11-2024", "thang-3-2023"),
        ("2024-q4", "2023-q1"),
        ("nam2024", "nam2019"),
        ("t11", "t9"),
        ("so-87", "so-9"),
    ],
)
def test_the_folder_of_the_newest_month_stands_for_those_of_all(newest, older):
    links = listing(lambda n, slug: f"/tin/{newest}/{slug}.html", ["/thoi-su", "/kinh-te"], range(8))
    rule = learn_rule(links)
    assert rule is not None
    assert rule.covers(f"{HOST}/tin/{older}/{SLUGS[20]}.html")
    assert not rule.covers(f"{HOST}/tin/khac/{SLUGS[20]}.html")


def test_words_of_a_query_are_names_and_random_values_are_not():
    read = {
        text: read_target(f"{HOST}/x?a={text}").query[0][1].kind
        for text in (
            "article",
            "viewArticle",
            "newsDetailView",
            "page2",
            "com_k2",
            "v12",
            "TinTuc",
            "tin-tuc-2024",
            "ABC",
            "aWQ9NDExMDA=",
            "bXVjPTU",
            "ef301fa5",
            "Xk9fQ2pL",
            "9f3b2c1d4e5a",
        )
    }
    assert [text for text, kind in read.items() if kind == "token"] == [
        "aWQ9NDExMDA=",
        "bXVjPTU",
        "ef301fa5",
        "Xk9fQ2pL",
        "9f3b2c1d4e5a",
    ]


@pytest.mark.parametrize("code", ["TAND{}", "VKS{}", "BaiViet{}", "MOF{}", "a{}", "UCMTMP{}"])
def test_a_code_in_a_query_is_a_number(code):
    def name(number):
        return f"/portal/chitiet?dDocName={code.format(number)}&tab=tin2"

    seen = [(name(280_000 + 13 * n), f"Xã khởi công đường liên thôn số {n}") for n in range(5)]
    rule = learn_rule(blocks_of(seen, f"{HOST}/", has_day=True))
    assert rule is not None
    assert rule.covers(HOST + name(290_417))
    assert not rule.covers(f"{HOST}/portal/chitiet?dDocName={code.format(290_417)}&tab=tin3")


def test_an_address_that_a_feed_names_is_an_article_though_a_menu_links_to_another_form_of_it():
    urls = [f"/xem?so={n}&ma={n}" for n in (1, 2)]
    links = [LinkBlock("/", f"http://www.{HOST[8:]}{url}", "Tin", in_menu=True) for url in urls]
    rule = learn_rule(links, [HOST + url for url in urls])
    assert rule is not None
    assert all(rule.covers(HOST + url) for url in urls)


def test_merging_keeps_the_older_patterns_first():
    first, second = learn("drupal node"), learn("slug alone")
    merged = first.merge(second)
    assert merged.patterns == first.patterns + second.patterns
    assert merged.covers(f"{HOST}/node/5")
    assert merged.merge(second) == merged


def test_the_evidence_names_the_shape_the_number_of_links_and_an_example():
    (line,) = learn("drupal node").evidence
    assert re.fullmatch(r"/node/<number>: [0-9]+ links, such as /node/101", line)


def test_an_empty_rule_covers_nothing():
    assert not AddressRule(()).covers(f"{HOST}/node/5")


DOCUMENTS = ["/van-ban/{n}", "/vi/vbpl/chi-tiet-{n}.html", "/xem?muc=van-ban&so={n}"]


@pytest.mark.parametrize("form", DOCUMENTS)
@pytest.mark.parametrize("number", [7, 70_123])
def test_documents_are_articles_of_a_site_where_one_of_them_was_read_as_such(form, number):
    paths = [form.format(n=number + k) for k in range(8)]
    blocks = blocks_of(
        [(path, headline(slug)) for path, slug in zip(paths, SLUGS, strict=False)], HOST, has_day=True
    )
    (tried,) = suggest_trials(blocks, (), {}, 5)
    read = learn_rule(blocks, (), {tried: True})
    assert all(read.covers(HOST + path) for path in paths)
    assert learn_rule(blocks, (), {tried: False}) is None
    assert learn_rule(blocks) is None


NAMES = {
    "/ntm": "Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
    "/htvlt": "Học tập và làm theo tư tưởng đạo đức của Bác",
    "/nen-tang": "Bảo vệ nền tảng tư tưởng của Đảng trong tình hình mới",
    "/c/bien": "Chung tay bảo vệ biển đảo quê hương ta",
}


def test_short_addresses_beside_those_made_of_headlines_are_not_articles():
    items = [(f"/{slug}", headline(slug)) for slug in SLUGS[:12]]
    rule = learn_rule(
        blocks_of(items, HOST, is_headline=True) + blocks_of([*NAMES.items()], HOST, group="left")
    )
    assert all(rule.covers(HOST + path) for path, _ in items)
    assert not any(rule.covers(HOST + path) for path in NAMES)


def test_short_slugs_are_articles_where_all_are_short():
    items = [
        (f"/{slug[:9].rstrip('-')}-{'abcdefghijkl'[n]}", headline(slug)) for n, slug in enumerate(SLUGS[:12])
    ]
    rule = learn_rule(blocks_of(items, HOST, is_headline=True))
    assert all(rule.covers(HOST + path) for path, _ in items)


def test_a_shape_whose_tried_page_is_not_an_article_does_not_extend_a_known_rule():
    blocks = [
        LinkBlock(
            "https://x.vn/", f"https://x.vn/ho-so/{n}", "Quyết định ban hành quy chế tiếp dân", has_day=True
        )
        for n in range(6)
    ]
    tried = {"https://x.vn/ho-so/0": False}
    assert learn_rule(blocks, (), tried) is not None
    assert learn_rule(blocks, (), tried, is_known=True) is None


HEADLINES = (
    "xa-mo-hoi-lang-dau-xuan",
    "huyen-thong-xe-cau-moi",
    "truong-don-hoc-sinh-tro-lai",
    "hop-tac-xa-gat-xong-lua",
)


@pytest.mark.parametrize(
    ("form", "shown", "others"),
    [
        ("/tin/{slug}?{n}", "/tin/<slug>?<number>", ("/tin/{slug}", "/tin/{slug}?in")),
        (
            "/vi/tin-xa/{slug}/index.html",
            "/vi/tin-xa/<slug>/index.html",
            ("/vi/tin-xa/the-thao/index.html", "/vi/index.html"),
        ),
    ],
)
def test_a_value_without_a_name_and_the_index_of_a_folder_are_shapes(form, shown, others):
    urls = ["https://x.vn" + form.format(slug=slug, n=n) for n, slug in enumerate(HEADLINES, 4107)]
    blocks = [LinkBlock("https://x.vn/", url, "Xã mở hội làng đầu xuân", has_day=True) for url in urls]
    rule = learn_rule(blocks)
    assert rule is not None
    assert rule.evidence[0].startswith(shown + ": 4 links")
    new = form.format(slug="xa-khoi-cong-duong-lien-thon", n=5000)
    assert rule.covers("https://x.vn" + new)
    assert [each for each in others if rule.covers("https://x.vn" + each.format(slug=HEADLINES[0]))] == []
