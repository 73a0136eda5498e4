"""Lists of addresses out of tables, data files, mails and notes."""

import pytest

from dvcrawler.discovery.list_lines import read_addresses

U, V = "https://a.vn/1", "https://a.vn/2"


@pytest.mark.parametrize(
    ("lines", "addresses"),
    [
        # notes beside addresses
        (["# c", "", "// x", "//", f"// {V}", f"#{V}", U], [U]),
        ([f"{U} # hôm qua"], [U]),
        ([f"{U} - Tiêu đề"], [U]),
        ([f"{U} | Tiêu đề"], [U]),
        ([f"{U}\tTiêu đề"], [U]),
        ([f"Xem {U}"], [U]),
        ([f"\u200b{U}\u200b"], [U]),
        (["link bài a.vn", U], ["link bài a.vn", U]),
        # tables
        (["url,title", f'{U},"Tiêu đề, a"', f"{V},b"], [U, V]),
        (["url,title", f'{U},"chưa đóng', f"{V},b"], [U, V]),
        (['"title";"url"', f'"x;y";"{U}"'], [U]),
        (["id\tLINK", f"7\t{U}"], [U]),
        (["Đường dẫn", U], [U]),
        (["tên,địa chỉ", "a,a.vn/1"], [U]),
        (["title,url", "không có,"], ["không có,"]),
        (["Tiêu đề,ngày"], ["Tiêu đề,ngày"]),
        ([f"1,{U}", f'7;{V};"Tiêu đề"'], [U, V]),
        # data
        ([f'{{"id":"x:1","title":"https://b.vn","url":"{U}"}}', f'{{"link":"{V}"}}'], [U, V]),
        (['{"x":1}', "{"], ['{"x":1}']),
        ([f'["{U}","{V}"]'], [U, V]),
        (['[{"loc":"a.vn/1"}]'], [U]),
        (["[", f'"{U}",', f'"{V}"', "]"], [U, V]),
        (["{", f'"url": "{U}",', "},"], [U]),
        # markup
        ([f"- [Tin (mới)]({U})", f"* {V}"], [U, V]),
        (["[t](https://a.vn/a_(b).html) - ghi chú"], ["https://a.vn/a_(b).html"]),
        (["1. a.vn/1", "12) a.vn/2,"], [U, V]),
        ([f'<a href="{U}">Tin</a>', f"<loc>{V}</loc>"], [U, V]),
        # several on a line
        ([f"{U},"], [U]),
        ([f"{U} ;"], [U]),
        ([f"{U} {V}"], [U, V]),
        ([f"{U}, {V};"], [U, V]),
        # signs that belong to an address
        *[
            ([url], [url])
            for url in (
                "https://a.vn/bai viet/1.html",
                "https://a.vn/tin-mới.html",
                "https://a.vn/di?url=https://b.vn/2",
                "https://a.vn/tin,12.html",
                "https://a.vn/x-;12",
                "HTTPS://A.vn/1",
                "https://a.vn/x_(y)",
                f"https://web.archive.org/web/2020/{U}",
            )
        ],
    ],
)
def test_each_address_is_read_and_any_other_line_stays_as_it_is(lines, addresses):
    assert list(read_addresses(lines)) == addresses
