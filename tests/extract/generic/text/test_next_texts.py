"""Longer texts below a short article: what readers wrote, and the next article."""

import pytest

from tests.extract.notice_pages import PROSE, SENTENCES, TITLE, make_page, read

OTHER = "".join(
    f"<div class='y'><b>Bạn đọc {n}</b><p>Chúng tôi ở thôn {n} cũng mong xã sớm nạo vét đoạn kênh chảy qua ngõ nhà mình "
    "trước mùa mưa, để trẻ con đi học không phải lội bùn như mấy năm vừa rồi.</p></div>"
    for n in range(1, 9)
)
SHORT = "<p>Bà con ba thôn cùng xã nạo vét mười cây số kênh, khơi thông hai cống lớn trong ba ngày liền.</p>"
TEXT = "\n\n".join(SENTENCES)


def body(below, inside=""):
    page = make_page(PROSE + inside, body="chu")
    end = b'</div></div><div class="cot-phai">'
    assert end in page
    return read(page.replace(end, b"</div>" + below.encode() + end.removeprefix(b"</div>")))["body"]


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Ý kiến bạn đọc</h3>",
        "<h4>Bình luận</h4>",
        "<p>Bình luận (8)</p>",
        "<div>8 bình luận</div>",
        "<h3>Ý kiến của bạn đọc (8)</h3>",
        "<h3>8 Comments</h3>",
        "<h3>Nhận xét</h3>",
        "<h2>8 phản hồi cho bài viết này</h2>",
        "<p>Có 8 bình luận</p>",
        "<h3>8 thoughts on “Kế hoạch tiêu úng”</h3>",
        "<h2>8 phản hồi cho “Kế hoạch tiêu úng vụ mùa của xã Thanh Lợi”</h2>",
        "<h3>Danh sách bình luận</h3>",
        "<h4>Bình luận về bài viết</h4>",
        "<p>Thảo luận (8)</p>",
        "<h3>One response to “Kế hoạch tiêu úng”</h3>",
    ],
)
@pytest.mark.parametrize("box", ["<div class='kh'>{}</div>", "{}"])
def test_comments_that_are_longer_than_the_article_are_not_its_text(heading, box):
    assert body(box.format(heading + OTHER)) == TEXT


@pytest.mark.parametrize(
    "heading", ["<p>Ý kiến bạn đọc</p>", "<b>Phản hồi của bạn đọc</b>", "<div>Bình luận bài viết</div>"]
)
@pytest.mark.parametrize("who", ["<b>Lan</b> (12/06/2023 10:15)", "<i>Lan - 12/06/2023</i>"])
def test_comments_below_a_plain_heading_are_known_by_the_date_of_the_first(heading, who):
    assert body(f"{heading}<p>{who}</p>{OTHER}") == TEXT
    assert body("", f"{heading}<p>{who}</p>{OTHER}") == TEXT


@pytest.mark.parametrize("name", ["commentlist", "comment-list", "respond", "binhluan", "box-comment"])
def test_comments_without_a_heading_are_known_by_the_name_of_their_box(name):
    assert body(f"<ol class='{name}'>{OTHER}</ol>") == TEXT


@pytest.mark.parametrize(
    "sentence",
    [
        "Trong tuần, xã nhận được 5 phản hồi cho thấy người dân đồng tình với kế hoạch tiêu úng vụ này.",
        "3 ý kiến cho rằng nên nạo vét kênh trước, số còn lại đề nghị sửa cống dưới đê trước mùa mưa.",
    ],
)
def test_a_sentence_that_counts_opinions_is_text(sentence):
    assert body("", f"<p>{sentence}</p>") == f"{TEXT}\n\n{sentence}"


def test_an_intertitle_of_that_name_among_the_paragraphs_ends_nothing():
    told = "<p>Theo ông Trần Văn Khoa, cách làm này đỡ tốn công và bà con dễ theo dõi kết quả từng tuần.</p>"
    found = body("", f"<h3>Bình luận</h3>{told}")
    assert found == f"{TEXT}\n\nBình luận\n\n{told[3:-4]}"


NEXT = "Xã Hải Minh khánh thành đường liên thôn"


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='next-article'><h2>{NEXT}</h2>{OTHER}</div>",
        f"<div class='bai post-next'><div class='next-post'><h1>{NEXT}</h1>{OTHER}</div></div>",
        f"<h1>{NEXT}</h1><div class='ngay-dang'>11/06/2023 09:00</div><div class='chu'>{OTHER}</div>",
    ],
)
def test_the_article_that_is_shown_below_is_not_its_text(below):
    found = body(below)
    assert found.startswith(TEXT)
    assert NEXT not in found
    assert "Chúng tôi ở thôn 1" not in found


def test_headings_of_the_headlines_kind_without_a_date_are_intertitles():
    page = make_page(PROSE + f"<h2>Việc cần làm ngay</h2>{PROSE.replace('Ban', 'Tổ')}", body="chu")
    page = page.replace(f"<h1>{TITLE}</h1>".encode(), f"<h2>{TITLE}</h2>".encode())
    assert "Việc cần làm ngay" in read(page)["body"]


def test_a_second_headline_set_as_the_first_ends_the_text_without_a_date():
    other = f"<div><h1 class='t'>Xã Thanh Lợi nạo vét kênh mương đón mùa mưa</h1>{OTHER}</div>"
    page = make_page(f"<div>{PROSE}</div>{other}").replace(b"<h1>", b"<h1 class='t'>", 1)
    assert read(page)["body"] == TEXT


def test_a_second_headline_set_as_the_first_with_a_date_below_it_ends_the_text_in_its_box():
    other = f"<h2 class='t'>Xã Thanh Lợi nạo vét kênh mương đón mùa mưa</h2><div>04/06/2023</div><div>{SHORT * 2}</div>"
    text = f"<div class='c'><div>{PROSE}</div><div>{other}</div></div>"
    head = f"<h2 class='t'>{TITLE}</h2><div class='n'>12/06/2023 07:40</div>"
    page = f"<html><head><title>{TITLE}</title></head><body><div class='x'>{head}{text}</div></body></html>"
    assert read(page.encode())["body"] == TEXT
