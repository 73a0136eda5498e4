"""A byline behind the last sentence of a lead, in its line."""

import pytest

from tests.extract.article_pages import TEXT, TITLE, paragraphs, read_page

LEAD = "Mỗi ngày ba ca, bể bơi của thôn Đông đón các em học sinh đến tập suốt dịp hè năm nay."


def _read(lead):
    head = f"<h1>{TITLE}</h1><p>05/06/2025 07:20</p>{lead}"
    return read_page(f"<div class='bai'>{head}<div class='c'>{paragraphs()}</div></div>")


@pytest.mark.parametrize(
    "piece",
    [
        "<span class='author'>Lê Thu Hà</span>",
        "<b>Lê Thu Hà</b>",
        " <em>Lê Thu Hà</em>",
        "<span class='tac-gia'>Lê Thu Hà</span>",
        " <strong>LÊ THU HÀ</strong>",
    ],
)
def test_the_name_behind_the_lead_is_the_author_and_not_part_of_it(piece):
    found = _read(f"<div class='sapo'>{LEAD}{piece}</div>")
    assert (found.summary, [each.name for each in found.authors]) == (LEAD, ["Lê Thu Hà"])
    assert found.body.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    "lead",
    [f"{LEAD} Đó là ý của <b>Lê Thu Hà</b>", f"{LEAD} <b>Rất vui</b>", f"{LEAD} <span>Lê Thu Hà</span>"],
)
def test_other_words_behind_the_last_sentence_belong_to_the_lead(lead):
    assert _read(f"<div class='sapo'>{lead}</div>").author is None
