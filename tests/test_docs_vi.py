"""Every Vietnamese page names the commands, arguments, settings, codes and files of its English twin, and no others.

What is in backquotes or in an example is the program's own language and the same in both.
"""

import re
import tomllib
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
#: Page in docs/vi -> its twin, and from which heading on, or which sections.
TWINS = {
    "adding-a-site.md": ("adding-a-site.md", "# "),
    "architecture.md": ("architecture.md", "# "),
    "archives.md": ("archives.md", "# "),
    "commands.md": (
        "commands.md",
        (
            "## `new",
            "## `remove",
            "## `sites",
            "## `runs",
            "## `health",
            "## `completion",
            "## `coverage",
            "## `cluster",
            "## `config",
            "## `doctor",
            "## `extract",
            "## `freeze",
            "## `probe",
            "## `schema",
            "## `reparse",
            "## `verify",
            "## `reindex",
            "## Redirecting",
            "## Private",
        ),
    ),
    "cookbook.md": ("cookbook.md", "# "),
    "crawling.md": ("commands.md", "## `crawl"),
    "deploying.md": ("deploying.md", "# "),
    "exit-codes.md": ("exit-codes.md", "# "),
    "failures.md": ("failures.md", "# "),
    "fields.md": ("fields.md", "# "),
    "health.md": ("health.md", "# "),
    "scaling.md": ("scaling.md", "# "),
    "searching.md": (
        "commands.md",
        (
            "## `search",
            "## `browse",
            "## `open",
            "## `show",
            "## `similar",
            "## `cite",
            "## `report",
            "## `export",
        ),
    ),
    "settings.md": ("settings.md", "# "),
    "shared-store.md": ("shared-store.md", "# "),
    "sites.md": ("sites.md", "# "),
    "personal-data.md": ("personal-data.md", "# "),
    "reading-a-run.md": ("reading-a-run.md", "# "),
}
#: Of the Vietnamese page alone: the readers of dvcrawler.reading, which README.md explains in English.
ADDED = {"fields.md": "## Đọc bằng Python"}
#: What an introduction says of other pages and of all commands.
INTRODUCED = {"searching.md": "## Tìm kiếm", "commands.md": "## `new`"}
#: A table cell with exit codes; "12; 14 for robots.txt" holds two.
CODES = re.compile(r"(?<![\d./-])(?:1|2|3|1[0-7]|130|143)(?![\d./-])")


def section(text, start):
    """From the heading to the next of the same level."""
    text = text[text.index(start) :]
    level = start.split(" ")[0]
    return text if level == "#" else re.split(rf"\n(?={level} )", text)[0]


def pages(name):
    twin, start = TWINS[name]
    vietnamese = (DOCS / "vi" / name).read_text("utf-8")
    if name in ADDED:
        vietnamese = vietnamese.partition(ADDED[name])[0]
    if name in INTRODUCED:
        vietnamese = vietnamese[vietnamese.index(INTRODUCED[name]) :]
    english = (DOCS / twin).read_text("utf-8")
    starts = [start] if isinstance(start, str) else start
    return "\n".join(section(english, each) for each in starts), vietnamese


def words(page):
    """What is in backquotes, also where it goes on in the next line."""
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S)
    return {" ".join(word.split()) for word in re.findall(r"`((?:[^`\n]|\n(?!\n))+)`", prose)}


def tables(page):
    """The rows of each table below its head."""
    return [table.splitlines()[2:] for table in re.findall(r"(?:^\|.*\n?)+", page, re.M)]


def rows(page):
    """The first cell of each row of a table, as far as it is the program's own language."""
    cells = [row.split(" | ")[0].removeprefix("| ") for table in tables(page) for row in table]
    return {cell for cell in cells if re.fullmatch(r"(?:`[^`]+`(?:, )?)+|[a-z_]+", cell)}


def test_every_vietnamese_page_has_a_twin():
    assert sorted(path.name for path in (DOCS / "vi").glob("*.md")) == sorted(TWINS)


@pytest.mark.parametrize("name", TWINS)
def test_both_name_the_same_commands_arguments_settings_and_codes(name):
    english, vietnamese = map(words, pages(name))
    assert sorted(english - vietnamese) == [], "missing in the Vietnamese page"
    assert sorted(vietnamese - english) == [], "only in the Vietnamese page"


def test_both_introductions_of_the_commands_name_the_same_options():
    english, vietnamese = ((DOCS / folder / "commands.md").read_text("utf-8") for folder in (".", "vi"))
    assert words(english.partition("\n## ")[0]) - words(vietnamese.partition("\n## ")[0]) == set()


@pytest.mark.parametrize("name", TWINS)
def test_both_have_the_same_rows_and_examples(name):
    english, vietnamese = pages(name)
    assert rows(english) - rows(vietnamese) - {"any"} == set()
    examples = [set(re.findall(r"^    \S.*$", page, re.M)) for page in (english, vietnamese)]
    assert examples[0] - examples[1] == set()


