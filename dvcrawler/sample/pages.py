"""Article pages: the layout's markup round a story, as bytes."""

from dvcrawler.sample import markup_detail, markup_legacy, markup_party, markup_portal
from dvcrawler.sample.articles import Story
from dvcrawler.sample.chrome import Around
from dvcrawler.sample.recipes import DETAIL, LEGACY, PARTY, PORTAL

_RENDERERS = {
    LEGACY: markup_legacy.render,
    PORTAL: markup_portal.render,
    DETAIL: markup_detail.render,
    PARTY: markup_party.render,
}


def article_page(story: Story, around: Around) -> bytes:
    """The page in UTF-8, but for the one trap that breaks it in the menu."""
    page = _RENDERERS[story.plan.recipe.layout](story, around).encode()
    if "invalid-byte" in story.traps:
        page = page.replace(markup_portal.BAD_BYTES_MARK.encode(), b"<i>\xe1\xbb \xff</i>")
    return page
