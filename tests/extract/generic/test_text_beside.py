"""Text of the article before and behind the box that holds most of it."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance

URL = "https://vidu.example.vn/doi-song/cho-phien-ven-song-hop-lai-456789.html"
TITLE = "Chợ phiên ven sông họp lại sau nhiều năm"
SAPO = "Sau bảy năm vắng tiếng rao, chợ phiên ven sông đã họp lại vào sáng mồng sáu hằng tháng."
TEXT = (
    "Từ tờ mờ sáng, thuyền chở rau, cá và chiếu cói đã cập kín bến, người mua đứng chờ dọc con đê mới đắp.",
    "Ban quản lý chợ kẻ lại từng ô, thu lệ phí hai nghìn đồng mỗi gánh, tiền ấy dùng để quét dọn bãi chợ.",
    "Các cụ trong làng kể, ngày trước chợ họp cả tháng, hàng từ miền trên xuống, muối từ miền dưới lên.",
    "Nay đường cái đã thông, xe tải vào tận bến, nhưng lái thuyền vẫn giữ phiên vì khách quen mối cũ.",
)
TAIL = "Phiên chợ sau, xã sẽ mở thêm dãy hàng ăn, để khách ở xa về chợ có chỗ nghỉ chân giữa buổi."
DATE = "<div class='date'>15/03/2024 08:05</div>"


def read(body):
    text = f"<html><head><title>{TITLE}</title></head><body><div class='wrap'>{body}</div></body></html>"
    given = Provenance("live", URL, datetime(2024, 3, 16, tzinfo=UTC))
    return read_draft(Page(text.encode(), URL), unknown_site(URL), any_address(URL), given)


def box(*paragraphs, name="noi-dung"):
    return f"<div class='{name}'>" + "".join(f"<p>{each}</p>" for each in paragraphs) + "</div>"


@pytest.mark.parametrize(
    "markup",
    [
        "<p><em>{}</em></p>",
        "<p>{}</p>",
        "<div>{}</div>",
        "<h3>{}</h3>",
        "<section><p>{}</p></section>",
        "<blockquote>{}</blockquote>",
        "<span>{}</span>",
        "<ul><li>{}</li></ul>",
    ],
)
def test_a_sapo_in_a_box_without_a_name_is_the_lead(markup):
    for head in (
        f"<h1>{TITLE}</h1>{DATE}{{}}",
        f"<h1>{TITLE}</h1>{{}}{DATE}",
        f"<div><h1>{TITLE}</h1>{DATE}{{}}</div>",
    ):
        draft = read(head.format(markup.format(SAPO)) + box(*TEXT))
        assert (draft.summary, draft.body) == (SAPO, TEXT)


def test_several_paragraphs_above_the_box_of_the_text_open_the_body():
    draft = read(f"<h1>{TITLE}</h1>{DATE}<p>{SAPO}</p><p>{TAIL}</p>" + box(*TEXT))
    assert (draft.summary, draft.body) == (None, (SAPO, TAIL, *TEXT))


def test_a_paragraph_that_the_text_repeats_is_kept_once():
    draft = read(f"<h1>{TITLE}</h1>{DATE}<p>{SAPO}</p>" + box(SAPO, *TEXT))
    assert (SAPO, *draft.body).count(SAPO) == 2 - (draft.summary == SAPO)


@pytest.mark.parametrize(
    "above",
    [
        f"<p><a href='/x-123456.html'>{SAPO}</a></p>",
        f"<div><b>Tin liên quan</b></div><p>{SAPO}</p>",
        f"<div class='related'><p>{SAPO}</p></div>",
        f"<figure><img src='/a.jpg'><figcaption>{SAPO}</figcaption></figure>",
        "<p>Người đăng: Vũ Thị Mận/ Thứ Sáu, 15/03/2024/ Số lượt xem (1284)/ Bình luận (0)/ In bài này/ Gửi đi</p>",
    ],
)
def test_what_is_above_the_text_and_is_not_the_articles_is_left_out(above):
    draft = read(f"<h1>{TITLE}</h1>{DATE}{above}" + box(*TEXT))
    assert (draft.summary, draft.body) == (None, TEXT)


@pytest.mark.parametrize(
    "behind",
    [
        f"<p>{TAIL}</p>",
        f"<div>{TAIL}</div>",
        f"<div><img src='/a.jpg'></div><div><div><p>{TAIL}</p></div></div>",
        f"<section><blockquote><p>{TAIL}</p></blockquote></section>",
    ],
)
def test_text_behind_the_box_goes_on_with_the_body(behind):
    draft = read(f"<h1>{TITLE}</h1>{DATE}<div>{box(*TEXT)}{behind}</div>")
    assert draft.body == (*TEXT, TAIL)


def test_each_paragraph_may_have_nested_boxes_of_its_own():
    parts = "".join(
        f"<div class='row'><div><div><div>{box(each, name='c')}</div></div></div></div>" for each in TEXT
    )
    assert read(f"<h1>{TITLE}</h1>{DATE}<div>{parts}</div>").body == TEXT


def test_a_byline_behind_the_last_part_is_the_author():
    draft = read(
        f"<h1>{TITLE}</h1>{DATE}{box(*TEXT)}<div><p>{TAIL}</p><p align=right><b>Hồng Nhung</b></p></div>"
    )
    assert (draft.body, draft.byline_raw) == ((*TEXT, TAIL), "Hồng Nhung")


@pytest.mark.parametrize(
    "behind",
    [
        f"<h3>Bạn có biết</h3><p>{TAIL}</p>",
        f"<p><a href='/x-123456.html'>Chợ nổi miền trên vào mùa nước</a></p><p>{TAIL}</p>",
        f"<a href='/x-123456.html'><div><p>{TAIL}</p></div></a>",
        f"<div><p>{TAIL}</p><a href='/x-123456.html'>Chi tiết</a></div>",
        f"<div class='author-bio'><p>{TAIL}</p></div>",
        f"<div class='sidebar'><p>{TAIL}</p></div>",
        "<p>Bài viết rất hay, cảm ơn tác giả đã đưa chúng tôi về thăm quê hương trong những ngày này.</p>",
        "<p>Mọi hành động sử dụng nội dung phải được sự đồng ý bằng văn bản của Báo Ví Dụ.</p>",
        "<p>Địa chỉ: xã Hải Minh, huyện Hải Hậu. Chịu trách nhiệm: ông Trần Văn Hải, Chủ tịch xã.</p>",
        "<p>Bạn cần đăng nhập để gửi ý kiến bình luận cho bài viết này, xin cảm ơn bạn.</p>",
    ],
)
def test_what_is_behind_the_text_and_is_not_the_articles_is_left_out(behind):
    assert read(f"<h1>{TITLE}</h1>{DATE}<div>{box(*TEXT)}{behind}</div>").body == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "2. Ý kiến của bà con",
        "Nếu thấy đò quá tải, khách cần báo ngay cho ban quản lý.",
        "Đường dây nóng 113 của công an xã trực cả ngày đêm.",
        "Chợ đã đông.",
    ],
)
@pytest.mark.parametrize("parts", ["{}{}", "<main>{}{}</main>"])
def test_a_further_part_of_the_same_name_may_begin_with_any_line(line, parts):
    made = (
        f"<h1>{TITLE}</h1>{DATE}{parts.format(box(*TEXT[:3], name='phan'), box(line, TEXT[3], name='phan'))}"
    )
    assert read(made).body == (*TEXT[:3], line, TEXT[3])


@pytest.mark.parametrize("name", ["", "phan-cuoi"])
def test_a_short_sentence_does_not_end_the_text(name):
    made = f"<h1>{TITLE}</h1>{DATE}{box(*TEXT[:3])}{box('Chợ đã đông.', TEXT[3], name=name)}"
    assert read(made).body == (*TEXT[:3], "Chợ đã đông.", TEXT[3])


@pytest.mark.parametrize(
    "others",
    [
        "<h3>Tin liên quan</h3><p><a href='/a-1.html'>Xã bên khánh thành bến mới</a></p>",
        "<p><a href='/a-1.html'>Xã bên khánh thành bến mới</a></p>",
    ],
)
def test_other_articles_in_a_box_of_the_same_name_are_not_the_text(others):
    excerpt = f"<p>{TAIL}</p>"
    made = f"<h1>{TITLE}</h1>{DATE}{box(*TEXT, name='phan')}<div class='phan'>{others}{excerpt}</div>"
    assert read(made).body == TEXT


ASIDE = "Bến chợ dài ba trăm mét, có bốn mươi ô, mỗi phiên đón chừng hai nghìn lượt người mua bán."


@pytest.mark.parametrize(
    "name",
    ["sapo", "summary", "article-sapo", "lead", "tom-tat", "description", "intro", "excerpt", "trich-dan"],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_box_among_the_paragraphs_that_is_named_after_a_summary_is_no_lead(name, place):
    texts = [f"<p>{each}</p>" for each in TEXT]
    texts.insert(place, f"<div class='{name}'><p>{ASIDE}</p></div>")
    draft = read(f"<h1>{TITLE}</h1>{DATE}<div class='noi-dung'>{''.join(texts)}</div>")
    assert (draft.summary, draft.body) == (None, (*TEXT[:place], ASIDE, *TEXT[place:]))


def test_a_summary_below_a_first_paragraph_is_the_lead_if_the_page_states_it():
    stated = f"<meta name='description' content='{SAPO}'>"
    texts = f"<p>{TEXT[0]}</p><div class='sapo'>{SAPO}</div>" + "".join(f"<p>{each}</p>" for each in TEXT[1:])
    draft = read(f"{stated}<h1>{TITLE}</h1>{DATE}<div class='noi-dung'>{texts}</div>")
    assert (draft.summary, draft.body) == (SAPO, TEXT)


@pytest.mark.parametrize(
    "announced",
    [
        "Mời bạn đọc đón xem kỳ cuối.",
        "Mời bạn đọc đón xem kỳ cuối",
        "Mời bạn đọc đón đọc Kỳ 2: Những lái thuyền cuối cùng",
        "Kính mời quý độc giả theo dõi tiếp phần hai trên số báo sau.",
        "Mời độc giả đón đọc bài cuối trong số tới!",
        "Mời bạn đọc đón đọc bài 3: Chợ phiên giữa phố",
        "Xem tiếp kỳ sau: Muối từ miền dưới",
        "Đọc tiếp phần II vào thứ Năm tới",
        "Mời quý bạn đọc xem tiếp hồi kết.",
        "Mời bạn đọc đón đọc kỳ tiếp theo vào ngày mai",
    ],
)
def test_the_next_part_that_the_author_announces_is_text(announced):
    draft = read(f"<h1>{TITLE}</h1>{DATE}" + box(*TEXT, announced))
    assert draft.body == (*TEXT, announced)


@pytest.mark.parametrize(
    "link",
    [
        "<p>Mời bạn đọc xem thêm <a href='/b-2.html'>bài 2 tại đây</a></p>",
        "<p><a href='/b-2.html'>Đọc tiếp kỳ 2: Những lái thuyền cuối cùng</a></p>",
        "<p>Mời bạn đọc xem thêm các bài cùng chuyên mục</p>",
    ],
)
def test_a_link_to_the_next_part_is_no_text(link):
    draft = read(
        f"<h1>{TITLE}</h1>{DATE}<div class='noi-dung'>{''.join(f'<p>{t}</p>' for t in TEXT)}{link}</div>"
    )
    assert draft.body == TEXT


SECTION = "<section class='{}'><h4>{}</h4><p>{}</p></section>"


@pytest.mark.parametrize("heading", ["Lời kết", "Còn lại với bến sông", "Chợ phiên hôm nay", "Thay lời kết"])
@pytest.mark.parametrize("name", ["wrapup", "ket", "phan-2", ""])
def test_a_further_section_with_a_heading_of_its_own_is_text(heading, name):
    texts = "".join(f"<p>{each}</p>" for each in TEXT)
    further = SECTION.format(name, heading, TAIL)
    draft = read(f"<article><h1>{TITLE}</h1>{DATE}<section class='body'>{texts}</section>{further}</article>")
    assert draft.body == (*TEXT, heading, TAIL)


@pytest.mark.parametrize(
    "section",
    [
        SECTION.format("author-box", "Về tác giả", TAIL),
        SECTION.format("x", "Tin liên quan", TAIL),
        SECTION.format("x", "Bình luận", TAIL),
        SECTION.format("newsletter", "Đăng ký nhận bản tin", TAIL),
        f"<section class='x'><h4><a href='/b-1.html'>Bến đò cũ thành điểm hẹn</a></h4><p>{TAIL}</p></section>",
        f"<section class='x'><h4>Chuyên mục chợ quê</h4><p><a href='/b-1.html'>{TAIL}</a></p></section>",
    ],
)
def test_a_section_about_something_else_is_no_text(section):
    texts = "".join(f"<p>{each}</p>" for each in TEXT)
    draft = read(f"<article><h1>{TITLE}</h1>{DATE}<section class='body'>{texts}</section>{section}</article>")
    assert draft.body == TEXT
