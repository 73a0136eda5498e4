"""Completes the command line for the completion scripts of bash, zsh and fish."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

SHELLS = ("bash", "zsh", "fish")
#: Commands whose arguments are sites.
TAKE_SITES = ("coverage", "crawl", "freeze", "health", "reindex", "reparse", "runs", "sites", "verify")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
#: Values of the options that take one of a few words and do not list them as `{a,b}`.
_CHOICES = {"--log-format": ("plain", "json"), "--loglevel": _LEVELS, "-L": _LEVELS}
#: How the help names a value that is a file or a folder.
_FILES = re.compile(r"FILE|FOLDER|DIR|PAGE")
_CLUSTER = ("init", "worker", "schedule", "status")

#: A word that may be typed, and what it means.
Choice = tuple[str, str]


def read_script(shell: str) -> str:
    """The script that makes the shell ask for completions. `shell` is one of SHELLS."""
    template = resources.files("dvcrawler").joinpath(f"templates/completion/{shell}.tmpl")
    return template.read_text("utf-8").rstrip("\n")


def split_line(line: str) -> list[str]:
    """The words after the program on a line being typed; the last one may be empty or quoted."""
    for end in ("", '"', "'"):
        try:
            words = shlex.split(line + end)
        except ValueError:  # a quotation that is still open
            continue
        return [*words[1:], *([""] if line[-1:].isspace() and not end else [])]
    return line.split()[1:]


def complete(
    words: Sequence[str],
    commands: Mapping[str, str],
    load_options: Callable[[str], Iterable[Choice]],
    load_values: Callable[[str], Mapping[str, str]],
) -> list[Choice]:
    """The choices for the last of the words. `load_options` gives the options of a command, `load_values`
    what they take, such as `FILE` or `{vi,en}`.
    """
    *before, typed = words or [""]
    if before:
        found = _complete_word(before, typed, load_options, load_values)
    else:
        found = [*commands.items(), ("--help", ""), ("--version", "")]
    return [(word, what) for word, what in found if word.startswith(typed)]


def _complete_word(
    before: Sequence[str],
    typed: str,
    load_options: Callable[[str], Iterable[Choice]],
    load_values: Callable[[str], Mapping[str, str]],
) -> Iterable[Choice]:
    command, last = before[0], before[-1]
    if last == "-a" and command == "crawl":
        return _complete_arguments(typed, before)
    if typed.startswith("--") and "=" in typed:
        return _complete_option_value(typed, before, load_values(command))
    if typed.startswith("-"):
        return load_options(command)
    if last.startswith("-") and (taken := load_values(command).get(last)):
        return _complete_value(last, typed, before, taken)
    return _complete_positional(before, typed)


def _complete_option_value(typed: str, before: Sequence[str], values: Mapping[str, str]) -> Iterator[Choice]:
    """`--option=` and each value; `values`: what the options take."""
    option, _, value = typed.partition("=")
    return _prefix_choices(f"{option}=", _complete_value(option, value, before, values.get(option, "")))


def _complete_value(option: str, typed: str, before: Sequence[str], taken: str) -> Iterable[Choice]:
    """The values of an option; `taken`: what the help says that it takes."""
    listed = taken[1:-1].split(",") if taken.startswith("{") else _CHOICES.get(option, ())
    if option == "--site":
        return _complete_sites(before)
    return _complete_files(typed) if _FILES.search(taken) else ((word, "") for word in listed)


def _complete_positional(before: Sequence[str], typed: str) -> Iterable[Choice]:
    if before[0] in TAKE_SITES or (before[0] == "cluster" and "schedule" in before):
        return _complete_sites(before)
    if before[0] in ("cluster", "completion"):
        words = SHELLS if before[0] == "completion" else _CLUSTER
        return ((word, "") for word in words)
    return _complete_files(typed)


def _complete_sites(before: Sequence[str]) -> Iterator[Choice]:
    """The sites that have a file, then those of which only the data folder knows."""
    from dvcrawler.families.files.known_sites import known_sites
    from dvcrawler.storage.article_files import find_sites
    from dvcrawler.storage.run_records.runs import sites_with_runs

    known, data = known_sites(), _find_data(before)
    yield from ((name, site.title) for name, site in known.items())
    yield from ((name, "") for name in sorted({*find_sites(data), *sites_with_runs(data)} - known.keys()))


def _complete_arguments(typed: str, before: Sequence[str]) -> Iterable[Choice]:
    """The names of arguments, or the values of the one whose name is typed."""
    from dvcrawler.discovery.argument_help import ARGUMENTS

    name, equals, value = typed.partition("=")
    if not equals:
        return ((f"{each.name}=", each.described) for each in ARGUMENTS)
    if name == "section":
        choices: Iterable[Choice] = _complete_sections(before)
    elif name == "source" and value.startswith(("urls:", "warc:")):
        choices = _prefix_choices(value[:5], _complete_files(value[5:]))
    else:
        choices = ((word, "") for each in ARGUMENTS if each.name == name for word in each.values)
    return _prefix_choices(f"{name}=", choices)


def _prefix_choices(prefix: str, choices: Iterable[Choice]) -> Iterator[Choice]:
    return ((prefix + word, what) for word, what in choices)


def _complete_sections(before: Sequence[str]) -> Iterator[Choice]:
    """The paths and numbers of the sections of all sites that are named on the line."""
    from dvcrawler.discovery.sections.section_argument import known_sections
    from dvcrawler.families.files.known_sites import known_sites
    from dvcrawler.storage.ledgers.ledger import read_section_links

    for site in (known_sites()[word] for word in before if word in known_sites()):
        for link in known_sections(site, read_section_links(_find_data(before), site.name)):
            if link.name and link.name.isdecimal():
                yield link.name, urlsplit(link.url).path
            else:
                yield urlsplit(link.url).path.strip("/"), link.name or ""


def _find_data(before: Sequence[str]) -> Path:
    """The data folder of the line, as the command would choose it."""
    named = [value for option, value in pairwise(before) if option == "--data"]
    return Path(named[-1] if named else os.environ.get("DVCRAWLER_DATA") or "data")


def _complete_files(typed: str) -> Iterator[Choice]:
    folder, _, begin = typed.rpartition("/")
    base = Path(folder or ("/" if typed.startswith("/") else "."))
    lead = typed[: len(typed) - len(begin)]
    try:
        entries = sorted(entry for entry in base.iterdir() if entry.name.startswith(begin))
    except OSError:
        return
    for entry in entries:
        if not entry.name.startswith(".") or begin.startswith("."):
            yield lead + entry.name + "/" * entry.is_dir(), ""
