"""What each article says: its blocks in reading order, written anew from its lot when asked for."""

import random
from dataclasses import dataclass, replace

from dvcrawler.items import Image
from sample_portal.blocks import Block, Grid, Paragraph, Photo, Player
from sample_portal.bylines import (
    FORMS,
    Signed,
    sign_contribution,
    sign_for_the_paper,
    sign_in_box,
)
from sample_portal.phrases import write_caption, write_paragraphs
from sample_portal.plan import Plan, lot
from sample_portal.recipes import PARTY
from sample_portal.tables import write_grid
from sample_portal.themes import INTERTITLES
from sample_portal.words import fill, pen_name, person

_FILES = "/file/e7837c02816d130b0181a995d7ad7e96"
_TAGS = (
    "nông thôn mới",
    "dân vận khéo",
    "chuyển đổi số",
    "làng nghề",
    "an sinh xã hội",
)


@dataclass(frozen=True, slots=True)
class Story:
    """`lead` is None where the article has no bold first paragraph."""

    plan: Plan
    edition: int
    title: str
    kicker: str | None
    lead: str | None
    blocks: tuple[Block, ...]
    signed: Signed | None
    tags: tuple[str, ...]

    @property
    def traps(self) -> frozenset[str]:
        return self.plan.recipe.traps

    @property
    def body(self) -> str:
        """The body as the record must hold it."""
        texts = [b.text for b in self.blocks if isinstance(b, Paragraph | Grid)]
        return "\n\n".join(texts)

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(b.image for b in self.blocks if isinstance(b, Photo))


def tell(plan: Plan, seed: int, edition: int = 1) -> Story:
    """The article in its `edition`-th wording: each later one changes a paragraph, every second
    one the title too."""
    rng = lot(seed, plan.site.name, "story", plan.number)
    traps = plan.recipe.traps
    title = plan.title if edition < 3 else f"{plan.title} (cập nhật lần {edition // 2})"
    kicker = fill("Kỷ niệm {nho}0 năm truyền thống ngành ({nam})", rng) if "kicker" in traps else None
    blocks = _blocks(plan, rng)
    signed = _sign(plan, rng)
    tags = tuple(rng.sample(_TAGS, 2)) if _has_tags(plan) else ()
    return Story(
        plan,
        edition,
        title,
        kicker,
        _lead(plan, title),
        _reword(blocks, edition),
        signed,
        tags,
    )


def _has_tags(plan: Plan) -> bool:
    return plan.recipe.era == "section" and plan.recipe.layout != PARTY and plan.number % 3 > 0


def _lead(plan: Plan, title: str) -> str | None:
    """A party page whose lead only repeats the title has none worth keeping."""
    if plan.recipe.kind != "article" or plan.recipe.traps & {
        "no-lead",
        "lts",
        "lead-is-title",
    }:
        return None
    return plan.lead


def _reword(blocks: tuple[Block, ...], edition: int) -> tuple[Block, ...]:
    if edition < 2:
        return blocks
    changed = list(blocks)
    for index, block in enumerate(changed):
        if isinstance(block, Paragraph) and block.role == "":
            text = f"{block.text} Số liệu này đã được tòa soạn sửa lần thứ {edition - 1}."
            changed[index] = replace(block, text=text)
            break
    return tuple(changed)


def _blocks(plan: Plan, rng: random.Random) -> tuple[Block, ...]:
    kind, traps = plan.recipe.kind, plan.recipe.traps
    if kind == "video":
        return (Player("phong_su"),)
    if kind == "photo":
        return tuple(_photo(plan, rng, index) for index in range(4))
    blocks: list[Block] = [*map(Paragraph, write_paragraphs(plan.theme, rng, rng.randint(6, 11)))]
    if not traps & {"signature", "lts"} and plan.number % 4:
        last = blocks[-1]
        assert isinstance(last, Paragraph)
        blocks[-1] = Paragraph(last.text.removesuffix(".") + "./.")
    return tuple(_set_traps(plan, rng, blocks))


def _set_traps(plan: Plan, rng: random.Random, blocks: list[Block]) -> list[Block]:
    """Puts the recipe's special blocks in, from the end to the start."""
    traps = plan.recipe.traps
    if "signature" in traps:
        signatory = ("TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Đã ký", person(rng))
        blocks.extend(Paragraph(line, "signature") for line in signatory)
    if "data-table" in traps:
        blocks.insert(4, write_grid(rng))
    if "intertitles" in traps:
        first, second = rng.sample(INTERTITLES, 2)
        blocks.insert(4, Paragraph(second, "intertitle"))
        blocks.insert(1, Paragraph(first, "intertitle"))
    if "photo-twice" in traps:
        blocks.insert(4, _photo(plan, rng, 1))
    if "photo" in traps:
        blocks.insert(0 if "photo-first" in traps else 1, _photo(plan, rng, 0))
    if "video-block" in traps:
        blocks.insert(2, Player("ban_tin"))
    if "media-core" in traps:
        blocks.insert(2, Paragraph(write_paragraphs(plan.theme, rng, 1)[0], "media"))
    if "lts" in traps:
        note = "LTS: Nhân ngày truyền thống, tòa soạn giới thiệu với bạn đọc bài viết sau đây. " + (
            fill("Bài do {coquan} cung cấp, đầu đề do tòa soạn đặt.", rng)
        )
        blocks.insert(0, Paragraph(note, "note"))
    return blocks


def _photo(plan: Plan, rng: random.Random, index: int) -> Photo:
    traps = plan.recipe.traps
    path = _photo_path(plan, index)
    relative = "relative-image" in traps or plan.site.name == "danguykhoi"
    src = path if relative else f"https://{plan.site.host}{path}"
    caption = write_caption(plan.theme, rng)
    if "quote-caption" in traps:
        caption = f'{caption[:-1]} trao bức tranh "Nếp quê" cho khu dân cư.'
    credit = None
    if traps & {"credit-in-caption", "photo-credit-line", "quote-caption"}:
        credit = "Internet" if plan.number % 7 == 0 else pen_name(rng)
    if "stock-photo" in traps:
        caption, credit = "Ảnh minh họa", "Internet"
    image = Image(f"https://{plan.site.host}{path}", caption, credit)
    if "empty-caption" in traps and index == 0:
        image = Image(image.url)
    return Photo(src, image)


def _photo_path(plan: Plan, index: int) -> str:
    day = plan.published
    stem = f"{plan.native_id}{index}"
    if plan.recipe.layout == PARTY:
        return f"/Uploads/images/{day:%Y}/anh_{stem}.jpg"
    if plan.recipe.era == "channel":
        return f"{_FILES}/dataimages/{day:%Y%m}/original/images{stem}_anh.jpg"
    return f"{_FILES}/{day:%m%Y}/anh_{stem}_{day:%Y%m%d%H%M}07.jpg"


def _sign(plan: Plan, rng: random.Random) -> Signed | None:
    traps = plan.recipe.traps
    if "no-byline" in traps or plan.recipe.kind == "video":
        return None
    if "contributed" in traps:
        return sign_contribution(rng)
    if "author-box" in traps:
        return sign_in_box(rng)
    if "source-byline" in traps:
        return sign_for_the_paper(rng)
    return FORMS[plan.number % len(FORMS)](rng)
