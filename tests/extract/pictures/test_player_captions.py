"""Lines below players, and what looks like them."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

PLAYERS = [
    "<video src='/v/1.mp4'></video>",
    "<p><iframe src='https://www.youtube.com/embed/a'></iframe></p>",
    "<div class='v'><audio src='/v/1.mp3'></audio></div>",
]
LINE = "Toàn cảnh buổi học bơi đầu tiên"


@pytest.mark.parametrize("player", PLAYERS)
@pytest.mark.parametrize(
    "line",
    ["<p align='center'>{}</p>", "<p><em>{}</em></p>", "<div style='text-align:center'><i>{}</i></div>"],
)
def test_a_line_set_apart_below_a_player_is_its_caption(player, line):
    assert lines_of(among(player + line.format(LINE))) == list(TEXT)


@pytest.mark.parametrize(
    "below",
    [
        f"<p>{LINE}</p>",
        f"<p align='center'><b>{LINE}</b></p>",
        "<p><em>“Cháu bơi được rồi”, em Na khoe.</em></p>",
        "<p><em>(Còn nữa)</em></p>",
        "<p align='center'>Kỳ sau: Mùa hè không đuối nước</p>",
        "<p align='center'>Bể xanh như mắt mèo con</p><p align='center'>Lũ trò nhảy xuống nước tròn vòng vây</p>",
    ],
)
def test_other_lines_below_it_are_text(below):
    lines = lines_of(among(PLAYERS[0] + below))
    assert lines[:2] + lines[-2:] == list(TEXT)
    assert len(lines) > len(TEXT)
