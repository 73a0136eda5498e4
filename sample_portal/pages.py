"""Article pages: the layout's markup round a story, as bytes."""

from sample_portal import markup_detail, markup_legacy, markup_party, markup_portal
from sample_portal.articles import Story
from sample_portal.chrome import Around
from sample_portal.recipes import DETAIL, LEGACY, PARTY, PORTAL

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
