"""Tags printed below the text, and the line above the headline that is marked as its kicker."""

import pytest

from tests.extract.notice_pages import DATE, PROSE, SENTENCES, TITLE, make_page, read

TAGS = ["thủy lợi", "Thanh Lợi", "vụ mùa"]
LINKS = [f"<a href='/tag/{n}'>{tag}</a>" for n, tag in enumerate(TAGS)]
PLAIN = [f"<a href='/t-{n}'>{tag}</a>" for n, tag in enumerate(TAGS)]
ROWS = {
    "words": "<p>Từ khóa: thủy lợi, Thanh Lợi, vụ mùa</p>",
    "semicolons": "<p>Từ khoá: thủy lợi; Thanh Lợi; vụ mùa.</p>",
    "hashes": f"<div>{' '.join(LINKS).replace('>t', '>#t').replace('>T', '>#T').replace('>v', '>#v')}</div>",
    "labelled links": f"<div>Từ khóa bài viết: {', '.join(PLAIN)}</div>",
    "tags": f"<div class='tags'><span>Tags:</span> {' '.join(PLAIN)}</div>",
    "heading": f"<div><h4>Từ khóa</h4><ul>{''.join(f'<li>{link}</li>' for link in PLAIN)}</ul></div>",
    "heading with a colon": f"<div><h3>Từ khóa:</h3><div>{''.join(PLAIN)}</div></div>",
    "list": f"<ul class='post-tags'>{''.join(f'<li>{link}</li>' for link in PLAIN)}</ul>",
    "marked": f"<p>{' '.join(link.replace('<a', '<a rel=tag') for link in PLAIN)}</p>",
    "marked in a sentence": "<footer class='entry-meta'>Bài viết được đăng và được gắn thẻ "
    f"{', '.join(link.replace('<a', '<a rel=tag') for link in PLAIN)}. Xin cảm ơn bạn đọc.</footer>",
    "WordPress": "<footer class='entry-meta'>Đăng trong <a href='/c' rel='category tag'>Thời sự</a>. Thẻ: "
    f"{', '.join(link.replace('<a', '<a rel=tag') for link in PLAIN)}</footer>",
    "K2": f"<div class='itemTagsBlock'><span>Được gắn thẻ</span><ul>{''.join(f'<li>{link}</li>' for link in PLAIN)}</ul></div>",
    "tagged": f"<div><span>Tagged under</span><ul>{''.join(f'<li>{link}</li>' for link in PLAIN)}</ul></div>",
    "blogger": f"<p>Nhãn: {', '.join(PLAIN)}</p>",
    "topics": f"<p>Chủ đề: {', '.join(PLAIN)}</p>",
    "topics in words": "<p>Chủ đề: thủy lợi, Thanh Lợi, vụ mùa</p>",
    "tags in words": "<p>Thẻ: thủy lợi, Thanh Lợi, vụ mùa</p>",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_printed_tags_are_read_and_are_not_text(row):
    for page in (make_page(PROSE + row), make_page(f"{PROSE}</div><div>{row}")):
        found = read(page)
        assert found["tags"] == TAGS
        assert found["body"] == "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    "row",
    [
        "<p>Từ khóa: đó là điều mà ông Thử nhắc nhiều nhất khi nói về trạm bơm mới, nơi cả xã trông vào mỗi mùa mưa.</p>",
        "<div class='sidebar'><div class='tags'><a href='/tag/le-hoi'>lễ hội</a></div></div>",
        "<div class='widget tag-cloud'><h4>Tags</h4><a href='/tag/a'>bóng đá</a><a href='/tag/b'>giá vàng</a></div>",
        "</div><div class='tagcloud'><a href='/tag/a'>bóng đá</a><a href='/tag/b'>giá vàng</a>",
        "</div><div class='tags-hot tags'><a href='/tag/a'>bóng đá</a><a href='/tag/b'>giá vàng</a>",
        "</div><div class='popular-tags'><h4>Từ khóa:</h4><a href='/tag/a'>bóng đá</a><a href='/tag/b'>giá vàng</a>",
        "<h4>Từ khóa</h4><p>Trạm bơm <a href='/tram/'>đầu làng</a> chạy thử trước ngày vào vụ.</p>",
        "<p><a href='/chu-de/tram-bom/'>Trạm bơm</a> đầu làng chạy thử trước ngày vào vụ, bà con rất mừng.</p><p>Hết.</p>",
        "<p>Chuyên mục: <a href='/c' rel='category tag'>Thời sự</a></p>",
        "<p>Xem <a href='/tag/1'>thủy lợi</a> và <a href='/bai-2.html'>bài trước</a></p>",
    ],
)
def test_other_lines_below_the_text_are_not_tags(row):
    assert read(make_page(PROSE + row))["tags"] == []


