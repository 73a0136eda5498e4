"""The record that the store must hold of each article, to compare a crawl with."""

from dataclasses import asdict, dataclass
from typing import Any

from dvcrawler.items import Author, Image
from sample_portal.dates import print_date
from sample_portal.recipes import PARTY
from sample_portal.stories import Story


@dataclass(frozen=True, slots=True)
class Expected:
    """The fields of a stored record that depend on the page; `problems` has the names of the fields only.

    Texts are normalised; the lines of `byline_raw` are joined by line feeds."""

    id: str
    site: str
    url: str
    title: str
    kicker: str | None
    date: str
    published_at: str | None
    date_raw: str
    author: str | None
    authors: tuple[Author, ...]
    byline_raw: str | None
    source: str | None
    summary: str | None
    body: str
    images: tuple[Image, ...]
    section: str
    tags: tuple[str, ...]
    language: str
    kind: str
    layout: str
    problems: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """With lists for tuples and dicts for authors and images, as in a stored line."""
        record = asdict(self)
        for name in ("authors", "images", "tags", "problems"):
            record[name] = list(record[name])
        return record


def expect(story: Story) -> Expected:
    """The record expected of `story`."""
    plan, byline = story.plan, story.byline
    authors = byline.authors if byline else ()
    timed = plan.recipe.layout != PARTY and not plan.migrated
    return Expected(
        id=plan.id,
        site=plan.site.name,
        url=plan.url,
        title=story.title,
        kicker=story.kicker,
        date=f"{plan.published:%Y-%m-%d}",
        published_at=f"{plan.published:%Y-%m-%dT%H:%M}:00+07:00" if timed else None,
        date_raw=print_date(plan),
        author=", ".join(author.name for author in authors) or None,
        authors=authors,
        byline_raw=byline.raw if byline else None,
        source=byline.source if byline else None,
        summary=story.lead,
        body=story.body,
        images=story.images,
        section=plan.section.name,
        tags=story.tags,
        language="vi",
        kind=plan.recipe.kind,
        layout=plan.recipe.layout,
        problems=("published_at",) if plan.migrated else (),
    )
