"""Pages whose article is a video, and notices of a few words."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

PLAYERS = {
    "video": "<video controls><source src='/v/1.mp4'></video>",
    "poster": "<video src='/v/1.mp4' poster='/p.jpg'></video>",
    "youtube": "<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>",
    "late": "<iframe data-src='https://player.vimeo.com/video/1'></iframe>",
    "facebook": "<iframe src='https://www.facebook.com/plugins/video.php?href=x'></iframe>",
    "embed": "<embed src='/v/1.mp4'>",
    "object": "<object data='/v/1.bin' type='video/mp4'></object>",
    "jwplayer": "<div id='jwplayer_1'></div><script>jwplayer('jwplayer_1').setup({file: '/v/1.mp4'})</script>",
    "video.js": "<div class='video-js vjs-default-skin'></div>",
    "amp": "<amp-youtube data-videoid='abcdefghijk'></amp-youtube>",
}
LEAD = "Sáng 12-6, xã Thanh Lợi ra quân làm thủy lợi."


@pytest.mark.parametrize("player", PLAYERS.values(), ids=PLAYERS)
def test_a_player_below_the_headline_makes_the_page_a_video(player):
    for content in (f"{player}<p>{LEAD}</p>", f"<p>{LEAD}</p><div class='player-box'>{player}</div>"):
        found = read(make_page(content))
        assert (found["kind"], found["body"]) == ("video", LEAD)
    assert read(make_page(player))["kind"] == "video"


@pytest.mark.parametrize("player", PLAYERS.values(), ids=PLAYERS)
def test_a_player_right_above_the_headline_makes_the_page_a_video(player):
    page = make_page(f"<p>{LEAD}</p>").replace(b"<h1>", f"<div class='media'>{player}</div><h1>".encode())
    assert (read(page)["kind"], read(page)["body"]) == ("video", LEAD)


@pytest.mark.parametrize(
    "beside",
    [
        f"<h3>Video</h3>{PLAYERS['youtube']}",
        f"<div class='sidebar'>{PLAYERS['youtube']}</div>",
        f"<div class='col-md-3'>{PLAYERS['video']}</div>",
        f"<div class='related'>{PLAYERS['video']}</div>",
        "<iframe src='https://www.google.com/maps?q=1'></iframe>",
    ],
)
def test_a_player_beside_the_article_does_not_make_the_page_a_video(beside):
    assert read(make_page(f"<p>{LEAD}</p>{beside}"))["kind"] == "article"
    assert isinstance(read(make_page(beside)), RecordRefused)


def test_an_article_with_a_video_is_an_article():
    found = read(make_page(PLAYERS["video"] + PROSE))
    assert (found["kind"], found["body"]) == ("article", "\n\n".join(SENTENCES))


@pytest.mark.parametrize("sentence", ["Hoãn họp.", "Nghỉ lễ ngày 2/9.", "Mất điện!"])
def test_a_notice_may_be_a_sentence_of_two_words(sentence):
    found = read(make_page(f"<p>{sentence}</p>"))
    assert (found["body"], found["problems"]) == (sentence, [])


@pytest.mark.parametrize(
    "line", ["Chuyên mục: Tin tức xã nhà", "Cỡ chữ: A- A A+ Chế độ đọc", "Lịch trực tháng sáu này"]
)
def test_a_short_line_that_is_not_a_sentence_is_kept_with_a_problem(line):
    found = read(make_page(f"<div>{line}</div>"))
    assert (found["body"], [each["code"] for each in found["problems"]]) == (line, ["short_body"])


def test_a_label_below_a_player_is_not_the_text_of_the_video():
    found = read(make_page(f"{PLAYERS['video']}<div>Bút danh</div>"))
    assert (found["kind"], found["body"]) == ("video", "")
