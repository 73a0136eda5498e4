"""Layouts whose code is loaded when the first page is read: loading it takes half of the time of a command
that reads none."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module

from dvcrawler.extract.layout import Layout, Reader


def late_layout(name: str, module: str, *, shows_migrated_times: bool = False) -> Layout:
    """The layout that `READERS` of this module of `families.layouts` has under this name."""

    def load() -> Reader:
        readers: Mapping[str, Reader] = import_module(f"dvcrawler.families.layouts.{module}").READERS
        return readers[name]

    return _build_late_layout(name, load, shows_migrated_times=shows_migrated_times)


def boxed_layout(name: str, **fields: tuple[str, ...]) -> Layout:
    """A layout for pages that have the boxes of title and text: for each field of `Boxes`, its selectors."""

    def load() -> Reader:
        from dvcrawler.families.layouts.boxes import boxed_reader

        return boxed_reader(**fields)

    return _build_late_layout(name, load)


def _build_late_layout(
    name: str, load: Callable[[], Reader], *, shows_migrated_times: bool = False
) -> Layout:
    loaded = cache(load)
    return Layout(
        name,
        lambda page: loaded().matches(page),
        lambda page: loaded().read(page),
        shows_migrated_times,
    )
