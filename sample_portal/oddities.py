"""Article addresses that lead to no article: drafts, empty answers, files, garbage, dead links."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sample_portal.answers import Answer, failure, page
from sample_portal.articles import Story, tell
from sample_portal.chrome import Around
from sample_portal.pages import article_page
from sample_portal.plan import Plan
from sample_portal.recipes import PORTAL


@dataclass(frozen=True, slots=True)
class Oddity:
    """`path` is linked from the list of the section `section`; `title` is the link's text.

    `outcome`: "refused" (read, but a field is lacking), "unread" (no layout fits) or "gone".
    """

    site: str
    native_id: str
    path: str
    section: str
    title: str
    outcome: str
    reason: str
    answer: Callable[[Plan, int, Around], Answer]

    @property
    def id(self) -> str:
        return f"{self.site}:{self.native_id}"


def _draft(plan: Plan, seed: int, native_id: str) -> Story:
    recipe = replace(plan.recipe, layout=PORTAL, era="section", traps=frozenset(), kind="article")
    return tell(replace(plan, native_id=native_id, recipe=recipe), seed)


def _untitled(plan: Plan, seed: int, around: Around) -> Answer:
    story = _draft(plan, seed, "c0d1e01")
    return page(article_page(replace(story, title=""), around))


def _bodiless(plan: Plan, seed: int, around: Around) -> Answer:
    story = _draft(plan, seed, "c0d1e02")
    return page(article_page(replace(story, lead=None, blocks=(), signed=None), around))


def _shell(plan: Plan, seed: int, around: Around) -> Answer:
    return page(
        '<!DOCTYPE html><html><head><title></title></head><body><div id="app"></div>'
        '<script src="/app/main.8f3c.js"></script></body></html>'
    )


def _empty(plan: Plan, seed: int, around: Around) -> Answer:
    return page(b"")


def _pdf(plan: Plan, seed: int, around: Around) -> Answer:
    return page(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n", "application/pdf")


def _garbage(plan: Plan, seed: int, around: Around) -> Answer:
    return page(bytes((i * 73 + 129) % 256 for i in range(4096)))


def _gone(plan: Plan, seed: int, around: Around) -> Answer:
    return failure(404)


def _on_the_paper(number: int, section: str, slug: str, title: str, outcome: str, reason: str,
                  answer: Callable[[Plan, int, Around], Answer]) -> Oddity:  # fmt: skip
    native = f"c0d1e{number:02x}"
    path = f"{section}202403/{slug}-{native}/"
    return Oddity("baonamdinh", native, path, section, title, outcome, reason, answer)


ODDITIES = (
    _on_the_paper(1, "/kinh-te/", "ban-nhap-chua-dat-dau-de", "Bản nháp chưa đặt đầu đề",
                  "refused", "no-title", _untitled),
    _on_the_paper(2, "/xa-hoi/", "ban-nhap-chua-co-noi-dung", "Bản nháp chưa có nội dung",
                  "refused", "no-body", _bodiless),
    _on_the_paper(3, "/van-hoa/", "bai-tuong-tac", "Bài tương tác", "unread", "no-layout", _shell),
    _on_the_paper(4, "/kinh-te/", "trang-tra-ve-rong", "Trang trả về rỗng", "unread",
                  "empty", _empty),
    _on_the_paper(5, "/chinh-tri/", "ke-hoach-dang-tep", "Kế hoạch đăng dạng tệp", "unread",
                  "not-html", _pdf),
    _on_the_paper(6, "/xa-hoi/", "trang-hong-du-lieu", "Trang hỏng dữ liệu", "unread", "garbage",
                  _garbage),
    _on_the_paper(7, "/kinh-te/", "bai-da-go-bo", "Bài đã gỡ bỏ", "gone", "404", _gone),
    Oddity("phunu", "1799", "/chi-tiet-noi-dung-tin-da-xoa-1799.html",
           "/danh-muc-tin-hoat-dong.html", "Tin đã xóa", "gone", "404", _gone),
)  # fmt: skip
BY_ID = {oddity.id: oddity for oddity in ODDITIES}
