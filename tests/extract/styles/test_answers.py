"""Questions on buttons and links without an attribute of what unfolds."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

ANSWER = "Học sinh nộp đơn tại phòng đọc và nhận thẻ ngay trong buổi sáng hôm đó."
PAIRS = [
    "<div><button>{}</button><div><p>{}</p></div></div>",
    "<h3><button>{}</button></h3><div>{}</div>",
    "<div><a href='#'>{}</a><div><p>{}</p></div></div>",
    "<h3><a href='#'>{}</a></h3><p>{}</p>",
    "<a href='javascript:void(0)'>{}</a><div><p>{}</p></div>",
    "<ul><li><a href='#'>{}</a><p>{}</p></li></ul>",
    "<details><summary><a href='#'>{}</a></summary><p>{}</p></details>",
    "<p><a>{}</a></p><p>{}</p>",
]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_question_stays_above_its_answer(pair):
    question = "Làm thẻ thư viện ở đâu?"
    assert lines_of(among(pair.format(question, ANSWER))) == [*TEXT[:2], question, ANSWER, *TEXT[2:]]


@pytest.mark.parametrize("pair", PAIRS[:5])
def test_several_headings_of_panels_stay_too(pair):
    headings = ("Cách làm thẻ thư viện", "Giờ mở cửa phòng đọc")
    record = among("".join(pair.format(heading, ANSWER) for heading in headings))
    assert [line for line in lines_of(record) if line in headings] == list(headings)


@pytest.mark.parametrize(
    "row",
    [
        "<div><button>Gửi ý kiến của bạn</button><div>Ý kiến của bạn được kiểm duyệt trước khi đăng.</div></div>",
        "<div><button>Bạn có câu hỏi?</button><form><input></form></div>",
        "<div><a href='#'>Chia sẻ bài viết này</a><a href='#'>Gửi bài cho bạn bè</a></div>",
    ],
)
def test_other_buttons_are_not_text(row):
    label = row.split(">", 2)[2].split("<")[0]
    assert label not in lines_of(among(row))


FILES = "Đơn đề nghị theo mẫu, bản sao căn cước công dân và giấy tờ về đất của hộ."
DAYS = "Mười lăm ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ của công dân."
SHORT_HEADINGS = [
    "<div class='accordion'><button>{}</button><div class='panel'><p>{}</p></div><button>{}</button><div><p>{}</p></div></div>",
    "<button class='collapsible'>{}</button><div><p>{}</p></div><button class='collapsible'>{}</button><div><p>{}</p></div>",
    "<div><button>{}</button><div><p>{}</p></div></div><div><button>{}</button><div><p>{}</p></div></div>",
    "<dl><dt><button>{}</button></dt><dd>{}</dd><dt><button>{}</button></dt><dd>{}</dd></dl>",
    "<h2><button data-bs-toggle='collapse'>{}</button></h2><div>{}</div><h2><button data-bs-toggle='collapse'>{}</button></h2><div>{}</div>",
]


@pytest.mark.parametrize("form", SHORT_HEADINGS)
def test_headings_of_two_words_on_buttons_of_one_form_are_text(form):
    lines = lines_of(among(form.format("Hồ sơ", FILES, "Thời hạn", DAYS)))
    assert [line for line in lines if line not in TEXT] == ["Hồ sơ", FILES, "Thời hạn", DAYS]


@pytest.mark.parametrize("label", ["Chia sẻ", "Nghe bài", "Xem thêm", "Sao chép", "Phóng to", "In bài"])
def test_the_same_label_on_buttons_is_no_heading(label):
    assert label not in among(SHORT_HEADINGS[2].format(label, FILES, label, DAYS)).body
