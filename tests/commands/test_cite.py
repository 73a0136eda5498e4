import json
import sys

import pytest

from tests import warm
from tests.derived.store import article, write


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write(folder, article("2540012", "Bài một", "Nội dung.", site="baonamdinh", date="2024-03-01"))
    return folder


def cite(data, *arguments):
    command = [sys.executable, "-m", "dvcrawler", "cite", *arguments, "--data", str(data)]
    return warm.run(command, capture_output=True, text=True, check=False)


def test_the_newspaper_has_its_full_name(data):
    ended = cite(data, "baonamdinh:2540012", "--format", "csl")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)[0]["container-title"] == "Báo Nam Định"


def test_a_line_in_vietnamese_is_the_default(data):
    assert cite(data, "baonamdinh:2540012").stdout.startswith("Báo Nam Định (2024), “Bài một”")


def test_an_article_named_twice_is_one_reference_also_with_the_line_end_of_a_list(data):
    ended = cite(data, "baonamdinh:2540012", " baonamdinh:2540012\r", "--format", "bibtex")
    assert ended.stdout.count("@article{") == 1


def test_a_doubt_about_what_is_cited_is_named_beside_the_reference(tmp_path):
    doubts = [
        {"field": "date", "code": "ambiguous_date", "reason": "may be 3 April or 4 March"},
        {"field": "published_at", "code": "migrated_time", "reason": "another matter"},
    ]
    write(tmp_path, article("1", "Bài một", "Nội dung.", site="thu", date="2024-04-03", problems=doubts))
    ended = cite(tmp_path, "thu:1", "--format", "ris")
    assert (ended.returncode, "DA  - 2024/04/03" in ended.stdout) == (0, True)
    assert ended.stderr == "dvcrawler: thu:1: check its date before citing it: may be 3 April or 4 March\n"


@pytest.mark.parametrize(
    ("arguments", "says"), [([], "name an article's id"), (["x:1"], "no article 'x:1' is held")]
)
def test_what_is_not_held_is_2_and_one_line(data, arguments, says):
    ended = cite(data, *arguments)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
