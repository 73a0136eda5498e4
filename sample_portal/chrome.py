"""What stands round an article: menus, boxes, comment form, footers. None of it is text to keep."""

from dataclasses import dataclass
from functools import cache

from sample_portal.links import DECOYS, anchor, elsewhere, link
from sample_portal.markup import text_of
from sample_portal.plan import Plan
from sample_portal.sites import BY_NAME, Section

PAPERS = {
    "baonamdinh": "Báo Nam Định điện tử",
    "phuyen": "Phú Yên online",
    "danguykhoi": "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
    "phunu": "Hội Liên hiệp Phụ nữ tỉnh",
}
_SUBTOPICS = (
    "Tin trong tỉnh", "Trong nước", "Quốc tế", "Nông thôn mới", "Chuyển đổi số",
    "Cải cách hành chính",
    "Theo gương người tốt", "Bạn đọc viết", "Hỏi - Đáp", "Địa chỉ cần giúp đỡ", "Phóng sự", "Ký sự",
)  # fmt: skip
_FEW = 8
_BODIES = ("Đảng bộ", "Chi bộ", "Công đoàn", "Đoàn Thanh niên", "Hội Cựu chiến binh", "Ban Chỉ huy")
_PLACES = (
    "Sở Mẫu", "Cục Mẫu", "Viện Mẫu", "Bệnh viện Mẫu", "Trường Mẫu", "Công ty Mẫu", "Ngân hàng Mẫu",
    "Bưu điện Mẫu", "Đài Mẫu", "Kho bạc Mẫu", "Chi cục Mẫu", "Trung tâm Mẫu", "Hợp tác xã Mẫu",
    "Nhà máy Mẫu", "Xí nghiệp Mẫu", "Quỹ Mẫu", "Thư viện Mẫu", "Bảo tàng Mẫu", "Hội Mẫu", "Liên hiệp Mẫu",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """Other articles of the site that a page shows: beside it, most read, and with their leads."""

    related: tuple[Plan, ...]
    most_read: tuple[Plan, ...]


@cache
def menu(site: str) -> str:
    """Style, script and navigation with every topic under every section.

    Complete pages of Vietnamese papers have 600 to 1,750 elements and 40 to 330 KB of inline script and
    style (five measured, 03/2026); what is measured on these pages should weigh like them, at the light end.
    """
    items = [_menu_item(section) for section in BY_NAME[site].sections]
    if len(items) < _FEW:
        items.append(_members())
    return (
        f"{_style(site)}\n{_script(site)}\n"
        '<nav class="navbar"><ul class="navbar-nav">\n'
        '<li class="nav-item"><a class="btn" href="/"><i class="fi fi-home"></i></a></li>\n'
        + "\n".join(items)
        + f'\n<li class="nav-item">{DECOYS[0]}</li>\n</ul></nav>'
    )


def _members() -> str:
    """The organisations below a party committee or a union: a long list on every page."""
    bodies = (f"{kind} {name}" for kind in _BODIES for name in _PLACES)
    return "\n".join(
        f'<li class="nav-item"><a href="#don-vi-{index}" title="{body}">{body}</a></li>'
        for index, body in enumerate(bodies)
    )


def _style(site: str) -> str:
    rules = (
        f".{section.path.strip('/').replace('/', '-')} .{part}-{size}{{margin:0 auto;padding:{size}px;"
        f"font:{size}px/1.5 Roboto,Arial,sans-serif;color:#{size:02x}2d3c;border-bottom:1px solid #ddd}}"
        for section in (BY_NAME[site].sections * _FEW)[:_FEW]
        for part in ("item", "name", "info", "image")
        for size in (12, 14, 16)
    )
    return "<style>\n" + "\n".join(rules) + "\n</style>"


def _script(site: str) -> str:
    zones = (
        f"{{zone:'{section.path}',slot:{index},size:[[300,250],[728,90]],lazy:true,visible:function(w)"
        f"{{return w.innerWidth>{320 + index}&&document.querySelectorAll('.zone-{index}').length>0}}}}"
        for index, section in enumerate((BY_NAME[site].sections * 60)[:60])
    )
    return (
        "<script>\nwindow.zones=[" + ",\n".join(zones) + "];window.zones.forEach(function(z){});\n</script>"
    )


def _menu_item(section: Section) -> str:
    subs = "\n".join(
        f'        <li class="dropdown-item"><a class="link roboto" href="#muc-{index}" '
        f'title="{name}">{name}</a></li>'
        for index, name in enumerate(_SUBTOPICS)
    )
    return (
        '    <li class="nav-item dropdown">\n      <a class="nav-link roboto-bold dropdown-toggle" '
        f'href="{section.path}" role="button" data-bs-toggle="dropdown" aria-expanded="false">'
        f'{section.name}</a>\n      <ol class="dropdown-menu">\n{subs}\n      </ol>\n    </li>'
    )


def related_posts(plans: tuple[Plan, ...]) -> str:
    """The new theme's box under the article: times, titles and leads of others."""
    return "\n".join(_post_box(plan, index) for index, plan in enumerate(plans))


def _post_box(plan: Plan, turn: int) -> str:
    href = link(plan, turn)
    src = f"/file//anh/{plan.published:%m%Y}/nho_{plan.native_id}.jpg"
    return f"""<div class="col-12"><div class="horizontal-post-box"><div class="post-box-block">
  <div class="box-block-image"><figure class="figure"><a class="url" href="{href}">
    <img class="img lazy" data-src="{src}" src="/file/default.jpg" alt=""></a></figure></div>
  <div class="box-block-info">
    <div class="info-time"><time class="time">{plan.published:%H:%M, %d/%m/%Y}</time></div>
    <div class="info-name"><h3 class="name">
      <a href="{href}">{text_of(plan.title)}      </a></h3></div>
    <div class="info-description"><p class="description">{text_of(plan.lead)}</p></div>
  </div></div></div></div>"""


def title_list(plans: tuple[Plan, ...], *, legacy: bool = False) -> str:
    return "\n".join(f"<li>{anchor(plan, index, legacy=legacy)}</li>" for index, plan in enumerate(plans))


def most_read(plans: tuple[Plan, ...]) -> str:
    """Most-read box; some of its links leave for other houses."""
    return (
        '<div id="mostread" class="most-read"><h3>Đọc nhiều</h3><ul>\n'
        f"{title_list(plans)}\n{elsewhere()}\n</ul></div>"
    )


def others_leads(plans: tuple[Plan, ...]) -> str:
    """Under a video or photo page: leads that belong to OTHER articles."""
    items = "\n".join(
        f'<div class="item"><h3>{anchor(plan, index)}</h3><p class="lead"><strong>'
        f"{text_of(plan.lead)}</strong></p></div>"
        for index, plan in enumerate(plans)
    )
    return f'<div id="cate-content"><div class="listnews">\n{items}\n</div></div>'


def decoys() -> str:
    return '<div class="social">' + " ".join(DECOYS) + "</div>"


COMMENTS = """<div class="feedback_comment1"><form class="form form-comment">
<h3>Thông tin bạn đọc</h3>
<label for="commentName">Họ và tên</label><input type="text" id="commentName">
<label for="commentEmail">Email</label><input type="email" id="commentEmail">
<label for="commentContent">Nội dung</label><textarea id="commentContent"></textarea>
<div class="buttons"><span>Đóng</span> <span>Lưu thông tin</span></div>
</form></div>"""


@cache
def paper_footer(site: str) -> str:
    """Licence, editors, address and telephone, each a paragraph of its own."""
    return f"""<footer class="footer"><div class="container">
<p><strong>{PAPERS[site].upper()}</strong></p>
<p>Giấy phép số: 000/GP-BTTTT do Bộ Thông tin và Truyền thông cấp ngày 1/1/2020.</p>
<p>Tổng biên tập: Đỗ Khắc Miên</p>
<p>Phó Tổng biên tập: Bùi Thị Nhàn, Mai Duy Khuê</p>
<p>Tòa soạn: Số 1 đường Mẫu, thành phố, tỉnh</p>
<p>Điện thoại: 0228.0000000; Email: toasoan@example.vn</p>
</div></footer>"""
