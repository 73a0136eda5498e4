"""The many ways in which pages write the address of one article, and links that are no articles."""

from html import escape

from sample_portal.plan import Plan
from sample_portal.sites import LEGACY_HOST

#: Links that a crawler must leave alone: scripts, mail, unfilled templates, files, other houses.
DECOYS = (
    '<a href="javascript:void(0)">Xem nhanh</a>',
    '<a href="mailto:toasoan@example.vn">Gửi bài cho tòa soạn</a>',
    '<a href="@PAGE_URL@">@PAGE_TITLE@</a>',
    '<a href="/channel/5083/202009/@PAGE_URL@">Bài chưa điền</a>',
    '<a href="/file/tai-lieu/202312/quyet-dinh-so-2117-3045511.pdf">Tải quyết định</a>',
    '<a href="tel:02280000000">Đường dây nóng</a>',
    '<a href="#">Về đầu trang</a>',
)
_ELSEWHERE = (
    ("https://tin-tinh-ban.example/kinh-te/202401/lang-nghe-tinh-ban-vao-xuan-a1b2c3d/",
     "Làng nghề tỉnh bạn vào xuân"),
    ("https://bao-ban.example/channel/5085/202105/mo-hinh-hay-o-tinh-ban-2549901/",
     "Mô hình hay ở tỉnh bạn"),
    ("https://www.facebook.com/sharer/sharer.php?u=tin-tuc-chia-se-204.html", "Chia sẻ"),
)  # fmt: skip


def link(plan: Plan, turn: int, *, legacy: bool = False) -> str:
    """The address of `plan` in one of its spellings; all lead to the same article."""
    if legacy:
        return (plan.path, plan.path.rstrip("/"), f"http://{LEGACY_HOST}{plan.path}")[turn % 3]
    host, path = plan.site.host, plan.path
    if path.endswith(".html"):
        return (path, f"https://{host}{path}", path[1:])[turn % 3]
    spellings = [
        path,
        f"https://{host}{path}",
        path.rstrip("/"),
        f"{path}?utm_source=trang-chu",
    ]
    if plan.site.name == "baonamdinh":
        spellings.append(f"https://www.{host}{path}")
        if plan.recipe.era == "channel":
            spellings += [f"http://{host}{path}", f"http://www.{LEGACY_HOST}{path}"]
    return spellings[turn % len(spellings)]


def anchor(plan: Plan, turn: int, *, legacy: bool = False, css: str = "") -> str:
    """A whole link element with the article's title."""
    named = f' class="{css}"' if css else ""
    href = escape(link(plan, turn, legacy=legacy), quote=False)
    return f'<a{named} href="{href}">{escape(plan.title, quote=False)}</a>'


def elsewhere() -> str:
    """Links to articles of other houses, as most-read boxes mix them in."""
    items = (f'<li><a href="{url}">{escape(title)}</a></li>' for url, title in _ELSEWHERE)
    return "".join(items)
