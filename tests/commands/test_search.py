import json
import sys

import pytest

from tests import warm
from tests.derived.store import article, write


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write(
        folder,
        article(1, "Mở đường liên xã", "Tuyến đường dài hai cây số.", date="2024-03-01", author="Hoa Quyên"),
        article(3, "Hội làng", "Lễ hội.", site="khac", section="Thể thao", kind="video", source="TTXVN"),
        article(2, "Hội xuân \x1b[31mđỏ", "Lễ hội <script>alert(1)</script> đầu năm.", date="2023-05-02"),
    )
    return folder


def search(data, *arguments):
    command = [sys.executable, "-m", "dvcrawler", "search", *arguments, "--data", str(data)]
    return warm.run(command, capture_output=True, text=True, check=False)


def test_hits_are_printed_with_day_id_author_and_snippet(data):
    ended = search(data, "duong", "lien", "xa")
    assert ended.returncode == 0
    assert ended.stdout.splitlines() == [
        "2024-03-01  thu:1  Hoa Quyên",
        "  Mở đường liên xã",
        "    Tuyến đường dài hai cây số.",
        "",
        "1 article",
    ]


def test_nothing_found_is_1_without_an_error(data):
    ended = search(data, "khongco")
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "0 articles\n", "")


def test_count_is_one_number(data):
    assert search(data, "site:thu", "--count").stdout == "2\n"


def test_json_holds_the_records_the_matches_and_facets(data):
    answer = json.loads(search(data, "đường", "--json").stdout)
    assert answer["total"] == 1
    assert answer["hits"][0]["id"] == "thu:1"
    assert [answer["hits"][0]["snippet"][a:b] for a, b in answer["hits"][0]["matches"]] == ["đường"]
    assert answer["facets"]["year"] == {"2024": 1}


@pytest.mark.parametrize(
    ("whole", "count"),
    [("-hội site:thu", 1), ("-đường site:thu", 1), ('-"hội đường" site:thu', 2), ("site:thu -hội", 1)],
)
def test_a_whole_search_in_quotes_may_begin_with_what_is_excluded(data, whole, count):
    ended = search(data, whole, "--count")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"{count}\n", "")


@pytest.mark.parametrize("excluded", ["-hội", "-đường", "--not=hội"])
def test_a_word_with_a_dash_is_excluded_and_no_option(data, excluded):
    ended = search(data, "site:thu", excluded, "--count")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "1\n", "")


def test_no_escape_sequence_reaches_the_terminal(data):
    assert "\x1b" not in search(data, "hoi").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "nothing to search for"),
        (["since:2024-13"], "is not a day"),
        (["😀"], "'😀' has neither letters nor digits; give a word"),
        (["*"], "'*' has neither letters nor digits; give a word"),
        (['""'], "has neither letters nor digits"),
        (["\u0301\u0300"], "has neither letters nor digits"),
        (["-", "!?"], "'- !?' has neither letters nor digits"),
        (["😀" * 500], f"'{'😀' * 40}' has neither letters nor digits"),
        ([" "], "nothing to search for"),
        (["-hội"], "the search only excludes words"),
        (["x", "--limit", "0"], "--limit takes"),
    ],
)
def test_a_bad_search_is_2_and_one_line(data, arguments, says):
    ended = search(data, *arguments)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "author:hoa quyen",
            """author:hoa takes one word, and 'quyen' is searched for; write author:"hoa quyen\"""",
        ),
        (
            "section:Thể thao duong",
            """section:Thể takes one word, and 'thao' is searched for; write section:"Thể thao\"""",
        ),
    ],
)
def test_a_name_without_quotes_is_told(data, typed, says):
    assert search(data, *typed.split()).stderr.splitlines()[0] == f"dvcrawler: {says}"


def test_a_wildcard_is_told_also_where_its_letters_are_found(data):
    ended = search(data, "duong*", "--count")
    assert (ended.returncode, ended.stderr.count("duong* is not an operator")) == (0, 1)


