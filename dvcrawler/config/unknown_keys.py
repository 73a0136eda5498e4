"""Suggestions for unknown keys."""

from collections.abc import Callable, Iterable, Mapping

from dvcrawler.config.lines import KeyPath
from dvcrawler.config.schema import Key, names_in, tables
from dvcrawler.messages.printable import hide_in_value, hide_passwords
from dvcrawler.messages.suggestions import find_closest, suggest

#: Characters of a bad value that a message repeats.
_MAX_SHOWN = 60


def explain_unknown(path: KeyPath, site: str | None) -> str:
    """A message that suggests what to write instead of an unknown key."""
    name = dotted(path)
    where = f"site.{site}." if site else ""
    known = names_in(site=site is not None)
    if (elsewhere := _explain_other_place(path, name, site)) is not None:
        return elsewhere
    above = next((known[n] for end in range(1, len(path)) if (n := dotted(path[:end])) in known), None)
    if above is not None:
        return f"{where}{above.name} has no keys below it; write {above.form.wanted}"
    if name in tables():
        return f"{where}{name} is a table; write [{where}{name}] and its keys below it"
    return f"unknown key {where}{name}{_find_meant(path, where, known)}"


def _explain_other_place(path: KeyPath, name: str, site: str | None) -> str | None:
    """The message for a key that belongs to a site, or to none; None for any other key."""
    if site is not None:
        if name not in names_in(site=False):
            return None
        return f"site.{site}.{name} holds for all sites; write {name} outside of [site.…]"
    if name in names_in(site=True):
        return f"{name} holds for one site; write it below [site.NAME]"
    if path[0] != "sites" or len(path) == 1:
        return None
    own, of_site = path[2:], names_in(site=True)
    if own and dotted(own) not in of_site:
        return f"unknown key {name}{_find_meant(own, f'site.{path[1]}.', of_site)}"
    return f"unknown key {name}; did you mean {dotted(('site', *path[1:]))}?"


def _find_meant(path: KeyPath, where: str, known: Mapping[str, Key]) -> str:
    """`; did you mean …?` by the key's last part in another table, by its setting, or by its letters."""
    inside = _index_by_last_part(key for key in known if len(path) > 1 and key.startswith(f"{path[0]}."))
    meant = _find_by_other_name(path[-1], known)
    if meant is None:  # if the table exists, only its own keys are suggested
        meant = inside.get(find_closest(path[-1], inside) or "") if inside else _find_by_letters(path, known)
    if meant:
        return f"; did you mean {where}{meant}?"
    if inside:
        return f"; [{where}{path[0]}] has {', '.join(inside)}"
    return suggest(path[0], tables()) or "; docs/settings.md lists them"


def _find_by_other_name(last: str, known: Mapping[str, Key]) -> str | None:
    settings = (last.upper(), f"DVCRAWLER_{last.upper()}")
    readings: tuple[Callable[[Key], bool], ...] = (
        lambda key: key.name.rpartition(".")[2] == last,
        lambda key: key.setting in settings,
        lambda key: key.argument == last,
    )
    for is_meant in readings:
        found = next((key.name for key in known.values() if is_meant(key)), None)
        if found is not None:
            return found
    return None


def _find_by_letters(path: KeyPath, known: Mapping[str, Key]) -> str | None:
    parts = _index_by_last_part(key.name for key in known.values())
    meant = find_closest(dotted(path), known) or find_closest(path[-1], known)
    return meant or parts.get(find_closest(path[-1], parts) or "")


def _index_by_last_part(names: Iterable[str]) -> dict[str, str]:
    return {name.rpartition(".")[2]: name for name in names}


def dotted(path: KeyPath) -> str:
    return ".".join(path)


def shown(value: object) -> str:
    """The value as TOML writes it, shortened, without passwords."""
    text = hide_passwords(str(value))
    if isinstance(value, str):
        text = f'"{hide_in_value(value)}"'
    elif isinstance(value, list):
        text = f"[{', '.join(map(shown, value))}]"
    elif isinstance(value, bool):
        text = text.lower()
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"
