"""Article pages: the markup of a layout around a story, as bytes."""

from sample_portal.dates import print_date
from sample_portal.library import OtherArticles
from sample_portal.recipes import DETAIL, LEGACY, PARTY, PORTAL
from sample_portal.stories import Story
from sample_portal.templating import render
from sample_portal.typesetting import typeset_title

#: By layout; an article of a layout with several templates takes one by its number.
_TEMPLATES = {
    LEGACY: ("legacy.html",),
    PORTAL: ("portal.html",),
    DETAIL: ("detail.html",),
    # The markup of the party sites is not known, only the order of the text: three plausible ones.
    PARTY: ("party_tables.html", "party_divs.html", "party_bootstrap.html"),
}
#: Written by portal.html into the menu of one page, for bytes that are not UTF-8.
_BAD_BYTES_MARK = b"<!--bytes-->"


def article_page(story: Story, others: OtherArticles) -> bytes:
    """The page in UTF-8, except for the trap that breaks it in the menu."""
    plan = story.plan
    templates = _TEMPLATES[plan.recipe.layout]
    page = render(
        templates[plan.number % len(templates)],
        story=story,
        plan=plan,
        site=plan.site,
        section=plan.section,
        others=others,
        title=typeset_title(story),
        date=print_date(plan),
    ).encode()
    return page.replace(_BAD_BYTES_MARK, b"<i>\xe1\xbb \xff</i>") if "invalid-byte" in story.traps else page
