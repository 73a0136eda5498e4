"""The HTML and XML templates, and what they can call."""

from functools import cache
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sample_portal import typesetting
from sample_portal.links import link
from sample_portal.sites import Site
from sample_portal.vocabulary import MEMBERS, TOPICS


def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        # The real sites escape in some places and not in others; templates name `text` and `attr` themselves.
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        text=typesetting.escape_text,
        attr=escape,
        typeset=typesetting.typeset,
        split=typesetting.split,
        template_literal=typesetting.as_template_literal,
        script_string=typesetting.as_script_string,
    )
    environment.globals.update(
        link=link, alt_text=typesetting.alt_text, topics=TOPICS, members=MEMBERS, menu=render_menu
    )
    return environment


def render(template: str, **context: object) -> str:
    """The page that templates/`template` makes of `context`."""
    return _ENVIRONMENT.get_template(template).render(**context)


@cache
def render_menu(site: Site) -> str:
    """Style, script and navigation, the same on every page of the site.

    Complete pages of Vietnamese papers have 600 to 1,750 elements and 40 to 330 KB of inline script and style
    (five measured, 03/2026); these pages weigh like the light ones, so that measurements mean something."""
    return render("menu.html", site=site).strip()


_ENVIRONMENT = _make_environment()
