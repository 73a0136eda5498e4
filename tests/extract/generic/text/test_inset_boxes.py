"""Boxes among the paragraphs that are called like furniture, and lines that only look like a page's end."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance
from tests.extract import article_pages

URL = "https://xavidu.example.vn/tin-tuc/nao-vet-kenh-tieu-truoc-mua-mua-345678.html"
TITLE = "Nạo vét kênh tiêu trước mùa mưa"
TEXT = (
    "Từ đầu tuần, ba máy xúc đã nạo vét đoạn kênh tiêu dài gần hai cây số chảy qua cánh đồng phía nam xã.",
    "Bùn và bèo được đưa lên bờ, phơi khô rồi chở về đắp nền sân phơi của hợp tác xã để dùng cho vụ sau.",
    "Năm ngoái, sau hai trận mưa lớn, hơn ba mươi mẫu lúa mới cấy ở đây đã bị ngập trắng suốt bốn ngày liền.",
    "Xã dự kiến hoàn thành công việc trước ngày hai mươi tháng sau, kịp thời điểm lấy nước đổ ải của bà con.",
)
QUOTE = "“Kênh thông rồi, nhà tôi không còn lo úng mỗi khi có bão”, ông Bùi Văn Tý ở xóm Đông vui vẻ nói."


def read(content):
    text = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p class='date'>11/11/2025 08:15</p>"
        f"<div class='content'>{content}</div></body></html>"
    )
    given = Provenance("live", URL, datetime(2025, 11, 16, tzinfo=UTC))
    return read_draft(Page(text.encode(), URL), unknown_site(URL), any_address(URL), given)


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def among(middle):
    return read(paragraphs(TEXT[:2]) + middle + paragraphs(TEXT[2:])).body


@pytest.mark.parametrize(
    "name",
    [
        "widget-quote",
        "comment-content",
        "print-content",
        "audio-text",
        "recommend",
        "highlight rating",
        "follow-up",
        "hotline",
        "podcast-script",
        "event-box",
        "box-hot",
        "story--text",
    ],
)
def test_a_sentence_between_paragraphs_is_kept_in_a_box_of_any_name(name):
    assert among(f"<div class='{name}'><p>{QUOTE}</p></div>") == (*TEXT[:2], QUOTE, *TEXT[2:])
    assert among(f"<p class='{name}'>{QUOTE}</p>") == (*TEXT[:2], QUOTE, *TEXT[2:])


def test_a_box_in_boxes_of_its_own_is_kept():
    inner = f"<blockquote class='widget-quote'><p>{QUOTE}</p></blockquote>"
    made = f"<div class='builder-widget'><div class='widget-content'>{inner}</div></div>"
    assert among(made) == (*TEXT[:2], QUOTE, *TEXT[2:])


def test_a_box_between_lines_parted_by_breaks_is_kept():
    made = f"{TEXT[0]}<br>{TEXT[1]}<div class='widget'>{QUOTE}</div>{TEXT[2]}<br>{TEXT[3]}"
    assert read(made).body == (*TEXT[:2], QUOTE, *TEXT[2:])


@pytest.mark.parametrize(
    "box",
    [
        "<div class='ads'><p>Cửa hàng nội thất khai trương, giảm nửa giá cho mọi khách hàng trong tuần.</p></div>",
        "<div class='audio-player'><span>Nghe bài viết này với giọng đọc nam miền Bắc</span></div>",
        "<div class='comment-box'><p>Bạn cần đăng nhập để gửi ý kiến về bài viết này cho tòa soạn.</p></div>",
        "<div class='google-news'><p>Theo dõi trang của xã trên Google News để nhận tin nhanh nhất.</p></div>",
        "<div class='widget'><h3>Xem nhiều</h3><p>Xã bên cạnh khánh thành cầu dân sinh sau nửa năm thi công.</p></div>",
        "<div class='copyright'>Ghi rõ nguồn khi phát hành lại thông tin từ trang của xã chúng tôi.</div>",
        "<div class='box-hot'><a href='/a-1.html'>Xã bên cạnh khánh thành cầu dân sinh sau nửa năm.</a></div>",
    ],
)
def test_what_is_for_the_reader_or_leads_elsewhere_is_dropped(box):
    assert among(box) == TEXT


@pytest.mark.parametrize("tag", ["footer", "cite"])
def test_who_is_quoted_is_kept(tag):
    name = "— Bà Phạm Thị Sửu, trưởng xóm Đoài"
    made = f"<blockquote><p>{QUOTE}</p><{tag}>{name}</{tag}></blockquote>"
    assert among(made) == (*TEXT[:2], QUOTE, name, *TEXT[2:])


@pytest.mark.parametrize(
    "sentence",
    [
        "Giấy phép số 12/GP-UBND có hiệu lực đến hết năm 2030 và được gia hạn một lần.",
        "Giấy phép số 7/GP-STNMT do sở cấp cho công ty ngày 3/4/2024.",
    ],
)
def test_a_last_sentence_about_a_licence_is_kept(sentence):
    assert read(paragraphs([*TEXT, sentence])).body == (*TEXT, sentence)


@pytest.mark.parametrize(
    "line",
    [
        "Giấy phép số 123/GP-BTTTT do Bộ Thông tin và Truyền thông cấp ngày 1/2/2020.",
        "Giấy phép số 45/GP-TTĐT ngày 3/4/2023.",
        "Giấy phép hoạt động báo chí số 12/GP-BTTTT cấp ngày 03/05/2022.",
    ],
)
def test_the_licence_of_a_site_ends_the_text(line):
    assert read(paragraphs([*TEXT, line])).body == TEXT


@pytest.mark.parametrize("tag", ["b", "strong"])
def test_a_name_in_bold_behind_the_last_sentence_is_the_author(tag):
    draft = read(paragraphs(TEXT[:3]) + f"<p>{TEXT[3]} <{tag}>Bùi Thu Hà</{tag}></p>")
    assert (draft.body, draft.byline_raw) == (TEXT, "Bùi Thu Hà")


def test_a_name_in_bold_within_the_last_sentence_is_none():
    last = "Người đứng ra vận động là ông <strong>Bùi Văn Tý</strong>"
    draft = read(paragraphs(TEXT) + f"<p>{TEXT[0]} {last}</p>")
    assert draft.byline_raw is None
    assert draft.body[-1].endswith("là ông Bùi Văn Tý")


def test_a_question_of_an_interview_is_not_a_lead():
    question = "PV: Thưa ông, vì sao phải nạo vét kênh ngay trong tháng này mà không chờ đến cuối vụ?"
    draft = read(f"<p>{TEXT[0]}</p><p><b>{question}</b></p>" + paragraphs(TEXT[1:]))
    assert draft.summary is None
    assert draft.body == (TEXT[0], question, *TEXT[1:])


def test_a_name_beside_the_pictogram_of_a_person_put_the_text_up():
    facts = (
        "<div class='meta'><i class='fa fa-clock-o'></i> 11/11/2025 08:15 <i class='fa fa-user'></i> Bùi Thu Hà "
        "<i class='fa fa-eye'></i> 123</div>"
    )
    text = f"<h1>{TITLE}</h1>{facts}<div class='content'>{paragraphs(TEXT)}</div>"
    page = Page(f"<html><head><title>{TITLE}</title></head><body>{text}</body></html>".encode(), URL)
    given = Provenance("live", URL, datetime(2025, 11, 16, tzinfo=UTC))
    draft = read_draft(page, unknown_site(URL), any_address(URL), given)
    assert (draft.byline_raw, draft.body) == ("Bùi Thu Hà", TEXT)


def test_answers_that_unfold_below_their_questions_are_kept():
    questions = ("Ai phải đóng góp ngày công?", "Khi nào lấy nước đổ ải?")
    panels = "".join(
        f"<div class='panel'><h4><a data-toggle='collapse' href='#c{n}'>{question}</a></h4>"
        f"<div id='c{n}' class='collapse'><p>{answer}</p></div></div>"
        for n, (question, answer) in enumerate(zip(questions, TEXT[2:], strict=True))
    )
    assert read(paragraphs(TEXT[:2]) + panels).body == (
        *TEXT[:2],
        questions[0],
        TEXT[2],
        questions[1],
        TEXT[3],
    )


@pytest.mark.parametrize("name", ["story--text", "widget widget-text"])
@pytest.mark.parametrize("tag", ["p", "div"])
def test_paragraphs_that_are_all_in_such_boxes_are_the_text(name, tag):
    assert read("".join(f"<{tag} class='{name}'>{text}</{tag}>" for text in TEXT)).body == TEXT


def test_a_box_named_after_a_quotation_may_be_the_last_or_the_first():
    quote = f"<div class='widget-quote'><p>{QUOTE}</p></div>"
    assert read(paragraphs(TEXT) + quote).body == (*TEXT, QUOTE)
    assert read(quote + paragraphs(TEXT)).body == (QUOTE, *TEXT)


def test_a_box_of_short_sentences_is_kept():
    facts = ("Con số", "Kênh dài gần hai cây số.", "Ba máy xúc làm cả ngày chủ nhật.")
    assert among(f"<div class='widget-facts'>{paragraphs(facts)}</div>") == (*TEXT[:2], *facts, *TEXT[2:])


def test_readers_comments_below_the_text_are_not_the_text():
    comments = "".join(f"<div class='comment-content'>{text}</div>" for text in (TEXT[3], QUOTE))
    made = f"{paragraphs(TEXT[:3])}<div class='comments'><h3>Bình luận (2)</h3>{comments}</div>"
    assert read(made).body == TEXT[:3]


@pytest.mark.parametrize(
    "name", ["tinlienquan", "box-related", "khung lien-quan", "relate-news", "readmore", "story-related-box"]
)
@pytest.mark.parametrize(
    "form", ["<p>{}</p><p>{}</p>", "<b>Xã bên</b><br>{}<br>{}", "<ul><li>{}</li><li>{}</li></ul>"]
)
def test_facts_without_a_link_are_kept_in_a_box_named_after_related_articles(name, form):
    facts = ("Bể bơi của xã bên rộng 300 m2 và sâu 1,2 mét.", "Mỗi năm có chừng bốn trăm em học bơi ở đó.")
    record = article_pages.among(f"<div class='{name}'>{form.format(*facts)}</div>")
    assert all(fact in record.body for fact in facts)


@pytest.mark.parametrize("name", ["tinlienquan", "box-related", "relate-news", "readmore"])
def test_with_a_link_such_a_box_is_left_out(name):
    inner = "<p>Trước đó, xã bên đã mở một bể bơi cho học sinh.</p><p><a href='/b-2.html'>Xã bên mở bể bơi</a></p>"
    record = article_pages.among(f"<div class='{name}'>{inner}</div>")
    assert article_pages.lines_of(record) == list(article_pages.TEXT)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("sidebar", ["hidden_text"]),
        ("post-sidebar", ["hidden_text"]),
        ("widget", ["hidden_text"]),
        ("widget newsletter", []),
        ("sidebar ads", []),
    ],
)
def test_a_text_that_ends_in_a_box_named_as_one_beside_it_is_doubted(name, codes):
    paragraphs_above = "".join(f"<p>{each}</p>" for each in TEXT)
    reading = read(f"{paragraphs_above}<div class='{name}'><p>{QUOTE}</p></div>")
    assert (reading.body, [each.code for each in reading.problems if each.field == "body"]) == (TEXT, codes)
    linked = read(f"{paragraphs_above}<div class='{name}'><p><a href='/b-2.html'>{QUOTE}</a></p></div>")
    assert linked.problems == ()