@pytest.mark.parametrize("typed", ['author:"hoa quyen" duong', "author:hoa duong", "author:hoa -quyen"])
def test_words_behind_a_filter_that_are_no_name_are_words(data, typed):
    assert "takes one word" not in search(data, typed).stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["site:thuu"], "nothing is stored of a site 'thuu'; did you mean thu?"),
        (["sites:thu"], "sites: is not a filter; did you mean site?"),
        (["kind:vidoe"], "no article has the kind 'vidoe'; did you mean video?"),
        (["kind:0000"], "no article has the kind '0000'; there are: article, video"),
        (['section:"the thoai"'], "no article has the section 'the thoai'; did you mean Thể thao?"),
        (["section:Thể-thao"], "no article has the section 'Thể-thao'; did you mean Thể thao?"),
        (["author:quyen1"], "no article has the author 'quyen1'; did you mean Hoa Quyên?"),
        (["source:TTXVM"], "no article has the source 'TTXVM'; did you mean TTXVN?"),
        (["site:thu", "kind:video"], "no article has the kind 'video' in thu; there are: article"),
        (
            ["tacgia:x"],
            "tacgia: is not a filter; there are: site, section, author, source, kind, since, until",
        ),
        (
            ["xyzzy", "OR", "abc"],
            "OR is not an operator: all words must be there, as whole words; -WORD excludes one",
        ),
        (
            ["xyzzy AND abc"],
            "AND is not an operator: all words must be there, as whole words; -WORD excludes one",
        ),
        (
            ["NOT xyzzy"],
            "NOT is not an operator: all words must be there, as whole words; -WORD excludes one",
        ),
        (["xyz*"], "xyz* is not an operator: all words must be there, as whole words; -WORD excludes one"),
        (["x?z"], "x?z is not an operator: all words must be there, as whole words; -WORD excludes one"),
        (
            ["(xyz|abc)"],
            "(xyz|abc) is not an operator: all words must be there, as whole words; -WORD excludes one",
        ),
        (["năm:2024"], "năm: is not a filter; there are: site, section, author, source, kind, since, until"),
        (
            ["thu:99"],
            "thu: is not a filter; `dvcrawler show thu:…` shows an article by its id, site:thu searches the site",
        ),
        (["title:x"], "title: is not a filter; there are: site, section, author, source, kind, since, until"),
        (["auther:x", "tilte:y"], "auther: is not a filter; did you mean author?"),
    ],
)
def test_a_mistyped_filter_that_finds_nothing_is_named(data, arguments, says):
    ended = search(data, *arguments)
    assert (ended.returncode, ended.stdout) == (1, "0 articles\n")
    assert ended.stderr.splitlines()[0] == f"dvcrawler: {says}"


@pytest.mark.parametrize("words", ["xyzzy", "10:30", "https://example.vn/", "site:thu xyzzy"])
def test_a_search_that_finds_nothing_of_what_was_meant_says_no_more(data, words):
    assert search(data, words).stderr == ""


def test_a_folder_that_is_not_there_is_named(tmp_path):
    ended = search(tmp_path / "none", "x")
    assert ended.returncode == 3
    assert "there is no data folder" in ended.stderr


def test_a_search_of_an_empty_store_names_the_store_below_it(tmp_path):
    (tmp_path / "articles").mkdir()
    write(tmp_path / "sample", article(1, "Bài", "Chữ."))
    ended = search(tmp_path, "chữ")
    assert (ended.returncode, ended.stdout) == (1, "0 articles\n")
    assert f"but in {tmp_path / 'sample'}; give --data {tmp_path / 'sample'}" in ended.stderr
    assert search(tmp_path / "sample", "chữ").returncode == 0


def test_the_lines_of_a_hit_stay_short_where_an_article_has_forty_authors(tmp_path):
    authors = ", ".join(f"Nguyễn Văn {number}" for number in range(40))
    write(tmp_path, article(1, "Bài" * 200, "Chữ.", author=authors, section="Mục " * 80))
    line, title = search(tmp_path, "chữ").stdout.splitlines()[:2]
    assert (title[-1], len(title)) == ("…", 302)
    assert line.startswith("undated  thu:1  Nguyễn Văn 0, Nguyễn Văn 1, ")
    assert line.count(" …") == 2
    assert len(line) < 300
    assert json.loads(search(tmp_path, "chữ", "--json").stdout)["hits"][0]["author"] == authors
