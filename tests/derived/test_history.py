"""Revisions of an article, and how their texts differ."""

import json

import orjson
import pytest

from dvcrawler.derived.changes import _step, compare_texts
from dvcrawler.derived.lookup import compare_records, find_revisions
from tests.derived.store import article, write

IMAGE = {"url": "https://thu.example/1.jpg", "caption": "Đò Cao.", "credit": None, "capture": None}
FILE = {"url": "https://thu.example/1.pdf", "title": "Nghị quyết", "type": None, "capture": None}
DOUBT = {"field": "date", "code": "wrong_weekday", "reason": "the weekday is another"}
AUTHOR = {"name": "Vũ An", "role": "text", "office": None}


def changed(old, new):
    return [(change.kind, change.text) for change in compare_texts(old, new)]


def test_words_that_changed_are_distinguished_from_those_around_them():
    assert changed("Đường dài hai cây số.", "Đường dài ba cây số.") == [
        ("same", "Đường dài "),
        ("removed", "hai"),
        ("added", "ba"),
        ("same", " cây số."),
    ]


def test_a_paragraph_that_came_or_went_is_one_change():
    assert changed("Một.\n\nHai.", "Một.\n\nMới.\n\nHai.") == [
        ("same", "Một.\n\n"),
        ("added", "Mới.\n\n"),
        ("same", "Hai."),
    ]
    assert changed("", "Một.") == [("added", "Một.")]
    assert changed("Một.", "") == [("removed", "Một.")]
    assert changed("", "") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b c", "a c b"),
        ("a\n\nb c", "b\n\na c d"),
        ("x " * 3000, "y " * 3000),
        ("a b b", "a a b b"),
        ("a\n\nb b\n\na c, a", "b\n\nc, a\n\n\nc "),
        ("\n\n", "\n"),
        ("a b c d", "d c b a"),
        ("a b c", "a c"),
    ],
)
def test_the_changes_hold_both_texts_whole(old, new):
    changes = compare_texts(old, new)
    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "removed") == new


def test_a_space_between_two_replaced_words_is_replaced_with_them():
    assert changed("Ông Lê An đến.", "Bà Vũ Hoa đến.") == [
        ("removed", "Ông Lê An"),
        ("added", "Bà Vũ Hoa"),
        ("same", " đến."),
    ]


def test_a_few_corrections_are_shown_word_by_word_in_a_text_of_any_length():
    words = [f"từ{n}" for n in range(60_000)]
    corrected = [*words]
    corrected[100] = corrected[30_000] = corrected[59_000] = "mới"
    changes = compare_texts(" ".join(words), " ".join(corrected))
    assert [change.text for change in changes if change.kind == "removed"] == ["từ100", "từ30000", "từ59000"]
    assert not any(change.is_whole for change in changes)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("một hai " * 30_000, "hai ba hai " * 20_000),
        (" ".join(f"từ{n}" for n in range(60_000)), " ".join(f"chữ{n}" for n in range(60_000))),
        (
            "".join(f"đoạn {n}\n\n" for n in range(20_000)),
            "".join(f"đoạn {n}\n\n" for n in range(20_000, 0, -1)),
        ),
    ],
    ids=["the same words in another order", "other words", "paragraphs turned round"],
)
def test_what_would_take_minutes_to_compare_is_shown_as_a_whole_and_says_so(old, new, monkeypatch):
    looked_at = []
    monkeypatch.setattr("dvcrawler.derived.changes._step", lambda *of: looked_at.append(1) or _step(*of))
    changes = compare_texts(old, new)
    assert any(change.is_whole for change in changes)
    assert len(looked_at) < 1_000_000
    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "removed") == new


