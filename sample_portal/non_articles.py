"""Article addresses that lead to no article: drafts, empty answers, files, garbage, dead links."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sample_portal.answers import Answer, failure, page
from sample_portal.library import OtherArticles
from sample_portal.pages import article_page
from sample_portal.plan import Plan
from sample_portal.recipes import PORTAL
from sample_portal.sites import Section
from sample_portal.stories import Story, write_story

#: Makes the answer from an article of the site, the seed, and what its page links.
MakeAnswer = Callable[[Plan, int, OtherArticles], Answer]


@dataclass(frozen=True, slots=True)
class NonArticle:
    """`path` is linked from the list of the section `section`, with `title` as text.

    `outcome`: "refused" (read, but a field is missing), "unread" (no layout fits) or "gone"."""

    site: str
    native_id: str
    path: str
    section: str
    title: str
    outcome: str
    reason: str
    answer: MakeAnswer

    @property
    def id(self) -> str:
        return f"{self.site}:{self.native_id}"


def _draft(plan: Plan, seed: int, native_id: str) -> Story:
    recipe = replace(plan.recipe, layout=PORTAL, era="section", traps=frozenset(), kind="article")
    return write_story(replace(plan, native_id=native_id, recipe=recipe), seed)


def _answer_untitled(plan: Plan, seed: int, others: OtherArticles) -> Answer:
    return page(article_page(replace(_draft(plan, seed, "c0d1e01"), title=""), others))


def _answer_bodiless(plan: Plan, seed: int, others: OtherArticles) -> Answer:
    story = replace(_draft(plan, seed, "c0d1e02"), lead=None, blocks=(), byline=None)
    return page(article_page(story, others))


def _always(answer: Answer) -> MakeAnswer:
    return lambda plan, seed, others: answer


_APP = (
    '<!DOCTYPE html><html><head><title></title></head><body><div id="app"></div>'
    '<script src="/app/main.8f3c.js"></script></body></html>'
)
_PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
_GARBAGE = bytes((i * 73 + 129) % 256 for i in range(4096))
_GONE = _always(failure(404))


def _in_paper(
    number: int, section: str, slug: str, title: str, outcome: str, reason: str, answer: MakeAnswer
) -> NonArticle:
    native = f"c0d1e{number:02x}"
    path = f"{section}202403/{slug}-{native}/"
    return NonArticle("baonamdinh", native, path, section, title, outcome, reason, answer)


NON_ARTICLES = (
    _in_paper(
        1,
        "/kinh-te/",
        "ban-nhap-chua-dat-dau-de",
        "Bản nháp chưa đặt đầu đề",
        "refused",
        "no-title",
        _answer_untitled,
    ),
    _in_paper(
        2,
        "/xa-hoi/",
        "ban-nhap-chua-co-noi-dung",
        "Bản nháp chưa có nội dung",
        "refused",
        "no-body",
        _answer_bodiless,
    ),
    _in_paper(3, "/van-hoa/", "bai-tuong-tac", "Bài tương tác", "unread", "no-layout", _always(page(_APP))),
    _in_paper(
        4, "/kinh-te/", "trang-tra-ve-rong", "Trang trả về rỗng", "unread", "empty", _always(page(b""))
    ),
    _in_paper(
        5,
        "/chinh-tri/",
        "ke-hoach-dang-tep",
        "Kế hoạch đăng dạng tệp",
        "unread",
        "not-html",
        _always(page(_PDF, "application/pdf")),
    ),
    _in_paper(
        6,
        "/xa-hoi/",
        "trang-hong-du-lieu",
        "Trang hỏng dữ liệu",
        "unread",
        "garbage",
        _always(page(_GARBAGE)),
    ),
    _in_paper(7, "/kinh-te/", "bai-da-go-bo", "Bài đã gỡ bỏ", "gone", "404", _GONE),
    NonArticle(
        "phunu",
        "1799",
        "/chi-tiet-noi-dung-tin-da-xoa-1799.html",
        "/danh-muc-tin-hoat-dong.html",
        "Tin đã xóa",
        "gone",
        "404",
        _GONE,
    ),
)
BY_ID = {each.id: each for each in NON_ARTICLES}


def linked_from(site: str, section: Section) -> list[tuple[str, str]]:
    """(path, title) of those that the section's list links."""
    return [(n.path, n.title) for n in NON_ARTICLES if n.site == site and n.section == section.path]


def reasons(outcome: str) -> dict[str, str]:
    """The reasons of those with this outcome, by article id."""
    return {n.id: n.reason for n in NON_ARTICLES if n.outcome == outcome}
