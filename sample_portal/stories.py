"""What each article says: its blocks in reading order, written anew from the seed on each call."""

import random
from dataclasses import dataclass, replace

from dvcrawler.items import Image
from sample_portal.blocks import Block, Paragraph, Photo, Player, Table, write_timetable
from sample_portal.bylines import Byline, sign
from sample_portal.plan import Plan, generator
from sample_portal.recipes import PARTY
from sample_portal.themes import SUBHEADINGS
from sample_portal.vocabulary import TAGS, fill, pen_name, person

#: The folder of the site's files; the same id is in the hidden fields of every page.
_FILES = "/file/e7837c02816d130b0181a995d7ad7e96"


@dataclass(frozen=True, slots=True)
class Story:
    """`lead` is None where the article has no bold first paragraph."""

    plan: Plan
    edition: int
    title: str
    kicker: str | None
    lead: str | None
    blocks: tuple[Block, ...]
    byline: Byline | None
    tags: tuple[str, ...]

    @property
    def traps(self) -> frozenset[str]:
        return self.plan.recipe.traps

    @property
    def is_scripted(self) -> bool:
        """Whether a script fills the page's content element, which is then empty."""
        return not self.traps.isdisjoint({"script-html", "script-output"})

    @property
    def body(self) -> str:
        """The body as the record must hold it."""
        return "\n\n".join(b.text for b in self.blocks if isinstance(b, Paragraph | Table))

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(b.image for b in self.blocks if isinstance(b, Photo))

    @property
    def description(self) -> str:
        """For the page's meta element: the lead, else the beginning of the body."""
        return self.lead or f"{self.body[:140]}..."


def write_story(plan: Plan, seed: int, edition: int = 1) -> Story:
    """The article in its `edition`-th wording: each later one changes a paragraph, every second one the
    title too."""
    rng = generator(seed, plan.site.name, "story", plan.number)
    traps = plan.recipe.traps
    title = plan.title if edition < 3 else f"{plan.title} (cập nhật lần {edition // 2})"
    kicker = fill("Kỷ niệm {nho}0 năm truyền thống ngành ({nam})", rng) if "kicker" in traps else None
    blocks = _write_blocks(plan, rng)
    unsigned = "no-byline" in traps or plan.recipe.kind == "video"
    byline = None if unsigned else sign(traps, plan.number, rng)
    tags = tuple(rng.sample(TAGS, 2)) if _has_tags(plan) else ()
    return Story(plan, edition, title, kicker, _lead(plan), _reword(blocks, edition), byline, tags)


def _has_tags(plan: Plan) -> bool:
    return plan.recipe.era == "section" and plan.recipe.layout != PARTY and plan.number % 3 > 0


def _lead(plan: Plan) -> str | None:
    """A lead that only repeats the title is none: the record leaves it out."""
    if plan.recipe.kind != "article" or plan.recipe.traps & {"no-lead", "lts", "lead-is-title"}:
        return None
    return plan.lead


def _reword(blocks: tuple[Block, ...], edition: int) -> tuple[Block, ...]:
    """Changes the first paragraph of running text from the second edition on."""
    if edition < 2:
        return blocks
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role == "":
            text = f"{block.text} Số liệu này đã được tòa soạn sửa lần thứ {edition - 1}."
            return (*blocks[:index], replace(block, text=text), *blocks[index + 1 :])
    return blocks


def _write_blocks(plan: Plan, rng: random.Random) -> tuple[Block, ...]:
    kind, traps = plan.recipe.kind, plan.recipe.traps
    if kind == "video":
        return (Player("phong_su"),)
    if kind == "photo":
        return tuple(_photo(plan, rng, index) for index in range(4))
    texts = plan.theme.write_paragraphs(rng, rng.randint(6, 11))
    if not traps & {"signature", "lts"} and plan.number % 4:
        texts[-1] = texts[-1].removesuffix(".") + "./."
    blocks: list[Block] = [*map(Paragraph, texts)]
    _insert_texts(traps, rng, blocks)
    _insert_media(plan, rng, blocks)
    if "lts" in traps:
        blocks.insert(0, _editors_note(rng))
    return tuple(blocks)


def _insert_texts(traps: frozenset[str], rng: random.Random, blocks: list[Block]) -> None:
    if "signature" in traps:
        lines = ("TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Đã ký", person(rng))
        blocks.extend(Paragraph(line, "signature") for line in lines)
    if "data-table" in traps:
        blocks.insert(4, write_timetable(rng))
    if "intertitles" in traps:
        first, second = rng.sample(SUBHEADINGS, 2)
        blocks.insert(4, Paragraph(second, "subheading"))
        blocks.insert(1, Paragraph(first, "subheading"))


def _insert_media(plan: Plan, rng: random.Random, blocks: list[Block]) -> None:
    traps = plan.recipe.traps
    if "photo-twice" in traps:
        blocks.insert(4, _photo(plan, rng, 1))
    if "photo" in traps:
        blocks.insert(0 if "photo-first" in traps else 1, _photo(plan, rng, 0))
    if "video-block" in traps:
        blocks.insert(2, Player("ban_tin"))
    if "media-core" in traps:
        blocks.insert(2, Paragraph(plan.theme.write_paragraphs(rng, 1)[0], "media"))


def _editors_note(rng: random.Random) -> Paragraph:
    note = "LTS: Nhân ngày truyền thống, tòa soạn giới thiệu với bạn đọc bài viết sau đây. "
    return Paragraph(note + fill("Bài do {coquan} cung cấp, đầu đề do tòa soạn đặt.", rng), "note")


def _photo(plan: Plan, rng: random.Random, index: int) -> Photo:
    traps = plan.recipe.traps
    path = _photo_path(plan, index)
    url = f"https://{plan.site.host}{path}"
    relative = "relative-image" in traps or plan.site.name == "danguykhoi"
    caption, credit = _caption(plan, rng)
    image = Image(url) if "empty-caption" in traps and index == 0 else Image(url, caption, credit)
    return Photo(path if relative else url, image)


def _caption(plan: Plan, rng: random.Random) -> tuple[str, str | None]:
    """(caption, credit)"""
    traps = plan.recipe.traps
    caption, credit = plan.theme.write_caption(rng), None
    if "quote-caption" in traps:
        caption = f'{caption[:-1]} trao bức tranh "Nếp quê" cho khu dân cư.'
    if traps & {"credit-in-caption", "photo-credit-line", "quote-caption"}:
        credit = "Internet" if plan.number % 7 == 0 else pen_name(rng)
    return ("Ảnh minh họa", "Internet") if "stock-photo" in traps else (caption, credit)


def _photo_path(plan: Plan, index: int) -> str:
    day = plan.published
    stem = f"{plan.native_id}{index}"
    if plan.recipe.layout == PARTY:
        return f"/Uploads/images/{day:%Y}/anh_{stem}.jpg"
    if plan.recipe.era == "channel":
        return f"{_FILES}/dataimages/{day:%Y%m}/original/images{stem}_anh.jpg"
    return f"{_FILES}/{day:%m%Y}/anh_{stem}_{day:%Y%m%d%H%M}07.jpg"
