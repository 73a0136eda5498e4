"""Why a module of the user's could not be loaded."""

from pathlib import Path
from traceback import FrameSummary, extract_tb


def explain_load(error: BaseException) -> str:
    """The error with its place, `FILE:LINE` of the module that has a mistake."""
    if isinstance(error, SyntaxError) and error.filename is not None:  # bytes that are not text have none
        return f"{error.filename}:{error.lineno}: {error.msg}"
    loaded = _find_modules(error)
    place = f"{loaded[-1].filename}:{loaded[-1].lineno}: " if loaded else ""
    if isinstance(error, ModuleNotFoundError):
        return f"{place}there is no module {error.name}"
    return f"{place}{type(error).__name__}: {error}"


def is_load_error(error: Exception, path: Path) -> bool:
    """Whether the error comes from loading this file, and not from running what it defines."""
    is_syntax = isinstance(error, SyntaxError) and error.filename == str(path)
    return is_syntax or any(frame.filename == str(path) for frame in _find_modules(error))


def _find_modules(error: BaseException) -> list[FrameSummary]:
    return [frame for frame in extract_tb(error.__traceback__) if frame.name == "<module>"]
