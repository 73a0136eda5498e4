import pytest

from dvcrawler.derived.searching.query import exclude_typed, parse_query
from dvcrawler.errors import UsageError


@pytest.mark.parametrize(
    ("text", "terms", "excluded"),
    [
        ("nông thôn", [("nong",), ("thon",)], []),
        ('"nông thôn mới"', [("nong", "thon", "moi")], []),
        ("lúa -hội", [("lua",)], [("hoi",)]),
        ('lúa -"hội nghị" -tết', [("lua",)], [("hoi", "nghi"), ("tet",)]),
        ("“nông thôn” «mới» „lúa“", [("nong", "thon"), ("moi",), ("lua",)], []),
        ("lúa −hội –“mùa vụ”", [("lua",)], [("hoi",), ("mua", "vu")]),
        ("Nam Định – Hà Nội", [("nam",), ("dinh",), ("ha",), ("noi",)], []),
        ("Note:x", [("note", "x")], []),
        ("10:30", [("10", "30")], []),
        ("nông\u00ad thô\u200bn \ufeffm\u2060ới", [("nong",), ("thon",), ("moi",)], []),
        ("ＵＢＮＤ xã", [("ubnd",), ("xa",)], []),
        ("QĐ-UBND", [("qd", "ubnd")], []),
        ('"chưa đóng', [("chua", "dong")], []),
        ("AND OR NOT near", [("and",), ("or",), ("not",), ("near",)], []),
        ("title:x", [("title", "x")], []),
        ('a"b', [("a",), ("b",)], []),
        ("lúa* ^gạo (x)", [("lua",), ("gao",), ("x",)], []),
    ],
)
def test_what_is_typed_becomes_terms_of_plain_words(text, terms, excluded):
    query = parse_query(text)
    assert [term.words for term in query.terms] == terms
    assert [term.words for term in query.excluded] == excluded


def test_filters_are_distinguished_from_words():
    query = parse_query('lúa site:phunu author:"Hoa Quyên" section:kinh-te source:TTXVN kind:photo')
    assert [term.words for term in query.terms] == [("lua",)]
    assert query.filters == {
        "site": "phunu",
        "author": "Hoa Quyên",
        "section": "kinh-te",
        "source": "TTXVN",
        "kind": "photo",
    }


def test_filters_typed_on_a_phone_are_filters():
    query = parse_query("Site:phunu SECTION:“Kinh tế” Since:2024")
    assert (query.terms, query.since) == ((), "2024-01-01")
    assert query.filters == {"site": "phunu", "section": "Kinh tế"}


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("since:2024", "2024-01-01", None),
        ("until:2024", None, "2024-12-31"),
        ("since:2024-02 until:2024-02", "2024-02-01", "2024-02-29"),
        ("since:20/10/2024", "2024-10-20", None),
        ("until:10/2024", None, "2024-10-31"),
        ("since:2024-2-3", "2024-02-03", None),
    ],
)
def test_a_period_is_a_day_a_month_or_a_year(typed, since, until):
    query = parse_query(typed)
    assert (query.since, query.until) == (since, until)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '""',
        "-",
        "since:2024-13",
        "until:31/02/2024",
        "since:yesterday",
        "since:0000",
        "since:2025 until:2024",
        "x" * 2001,
        " ".join(["a"] * 65),
        "since:²⁰²⁴",
    ],
)
def test_what_cannot_be_searched_for_is_refused_in_one_line(text):
    with pytest.raises(UsageError) as refused:
        parse_query(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["site", "section", "author", "source", "kind", "since", "until"])
@pytest.mark.parametrize("form", ["{}:", "lúa {}:", "{}: lúa", '{}:""', '{}: "Kinh tế"'])
def test_a_filter_without_a_value_is_not_searched_for_as_a_word(name, form):
    with pytest.raises(UsageError, match=f"^{name}: has no value; write {name}:VALUE without a space$"):
        parse_query(form.format(name))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ('"hội chợ"', [("hoi", "cho")]),
        ("“hội chợ”", [("hoi", "cho")]),
        ("«hội", [("hoi",)]),
        ('hội"chợ', [("hoi", "cho")]),
        ("hội chợ", [("hoi", "cho")]),
        ("10:30", [("10", "30")]),
        ("site", [("site",)]),
    ],
)
def test_a_value_that_is_excluded_may_have_quotes(value, words):
    query = parse_query(f"lúa {exclude_typed(value)}")
    assert [term.words for term in query.terms] == [("lua",)]
    assert [term.words for term in query.excluded] == words


@pytest.mark.parametrize("value", ["site:phunu", "Since:2024", 'section:"Kinh tế"', "author:"])
def test_a_filter_is_not_excluded_as_a_word(value):
    with pytest.raises(UsageError, match="a filter cannot be excluded"):
        parse_query(f"lúa {exclude_typed(value)}")


@pytest.mark.parametrize(
    "typed", ["lúa -site:phunu", "lúa -since:2020", '-author:"Hồng Thoa" lúa', "-section:"]
)
def test_a_filter_behind_a_minus_is_refused(typed):
    with pytest.raises(UsageError, match=r"a filter cannot be excluded; a minus is for words$"):
        parse_query(typed)


def test_a_word_before_a_colon_that_names_no_filter_is_a_word():
    assert [term.words for term in parse_query("lưu ý: lúa").terms] == [("luu",), ("y",), ("lua",)]


def test_words_typed_with_marks_are_known():
    assert [term.is_marked for term in parse_query("đường lien xã").terms] == [True, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "site:phunu site:phuyen",
        "làng author:Lan author:Hoa",
        "since:2020 since:2024",
        'kind:video kind:"photo"',
    ],
)
def test_a_filter_with_two_values_is_refused(text):
    with pytest.raises(UsageError, match="is given twice; a search takes one value of each filter"):
        parse_query(text)


def test_a_filter_that_is_repeated_with_one_value_counts_once():
    assert parse_query("site:phunu since:2024 since:01/01/2024 site:phunu").filters == {"site": "phunu"}
