"""The row of author and date, above the headline, below it, below the lead or below the text."""

import pytest

from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read_page

NAME = "Bùi Thanh Sơn"
LEAD = (
    "Bể bơi thôn Đông mở cửa mỗi ngày ba ca cho trẻ em trong xã, người dạy là các thầy cô về hưu tự nguyện."
)
ROWS = {
    "a list with pictograms": f"<ul><li><i class='fa fa-user'></i> {NAME}</li><li><i></i> 05/06/2025 07:20</li></ul>",
    "a dash": f"<div>{NAME} - 05/06/2025 07:20</div>",
    "a bar": f"<div>05/06/2025 07:20 | {NAME}</div>",
    "two pieces": f"<div><span>{NAME}</span><span>05/06/2025 07:20</span></div>",
    "two pieces, the date first": f"<div><span>05/06/2025 07:20</span><span>{NAME}</span></div>",
    "two boxes": f"<div><div>{NAME}</div><div>05/06/2025 07:20</div></div>",
    "a label": f"<div><p>Tác giả: {NAME}</p><p>05/06/2025 07:20</p></div>",
    "an office": f"<div><p><a href='/s'>{NAME}</a><span>Phóng viên</span></p><p>05/06/2025 07:20</p></div>",
    "pictograms and a counter": (
        f"<div><span><svg></svg>{NAME}</span><span><svg></svg>05/06/2025 07:20</span>"
        "<span><svg></svg>5 phút đọc</span></div>"
    ),
    "points and a counter": f"<div>{NAME} · 05/06/2025 07:20 · 1.204 lượt xem</div>",
}
PLACES = {
    "above": lambda row: (
        f"{row}<h1>{TITLE}</h1><p class='sapo'>{LEAD}</p><div class='c'>{paragraphs()}</div>"
    ),
    "below": lambda row: (
        f"<h1>{TITLE}</h1>{row}<p class='sapo'>{LEAD}</p><div class='c'>{paragraphs()}</div>"
    ),
    "below the lead": lambda row: (
        f"<h1>{TITLE}</h1><p class='sapo'>{LEAD}</p>{row}<div class='c'>{paragraphs()}</div>"
    ),
    "below the text": lambda row: (
        f"<h1>{TITLE}</h1><p class='sapo'>{LEAD}</p><div class='c'>{paragraphs()}</div>{row}"
    ),
}


#: A row with a counter below the text does not say that its date is the article's.
COUNTED_BELOW = ("pictograms and a counter", "below the text")
PAIRS = [(row, place) for row in ROWS for place in PLACES if (row, place) != COUNTED_BELOW]


@pytest.mark.parametrize(("row", "place"), PAIRS)
def test_the_author_and_the_minute_are_those_of_the_row(row, place):
    record = read_page(f"<div class='bai'>{PLACES[place](ROWS[row])}</div>")
    assert [each.name for each in record.authors] == [NAME]
    assert record.published_at == "2025-06-05T07:20:00+07:00"
    assert [each for each in lines_of(record) if each != LEAD] == list(TEXT)


def test_an_update_between_the_author_and_the_date_below_the_text_does_not_part_them():
    row = f"<div><p>{NAME}</p><p>Cập nhật: 06/06/2025 08:00</p><p>05/06/2025 07:20</p></div>"
    record = read_page(f"<div class='bai'>{PLACES['below the text'](row)}</div>")
    assert ([each.name for each in record.authors], record.date) == ([NAME], "2025-06-05")


SECTIONS = (
    "<div><a href='/doi-song'>Đời sống</a> <span>05/06/2025 07:20</span></div>",
    "<div><span>Người đăng: admin</span><span>Ngày đăng: 05/06/2025 07:20</span></div>",
    "<div>Báo Ví Dụ | 05/06/2025 07:20</div>",
)


@pytest.mark.parametrize("place", list(PLACES.values())[:3], ids=list(PLACES)[:3])
@pytest.mark.parametrize("row", SECTIONS)
def test_a_section_or_an_account_in_the_row_is_no_author(row, place):
    record = read_page(f"<div class='bai'>{place(row)}</div>")
    assert (record.authors, record.published_at) == ((), "2025-06-05T07:20:00+07:00")


def test_a_name_in_another_box_than_the_date_is_not_taken():
    above = f"<div class='a'><div><div><p>{NAME}</p></div></div></div><div class='b'><div><div>05/06/2025 07:20</div></div></div>"
    record = read_page(f"<div class='bai'>{PLACES['above'](above)}</div>")
    assert (record.authors, record.published_at) == ((), "2025-06-05T07:20:00+07:00")


SECTIONS = {
    "the path": "<div class='crumb'><a href='/'>Trang chủ</a> » <a href='/phuong-thd'>{}</a></div>",
    "the menu": "<ul class='main-menu'><li><a href='/kinh-te'>Kinh tế</a></li><li><a href='/thd'>{}</a></li></ul>",
    "a bar": "<nav><a href='/'>Trang nhất</a><a href='/thd.html'>{}</a></nav>",
}
STREET = "Trần Hưng Đạo"


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
@pytest.mark.parametrize("row", ["<div>{} | 05/06/2025</div>", "<div>{} - 05/06/2025 07:20</div>"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_section_named_after_a_person_is_no_author(section, row, place):
    record = read_page(section.format(STREET) + place(row.format(STREET)))
    assert (record.author, record.date) == (None, "2025-06-05")


@pytest.mark.parametrize("path", ["phuong-tran-hung-dao", "tin-tuc/truong-thcs-tran-hung-dao"])
def test_a_person_that_the_address_names_as_a_section_is_no_author(path):
    row = f"<div>{STREET} | 05/06/2025 07:20</div>"
    record = read_page(PLACES["below"](row), url=f"https://vidu.vn/{path}/be-boi-mo-cua-345701.html")
    assert record.author is None


@pytest.mark.parametrize(
    "link",
    ["<nav><a href='/tac-gia/thd'>{}</a></nav>", "<div class='sidebar-list'><a href='/thd'>{}</a></div>"],
)
def test_an_author_with_a_page_of_their_own_stays_one(link):
    record = read_page(link.format(STREET) + PLACES["below"](f"<div>{STREET} | 05/06/2025 07:20</div>"))
    assert record.author == STREET
