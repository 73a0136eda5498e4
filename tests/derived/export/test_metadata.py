import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

from dvcrawler.derived.export.columns import COLUMNS
from dvcrawler.derived.export.huggingface import write_folder
from tests.derived.store import article

FORMATS = Path(sys.prefix) / "formats/bin"


@pytest.fixture
def folder(tmp_path):
    records = [
        article(
            1,
            "Bài một",
            "Nội dung",
            date="2024-01-05",
            author="Thu Lan",
            tags=["một"],
            images=[{"url": "https://thu.example/a.png", "caption": "hoa", "credit": None, "capture": None}],
        ),
        article(2, "Bài hai", "Nội dung", date="2024-04-02", captured_at="2026-02-03T04:05:06Z"),
        article(3, "Bài ba", "Nội dung"),
    ]
    (tmp_path / "hf").mkdir()
    write_folder(records, tmp_path / "hf")
    return tmp_path / "hf"


def read(folder, name):
    return json.loads((folder / name).read_text("utf-8"))


def test_the_data_package_describes_every_column_of_the_file(folder):
    package = read(folder, "datapackage.json")
    (resource,) = package["resources"]
    assert tuple(field["name"] for field in resource["schema"]["fields"]) == COLUMNS
    digest = hashlib.sha256((folder / resource["path"]).read_bytes()).hexdigest()
    assert resource["hash"] == f"sha256:{digest}"
    assert package["created"] == "2026-02-03T04:05:06Z"


def test_croissant_names_columns_that_the_file_has(folder):
    croissant = read(folder, "croissant.json")
    (file,), (records,) = croissant["distribution"], croissant["recordSet"]
    names = set(pyarrow.parquet.read_schema(folder / file["contentUrl"]).names)
    assert {field["source"]["extract"]["column"] for field in records["field"]} <= names
    assert file["sha256"] == hashlib.sha256((folder / file["contentUrl"]).read_bytes()).hexdigest()
    assert croissant["datePublished"] == "2026-02-03"


def test_the_card_names_months_without_an_article_and_columns_without_values(folder):
    card = (folder / "README.md").read_text("utf-8")
    assert "| thu | 4 | 2: 2024-02, 2024-03 |" in card
    assert "| `date` | day of publication, Vietnam time | 1 |" in card
    assert all(f"| `{name}` |" in card for name in COLUMNS)


def test_an_empty_folder_has_all_files_too(tmp_path):
    write_folder([], tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "README.md",
        "croissant.json",
        "data",
        "datapackage.json",
    ]
    assert "created" not in read(tmp_path, "datapackage.json")


@pytest.mark.parametrize(
    "command",
    [
        ("frictionless", "validate", "datapackage.json"),
        ("mlcroissant", "validate", "--jsonld", "croissant.json"),
    ],
    ids=["frictionless", "mlcroissant"],
)
def test_the_tools_of_the_formats_find_it_valid(folder, command):
    tool = FORMATS / command[0]
    if not tool.exists():
        pytest.skip(f"{command[0]} is not installed; make test does it")
    ended = subprocess.run([tool, *command[1:]], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
