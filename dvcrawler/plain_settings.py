"""The project's settings for commands that do not need Scrapy, which takes most of a second to import."""

from collections.abc import Iterator, Mapping

from dvcrawler import settings as project

#: Scrapy's names of priorities, as far as commands use them.
_PRIORITIES = {"project": 20, "cmdline": 40}


class PlainSettings:
    """Values with priorities, read as Scrapy's `BaseSettings` reads them; without Scrapy's own defaults."""

    def __init__(self, values: Mapping[str, object] | None = None, priority: int | str = "project") -> None:
        self._held: dict[str, tuple[object, int]] = {}
        self.setdict(values or {}, priority)

    @classmethod
    def of_project(cls) -> "PlainSettings":
        """The values of `dvcrawler.settings`."""
        return cls({name: value for name, value in vars(project).items() if name.isupper()})

    def __getitem__(self, name: str) -> object:
        return self._held[name][0] if name in self._held else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def set(self, name: str, value: object, priority: int | str = "project") -> None:
        """Sets the value unless one of a higher priority is set."""
        number = _PRIORITIES[priority] if isinstance(priority, str) else priority
        if name not in self._held or number >= self._held[name][1]:
            self._held[name] = value, number

    def setdict(self, values: Mapping[str, object], priority: int | str = "project") -> None:
        for name, value in values.items():
            self.set(name, value, priority)

    def getpriority(self, name: str) -> int | None:
        return self._held[name][1] if name in self._held else None

    def get(self, name: str, default: object = None) -> object:
        value = self[name]
        return default if value is None else value

    def getint(self, name: str, default: int = 0) -> int:
        """Raises ValueError or TypeError for anything but a number, as do the following."""
        return int(self.get(name, default))  # type: ignore[call-overload, no-any-return]

    def getfloat(self, name: str, default: float = 0.0) -> float:
        return float(self.get(name, default))  # type: ignore[arg-type]

    def getbool(self, name: str, default: bool = False) -> bool:
        """Takes 0, 1, True, False, and "true" and "false" in both spellings."""
        value = self.get(name, default)
        try:
            return bool(int(value))  # type: ignore[call-overload]
        except ValueError:
            if value in ("True", "true", "False", "false"):
                return value in ("True", "true")
            raise

    def getlist(self, name: str, default: list[object] | None = None) -> list[object]:
        """A text is split at its commas."""
        value = self.get(name, default)
        if isinstance(value, str):
            return [*value.split(",")] if value else []
        return list(value) if value else []  # type: ignore[call-overload]
