"""Passwords taken out of what is printed: of addresses, and of `key=value` words as libpq takes them."""

import re
from urllib.parse import unquote

_HIDDEN = "***"
_KEY = r"\w*(?:pas+w\w*d|passphrase|pwd|secret|token)\w*|scram_\w+_key|\w*access_?key\w*"
_SECRET = re.compile(_KEY, re.IGNORECASE)
#: Up to the last @: a password that should have been percent-encoded may hold any character.
_USER = r"([A-Za-z][A-Za-z0-9+.-]*://[^\s:/?#@]*):"
_WHOLE = re.compile(rf"\A\s*{_USER}.*@", re.DOTALL)
_WITHIN = re.compile(rf"\b{_USER}[^\s@]*(?:@[^\s@]*)*@")
_PARAMETER = re.compile(r"([?&])([^=&\s?#]+)=([^&\s#]*)")
#: The value is in single quotes, with backslashes before those within, or ends at a space.
_WORD = re.compile(
    rf"(?<![?&\w])({_KEY})(\s*=\s*)(?:'(?:\\.|[^'\\])*'?|(?:\\.|[^\s\\])+\\?)", re.IGNORECASE | re.DOTALL
)


def hide_passwords(text: str) -> str:
    """A line that may quote addresses, each without its password."""
    return _hide(_WITHIN.sub(rf"\1:{_HIDDEN}@", text)) if _may_hold(text) else text


def hide_in_value(text: str) -> str:
    """The same for a whole setting: also a password with spaces is found in it."""
    return hide_passwords(_WHOLE.sub(rf"\1:{_HIDDEN}@", text, count=1))


def _may_hold(text: str) -> bool:
    return "@" in text or "=" in text


def _hide(text: str) -> str:
    return _WORD.sub(rf"\1\2{_HIDDEN}", _PARAMETER.sub(_hide_parameter, text))


def _hide_parameter(found: re.Match[str]) -> str:
    """Names are decoded, as libpq does."""
    mark, name, _ = found.groups()
    return f"{mark}{name}={_HIDDEN}" if _SECRET.fullmatch(unquote(name)) else found[0]
