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


def test_an_article_named_twice_is_one_reference(data):
    ended = cite(data, "baonamdinh:2540012", "baonamdinh:2540012", "--format", "bibtex")
    assert ended.stdout.count("@article{") == 1


@pytest.mark.parametrize(
    ("arguments", "says"), [([], "name an article's id"), (["x:1"], "no article 'x:1' is held")]
)
def test_what_is_not_held_is_2_and_one_line(data, arguments, says):
    ended = cite(data, *arguments)
    assert ended.returncode == 2
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
