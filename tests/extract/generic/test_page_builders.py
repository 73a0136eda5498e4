"""Articles that a page builder sets in boxes of its own, a paragraph each; comments longer than the article."""

import pytest

from tests.extract.notice_pages import DATE, FOOT, MENU, PROSE, SENTENCES, TITLE, make_page, read

ONE, TWO, THREE = SENTENCES


def elementor(widget, kind):
    return (
        "<section class='elementor-section elementor-top-section elementor-element'><div class='elementor-container'>"
        "<div class='elementor-column elementor-col-100'><div class='elementor-widget-wrap'>"
        f"<div class='elementor-element elementor-widget elementor-widget-{kind}'>"
        f"<div class='elementor-widget-container'>{widget}</div></div></div></div></div></section>"
    )


def elementor_alone(widget, kind):
    return f"<div class='elementor-widget'><div class='elementor-widget-container'>{widget}</div></div>"


def black_studio(widget, kind):
    return f"<div class='so-panel widget widget_black-studio-tinymce'><div class='textwidget'>{widget}</div></div>"


def site_origin(widget, kind):
    return (
        "<div class='panel-grid'><div class='panel-grid-cell'><div class='so-panel widget widget_sow-editor'>"
        f"<div class='so-widget-sow-editor'><div class='siteorigin-widget-tinymce textwidget'>{widget}</div></div></div></div></div>"
    )


def flatsome(widget, kind):
    return f"<div class='row'><div class='col small-12 large-12'><div class='col-inner'>{widget}</div></div></div>"


def bakery(widget, kind):
    return (
        "<div class='vc_row wpb_row'><div class='wpb_column vc_column_container'><div class='vc_column-inner'><div class='wpb_wrapper'>"
        f"<div class='wpb_text_column wpb_content_element'><div class='wpb_wrapper'>{widget}</div></div></div></div></div></div>"
    )


PARTS = (
    ("text-editor", f"<p>{ONE}</p>"),
    (
        "image",
        "<figure><img src='/de.jpg'><figcaption class='widget-image-caption'>Đê xã mùa mưa</figcaption></figure>",
    ),
    ("text-editor", f"<p>{TWO}</p>"),
    ("heading", "<h2>Giải pháp</h2>"),
    ("text-editor", f"<p>{THREE}</p>"),
    ("text-editor", "<p style='text-align:right'><strong>Thanh Tuấn</strong></p>"),
)


@pytest.mark.parametrize("builder", [elementor, elementor_alone, black_studio, site_origin, flatsome, bakery])
def test_each_part_of_the_text_is_read(builder):
    text = "".join(builder(part, kind) for kind, part in PARTS)
    head = builder(f"<h1>{TITLE}</h1>", "heading") + builder(f"<p class='date'>{DATE}</p>", "text-editor")
    page = f"<html><head><title>{TITLE}</title></head><body>{MENU}<div class='page'>{head}{text}</div>{FOOT}</body></html>"
    record = read(page.encode())
    assert f"{record['summary'] or ''}\n\n{record['body']}".strip().split("\n\n") == [
        ONE,
        TWO,
        "Giải pháp",
        THREE,
    ]
    assert [each["name"] for each in record["authors"]] == ["Thanh Tuấn"]
    assert [each["caption"] for each in record["images"]] == ["Đê xã mùa mưa"]


@pytest.mark.parametrize("kind", ["posts", "nav-menu", "share-buttons", "form", "sidebar"])
def test_other_widgets_are_not_text(kind):
    other = elementor(
        "<p>Các xã khác cũng đã nạo vét kênh mương và chuẩn bị máy bơm dự phòng cho mùa mưa.</p>", kind
    )
    text = elementor(PROSE, "text-editor") + other
    assert read(make_page(text, body="elementor"))["body"] == "\n\n".join(SENTENCES)


COMMENT = "Tôi thấy xã làm rất tốt việc này, bà con chúng tôi rất phấn khởi và tin tưởng vào mùa vụ tới. " * 5


@pytest.mark.parametrize(
    "box",
    [
        "<div id='comments' class='comments-area'><h3>2 bình luận</h3><ol class='commentlist'><li class='comment'>{}</li></ol></div>",
        "<div class='binhluan'><div class='item'>{}</div></div>",
        "<section class='list-comment'>{}</section>",
        "<div id='disqus_thread'><div>{}</div></div>",
    ],
)
def test_comments_longer_than_the_article_are_neither_text_nor_author(box):
    comments = box.format(f"<b>Hoàng An</b> <span>19/11/2023 10:00</span><p>{COMMENT}</p>" * 2)
    record = read(make_page(PROSE + comments, body="k3"))
    assert record["body"] == "\n\n".join(SENTENCES)
    assert record["authors"] == []


def test_a_box_of_cookies_is_not_text():
    box = "<div id='cookie-consent'><p>Trang này sử dụng cookie để nâng cao trải nghiệm người dùng trên mọi thiết bị.</p></div>"
    assert read(make_page(PROSE + box, body="k3"))["body"] == "\n\n".join(SENTENCES)


def test_the_date_in_the_widget_of_facts_about_the_article_is_read_and_its_clock_is_not_text():
    facts = (
        "<div class='elementor-widget elementor-widget-post-info'><ul class='elementor-post-info'>"
        "<li><a href='/2023/06/12/'><span><time>12/06/2023</time></span></a></li><li><span><time>07:40</time></span></li>"
        "<li itemprop='author'><a href='/author/q'><span>Minh Quân</span></a></li></ul></div>"
    )
    text = f"<div class='elementor-widget elementor-widget-theme-post-content'><div>{PROSE}</div></div>"
    record = read(make_page(facts + text, date="", body="elementor-widget-wrap"))
    assert (record["layout"], record["author"]) == ("generic", "Minh Quân")
    assert record["published_at"] == "2023-06-12T07:40:00+07:00"
    assert record["body"] == "\n\n".join(SENTENCES)