def test_only_fields_that_differ_are_named():
    earlier, later = article(1, "Một", "Chữ."), article(1, "Hai", "Chữ.", date="2024-01-01")
    assert [name for name, _ in compare_records(earlier, later)] == ["title", "date"]
    assert compare_records(earlier, earlier) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "removed", "added"),
    [
        ("published_at", "2024-01-01T08:05:00+07:00", "2024-01-01T20:05:00+07:00", "01T08", "01T20"),
        ("modified_at", None, "2024-01-02T08:05:00+07:00", "", "2024-01-02T08:05:00+07:00"),
        ("date_raw", "Thứ Sáu, 05/01/2024", "05/01/2024", "Thứ Sáu, ", ""),
        ("language", "vi", "en", "vi", "en"),
        ("layout", "generic", "vnpt-detail", "generic", "vnpt-detail"),
        ("kind", "article", "photo", "article", "photo"),
        ("tags", ["lúa"], ["lúa", "đê"], "", "\nđê"),
        ("byline_raw", "Tin: An", "Ảnh: An", "Tin", "Ảnh"),
        ("images", [IMAGE], [IMAGE | {"caption": "Cầu Cao."}], "Đò", "Cầu"),
        ("images", [IMAGE], [IMAGE | {"credit": "Vũ An"}], "", " · Vũ An"),
        ("documents", [FILE], [], "https://thu.example/1.pdf · Nghị quyết", ""),
        ("problems", [DOUBT], [DOUBT | {"code": "no_date"}], "wrong_weekday", "no_date"),
        ("author", [AUTHOR], [AUTHOR | {"role": "photo"}], "text", "photo"),
    ],
)
def test_every_value_of_a_page_that_differs_is_named(name, old, new, removed, added):
    of = {"author": "authors"}.get(name, name)
    ((field, changes),) = compare_records(*(article(1, "Một", "Chữ.", **{of: each}) for each in (old, new)))
    told = {
        kind: "".join(each.text for each in changes if each.kind == kind) for kind in ("removed", "added")
    }
    assert (field, told) == (name, {"removed": removed, "added": added})


def test_where_bytes_are_kept_and_how_a_doubt_is_worded_is_no_difference():
    pairs = [("images", IMAGE, "capture"), ("documents", FILE, "capture"), ("problems", DOUBT, "reason")]
    for name, entry, part in pairs:
        records = (article(1, "Một", "Chữ.", **{name: [entry | {part: each}]}) for each in ("một", "hai"))
        assert compare_records(*records) == []


def test_revisions_come_in_order_out_of_all_month_files(tmp_path):
    write(
        tmp_path,
        article(1, "Ba", "x", revision=3, captured_at="2026-03-01T00:00:00Z"),
        article(1, "Một", "x"),
        article(11, "Khác", "x"),
        article(1, "Hai", "x", revision=2, captured_at="2026-02-01T00:00:00Z"),
    )
    assert [record["title"] for record in find_revisions(tmp_path, "thu", "thu:1")] == ["Một", "Hai", "Ba"]


def test_nothing_from_before_a_removal_is_a_revision(tmp_path):
    write(tmp_path, article(1, "Một", "x"))
    (path,) = (tmp_path / "articles/thu").iterdir()
    gone = {"schema": 2, "id": "thu:1", "removed_at": "2026-03-01T00:00:00Z", "reason": "asked"}
    path.write_bytes(path.read_bytes() + orjson.dumps(gone) + b"\n")
    assert find_revisions(tmp_path, "thu", "thu:1") == []


def test_a_half_written_line_is_not_read(tmp_path):
    write(tmp_path, article(1, "Một", "x"))
    (path,) = (tmp_path / "articles/thu").iterdir()
    line = path.read_bytes().replace(b'"revision":1', b'"revision":2')
    path.write_bytes(path.read_bytes() + line.rstrip(b"\n"))
    assert len(find_revisions(tmp_path, "thu", "thu:1")) == 1


def test_a_line_that_another_program_wrote_with_spaces_is_a_revision_too(tmp_path):
    write(tmp_path, article(1, "Một", "Văn bản."))
    (file,) = (tmp_path / "articles/thu").glob("*.jsonl")
    later = article(1, "Hai", "Văn bản.") | {"revision": 2}
    file.write_text(file.read_text("utf-8") + json.dumps(later) + "\n", "utf-8")
    assert [each["title"] for each in find_revisions(tmp_path, "thu", "thu:1")] == ["Một", "Hai"]
