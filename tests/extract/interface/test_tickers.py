"""Prices, weather and dates among the paragraphs: the site's, unless the text speaks of them."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

TICKERS = [
    ("VN-Index 1.245,30 +5,20 (0,42%)", "HNX-Index 232,10 -0,31 (0,13%)"),
    ("USD 24.560 24.930", "EUR 26.100 27.500"),
    ("Giá vàng SJC", "Mua: 78,50 Bán: 80,50"),
    ("Nam Định 28°C", "Độ ẩm: 80%"),
    ("Thứ Bảy, 28/11/2026", "Âm lịch: 20/10/Bính Ngọ"),
]


def lines(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("ticker", TICKERS)
def test_lines_of_figures_of_which_the_text_does_not_speak_are_left_out(ticker):
    assert lines_of(among(lines(ticker))) == [*TEXT]


@pytest.mark.parametrize(
    ("ticker", "sentence"),
    [
        (TICKERS[0], "Chứng khoán hôm nay tăng điểm, sắc xanh phủ gần kín bảng điện ngay từ đầu phiên sáng."),
        (TICKERS[1], "Tỷ giá trung tâm hôm nay giảm nhẹ, các ngân hàng niêm yết giá mua vào như sau đây."),
        (TICKERS[2], "Giá vàng miếng sáng nay giảm hai trăm nghìn đồng mỗi lượng so với chốt phiên hôm qua."),
        (TICKERS[3], "Thời tiết trong ngày mát, nhiệt độ cao nhất vào buổi trưa và giảm nhanh về chiều tối."),
        (TICKERS[4], "Theo âm lịch, ngày tiệc làng rơi vào giữa tuần nên ban khánh tiết mời khách từ sớm."),
    ],
)
def test_lines_of_figures_of_which_the_text_speaks_are_kept(ticker, sentence):
    assert lines_of(among(lines((sentence, *ticker)))) == [*TEXT[:2], sentence, *ticker, *TEXT[2:]]


@pytest.mark.parametrize(
    "text",
    [
        ("Nung ở 90 độ C", "Ủ 24 giờ"),
        ("Mua: 5 con, bán: 3 con", "Lãi 2 triệu đồng"),
        ("USD 100 mỗi người", "EUR 50"),
        ("Âm lịch: 15/8 làng mở hội", "Dương lịch: 25/9"),
        ("Độ ẩm: 85% vào mùa mưa", "Nhiệt độ nước: 28°C"),
        ("VN-Index tăng 5,2 điểm", "HNX-Index giảm"),
        ("Vé người lớn: 40.000 đồng", "Vé trẻ em: 20.000 đồng"),
        ("Thứ Bảy, 28/11/2026", "Lễ khai mạc"),
        ("Hà Nội 1946", "Nam Định 1947"),
        ("Độ ẩm: 80%",),
    ],
)
def test_lines_that_begin_alike_are_text(text):
    assert lines_of(among(lines(text))) == [*TEXT[:2], *text, *TEXT[2:]]


@pytest.mark.parametrize(
    "clock",
    [
        "Thứ hai, 02/11/2026, 10:22:15",
        "10:22:15 SA | Thứ 2, ngày 02-11-2026",
        "Chủ nhật 01/11/2026 7:05:09 CH",
    ],
)
def test_a_clock_with_seconds_is_no_text(clock):
    assert lines_of(among(lines((clock,)))) == list(TEXT)