@pytest.mark.parametrize("name", TWINS)
def test_each_row_of_a_table_names_the_same_in_both(name):
    english, vietnamese = ([[words(row) for row in table] for table in tables(page)] for page in pages(name))
    assert english == vietnamese


@pytest.mark.parametrize("name", TWINS)
def test_an_english_page_leads_to_its_twin(name):
    english = (DOCS / TWINS[name][0]).read_text("utf-8")
    assert f"](vi/{name})" in english


@pytest.mark.parametrize("name", ["scaling.md", "shared-store.md"])
def test_both_have_the_same_figures(name):
    """Vietnamese writes 1.030,5 for 1,030.5."""
    english, vietnamese = (set(re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)*", page)) for page in pages(name))
    assert english == {figure.translate(str.maketrans(".,", ",.")) for figure in vietnamese}


@pytest.mark.parametrize("name", sorted(TWINS.keys() - {"sites.md"}))
def test_no_figure_is_in_one_alone(name):
    """But for the names of months. What a command prints is not translated, so 1.3 may stand in both."""
    english, vietnamese = (set(re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)*", page)) for page in pages(name))
    exchange = str.maketrans(".,", ",.")
    assert [figure for figure in english - vietnamese if figure.translate(exchange) not in vietnamese] == []
    assert [figure for figure in vietnamese - english if figure.translate(exchange) not in english] == []


@pytest.mark.parametrize("name", [*TWINS, "../../README.vi.md"])
def test_a_vietnamese_page_leads_to_vietnamese_ones(name):
    """But for its head, which leads to its twin, and a table of all pages."""
    page = re.sub(r"^\| \[.*$", "", (DOCS / "vi" / name).read_text("utf-8"), flags=re.M).partition("\n\n")[2]
    targets = set(re.findall(r"\]\((?:\.\./|docs/)([a-z-]+\.md(?:#[^)]*)?)\)", page.partition("\n")[2]))
    assert [target for target in targets if target.partition("#")[0] in TWINS] == []


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_every_vietnamese_page_is_named_in_a_readme(readme):
    named = re.findall(r"\]\(docs/vi/([a-z-]+\.md)\)", (DOCS.parent / readme).read_text("utf-8"))
    assert sorted(set(named)) == sorted(TWINS)


def test_each_key_and_default_is_the_same_on_both_pages_of_settings():
    """All columns but the last, which explains."""
    english, vietnamese = (
        [[row.rpartition(" | ")[0] for row in table] for table in tables(page)]
        for page in pages("settings.md")
    )
    assert english == [[row.replace("không có", "none") for row in table] for table in vietnamese]


@pytest.mark.parametrize("page", ["scaling.md", "settings.md"])
def test_an_example_of_a_settings_file_is_the_same_in_both(page):
    examples = (
        tomllib.loads(
            "".join(re.findall(r"```toml\n(.*?)```", (DOCS / folder / page).read_text("utf-8"), re.S))
        )
        for folder in (".", "vi")
    )
    assert next(examples) == next(examples) != {}


@pytest.mark.parametrize("name", ["health.md"])
def test_both_have_the_same_exit_codes_in_each_row(name):
    def codes(page):
        found = re.findall(r"^\| ([a-z_]+) \| [^|]+ \| ([\d, ;a-zA-ZÀ-ỹ.-]+) \|$", page, re.M)
        return {state: CODES.findall(cell) for state, cell in found if state != "state"}

    english, vietnamese = map(codes, pages(name))
    assert len(english) == 10
    assert english == vietnamese


def test_both_explain_the_same_lines_in_the_same_order():
    english, vietnamese = (
        [[row.split(" | ")[0] for row in table] for table in tables(page)]
        for page in pages("reading-a-run.md")
    )
    assert english == vietnamese


def test_both_have_the_same_exit_codes_of_each_error():
    english, vietnamese = pages("reading-a-run.md")
    errors = tables(section(english, "## Errors"))[0], tables(section(vietnamese, "## Lỗi"))[0]
    assert [CODES.findall(row) for row in errors[0]] == [CODES.findall(row) for row in errors[1]]


@pytest.mark.parametrize("name", TWINS)
def test_links_lead_somewhere_and_to_headings_that_are_there(name):
    page = (DOCS / "vi" / name).read_text("utf-8")
    for target, anchor in re.findall(r"\]\((?!http)([^)#]*)(?:#([^)]+))?\)", page):
        path = DOCS / "vi" / target if target else DOCS / "vi" / name
        assert path.exists(), target
        if anchor:
            assert anchor in map(anchor_of, re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M))


def anchor_of(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_readers_are_named_as_they_are():
    import dvcrawler.reading as reading

    page = (DOCS / "vi/fields.md").read_text("utf-8").partition(ADDED["fields.md"])[2]
    named = {
        word for row in re.findall(r"^\| (`.+?`) \|", page, re.M) for word in re.findall(r"`(\w+)`", row)
    }
    assert named == {"read", "latest", "new_since", "last_runs", "new", "removed", "to_arrow", "to_pandas"}
    assert all(callable(getattr(reading, name)) for name in named)
