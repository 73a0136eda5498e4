"""Lines of a front page that name the site's new host, and those that name something else."""

import pytest

from dvcrawler.discovery.fronts.moved_notices import find_new_host
from dvcrawler.extract.page import Page

HOSTS = {"xaan.example.vn": "xaan.example.vn"}
NEW = "https://xaanmoi.example.vn/"
NEWS = "".join(
    f"<li><a href='/tin/thon-dong-ra-quan-ve-sinh-{n}'>Thôn Đông ra quân vệ sinh lần {n}</a></li>"
    for n in range(9)
)
TELLS = {
    "a link in the line": f"<p>Cổng thông tin điện tử xã đã chuyển sang địa chỉ mới: <a href='{NEW}'>tại đây</a></p>",
    "an address as printed": "<p>Trang thông tin điện tử chuyển sang địa chỉ https://xaanmoi.example.vn</p>",
    "a host as printed": "<marquee>Website đã được chuyển đổi sang tên miền xaanmoi.example.vn.</marquee>",
    "www.": "<div class='tb'>Trang này sẽ chuyển sang www.xaanmoi.example.vn từ ngày 01/7.</div>",
    "all of it a link": f"<h3><a href='{NEW}'>Trang thông tin đã chuyển sang địa chỉ mới</a></h3>",
    "its own link in it": f"<p><a href='/'>Cổng xã An</a>: cổng ngừng cập nhật, mời truy cập <a href='{NEW}'>{NEW}</a></p>",
    "visit the new address": "<p>Mời bà con truy cập địa chỉ mới: xaanmoi.example.vn</p>",
    "of its name": "<p>Thay đổi tên miền: http://xaanmoi.example.vn/trang-chu</p>",
    "a row": f"<table><tr><td>Cổng đã chuyển sang <a href='{NEW}'>website mới</a></td></tr></table>",
    "English": f"<p>This site has moved to <a href='{NEW}'>our new portal</a>.</p>",
}
OTHERS = {
    "a headline": "<p><a href='/tin/so-y-te-9'>Trang thông tin Sở Y tế chuyển sang địa chỉ mới soyte.example.vn</a></p>",
    "the services": "<p>Cổng dịch vụ công đã chuyển sang địa chỉ <a href='https://dichvucong.gov.vn/'>mới</a></p>",
    "the mail": "<p>Hệ thống thư: trang đã chuyển sang địa chỉ mail.example.vn</p>",
    "an account": "<p>Trang chuyển sang địa chỉ mới: <a href='https://www.facebook.com/xaan'>Facebook</a></p>",
    "its own host": "<p>Trang đã chuyển sang giao diện mới tại xaan.example.vn</p>",
    "an e-mail address": "<p>Thay đổi địa chỉ: vanphong@xaanmoi.example.vn</p>",
    "no host": "<p>Trang thông tin đã chuyển sang giao diện mới.</p>",
    "links beside it": f"<p>Ủy ban nhân dân xã</p><p><a href='{NEW}'>Cổng thông tin huyện</a></p>",
}


@pytest.mark.parametrize("name", [*TELLS, *OTHERS])
def test_a_line_that_names_the_new_host_and_no_other_tells_it(name):
    line = TELLS.get(name) or OTHERS[name]
    page = Page(
        f"<html><body><h1>Xã An</h1>{line}<ul>{NEWS}</ul></body></html>".encode(), "https://xaan.example.vn/"
    )
    assert find_new_host(page, HOSTS) == ("xaanmoi.example.vn" if name in TELLS else None)