def test_a_sentence_that_begins_like_a_row_of_keywords_is_text():
    sentence = "Từ khóa: đó là điều mà ông Thử nhắc nhiều nhất khi nói về trạm bơm mới của cả xã."
    assert read(make_page(f"<p>{sentence}</p>{PROSE}"))["body"] == "\n\n".join([sentence, *SENTENCES])


def test_stated_tags_count_before_printed_ones():
    head = '<meta name="news_keywords" content="đê điều">'
    assert read(make_page(PROSE + ROWS["words"], head=head))["tags"] == ["đê điều"]


@pytest.mark.parametrize(
    "line",
    [
        "<div class='kicker'>{}</div>",
        "<p class='sub-title'>{}</p>",
        "<p class='tit-phu'>{}</p>",
        "<h3>{}:</h3>",
    ],
)
def test_a_marked_line_above_the_headline_is_its_kicker(line):
    page = make_page(PROSE).replace(b"<h1>", line.format("Xây dựng nông thôn mới").encode() + b"<h1>")
    assert read(page)["kicker"].rstrip(":") == "Xây dựng nông thôn mới"


@pytest.mark.parametrize(
    "line",
    [
        "<div>Tin tức</div>",
        f"<div class='sub-title'>{DATE}</div>",
        f"<p class='sub-title'>{SENTENCES[0]}</p>",
    ],
)
def test_another_line_above_the_headline_is_not_a_kicker(line):
    assert read(make_page(PROSE).replace(b"<h1>", f"{line}<h1>".encode()))["kicker"] is None


def test_the_title_stays_beside_a_kicker():
    page = make_page(PROSE).replace(b"<h1>", "<h2 class='kicker'>Xây dựng nông thôn mới</h2><h1>".encode())
    assert read(page)["title"] == TITLE


@pytest.mark.parametrize("heading", ["<h2><a href='/tag/ve-lang'>Về làng</a></h2>", f"<h3>{LINKS[1]}</h3>"])
def test_a_heading_that_links_a_tag_is_none_where_a_paragraph_is_below(heading):
    record = read(
        make_page(f"<h1>{TITLE}</h1>{DATE}<div class='c'>{PROSE}{heading}<p>{SENTENCES[0]}</p></div>")
    )
    assert not record["tags"]


@pytest.mark.parametrize("row", ["#thuyloi #ThanhLoi", "#thuyloi  #ThanhLoi"])
def test_hashtags_without_links_are_tags(row):
    found = read(make_page(f"{PROSE}<p>{row}</p>"))
    assert (found["tags"], found["body"]) == (["thuyloi", "ThanhLoi"], "\n\n".join(SENTENCES))


@pytest.mark.parametrize(
    "row",
    [
        f"<div>Từ khóa: {', '.join(LINKS)}</div>",
        "<div>Từ khóa: thủy lợi, Thanh Lợi, vụ mùa</div>",
        f"<p>Tags: {', '.join(PLAIN)}</p>",
    ],
)
def test_a_labelled_row_between_headline_and_text_has_the_tags(row):
    found = read(make_page(row + PROSE))
    assert (found["tags"], found["body"]) == (TAGS, "\n\n".join(SENTENCES))


@pytest.mark.parametrize(
    "heading",
    [
        "Từ khóa nổi bật",
        "Thẻ phổ biến",
        "Từ khoá được tìm nhiều",
        "Chủ đề đang được quan tâm",
        "Đám mây từ khóa",
        "Xu hướng tìm kiếm",
        "Tags hot",
        "Popular tags",
        "Tất cả thẻ",
        "Từ khóa của trang",
    ],
)
@pytest.mark.parametrize("name", ["keywords", "tags", "panel-body"])
def test_the_tags_that_the_whole_site_uses_most_are_not_read(name, heading):
    cloud = f"<div class='block'><h3>{heading}</h3><div class='{name}'>{' '.join(LINKS)}</div></div>"
    for page in (make_page(PROSE + cloud), make_page(f"{PROSE}</div><div>{cloud}")):
        assert read(page)["tags"] == []


@pytest.mark.parametrize("above", ["<p>Đó là xu hướng của nhiều địa phương.</p>", "<p>Xu hướng mới.</p>"])
@pytest.mark.parametrize("name", ["tags", "tags snapshot"])
def test_a_line_of_the_text_that_speaks_of_a_trend_heads_no_cloud(name, above):
    tags = f"<div class='{name}'>{' '.join(LINKS)}</div>"
    assert read(make_page(f"{PROSE}{above}</div>{tags}"))["tags"] == TAGS
