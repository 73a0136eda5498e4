import pytest

from dvcrawler.errors import UsageError
from dvcrawler.shared.location import SharedLocation, open_store
from dvcrawler.shared.opening import SharedUse, check_slashes, open_shared


@pytest.mark.parametrize("text", ["data", "./data", "/srv/news", "C:/news", "s3:/bucket", "ở đâu"])
def test_a_path_is_not_a_shared_store(text):
    assert SharedLocation.parse(text) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("s3://bucket/prefix", "s3://bucket/prefix"),
        ("S3://bucket/prefix/", "s3://bucket/prefix"),
        ("s3://bucket", "s3://bucket"),
        ("gs://bucket/a/b", "gs://bucket/a/b"),
        ("az://container/a", "az://container/a"),
        ("file:///srv/tin tức", "file:///srv/tin tức"),
    ],
)
def test_one_address_has_one_form(text, form):
    assert SharedLocation.parse(text).text == form


@pytest.mark.parametrize(
    "text",
    [
        "s3://",
        "s3:///prefix",
        "s3://bucket/../x",
        "s3://b ucket/x",
        "s3://user:secret@host/x",
        "file://relative",
        "file:///",
        "ftp://host/x",
        "http://host/x",
        "s3://bucket/a?b=c",
        "s3://bucket//a",
    ],
)
def test_an_address_that_cannot_be_used_is_one_line(text):
    with pytest.raises(UsageError) as error:
        SharedLocation.parse(text)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "s3://n/store",
            "s3://bucket/prefix, in letters a to z, digits and . _ - alone; a bucket has two or more",
        ),
        ("gs://news/có dấu", "gs://bucket/prefix, in letters a to z"),
        ("az://c/store", "az://container/prefix, in letters a to z"),
        ("file://news/store", "file:///folder, an absolute path"),
    ],
)
def test_an_address_that_looks_right_is_refused_with_what_it_breaks(text, words):
    with pytest.raises(UsageError, match="is not the address of a shared store; write it as ") as error:
        SharedLocation.parse(text)
    assert words in str(error.value)


@pytest.mark.parametrize(
    "text", ["://kho", "1://kho", "./s3://kho/tin", "a b://c", "1s3://me:S3cret@kho/tin"]
)
def test_what_is_neither_a_folder_nor_an_address_is_refused_without_its_password(text):
    wanted = "is not the address of a shared store; write it as s3://bucket/prefix"
    with pytest.raises(UsageError, match=wanted) as refused:
        open_shared(text, "", 0, 0, SharedUse.RECORDS)
    assert "S3cret" not in str(refused.value)


def test_an_address_without_its_slashes_is_shown_without_its_password():
    with pytest.raises(UsageError, match="write it as s3://me:") as refused:
        check_slashes("s3:/me:S3cret@kho")
    assert str(refused.value).startswith("'s3:/me:***@kho' is not")


def test_different_addresses_have_different_folders():
    names = {SharedLocation.parse(f"s3://bucket/{x}").folder_name for x in ("a-b", "a/b", "a.b", "a_b")}
    assert len(names) == 4


def test_a_local_folder_is_created_when_it_is_opened(tmp_path):
    objects = open_store(SharedLocation.parse(f"file://{tmp_path}/kho/tin"))
    assert objects.create("sites/thu/a", b"1")
    assert not objects.create("sites/thu/a", b"2")
    assert objects.get("sites/thu/a") == b"1"
    assert objects.folders("sites") == ["thu"]
    assert objects.listing("khac") == []
