"""A program in a real terminal of 80 columns: what it writes to a pty, and what a reader then sees."""

import codecs
import fcntl
import os
import pty
import re
import struct
import termios

from tests import warm

_CONTROL = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>()][A-Z0-9]?")


class Terminal:
    """The lines of a terminal and its scrollback: as much of one as programs here use."""

    def __init__(self, columns=80):
        self.columns, self.lines = columns, [[]]
        self.row = self.column = 0

    def feed(self, text):
        position = 0
        while position < len(text):
            control = _CONTROL.match(text, position)
            if control:
                self._obey(control[1] or "", control[2])
                position = control.end()
            else:
                self._put(text[position])
                position += 1

    def shown(self):
        return ["".join(line).rstrip() for line in self.lines]

    def unwrapped(self):
        """The text with lines that fill the width joined to the next."""
        return "".join("".join(line) + "\n" * (len(line) < self.columns) for line in self.lines)

    def _obey(self, value, what):
        number = int(value) if value.isdecimal() else 1
        if what == "A":
            self.row = max(self.row - number, 0)
        elif what in "CD":
            self.column = max(self.column + (number if what == "C" else -number), 0)
        elif what == "G":
            self.column = number - 1
        elif what == "K" and value == "2":
            self.lines[self.row] = []
        elif what in "KJ" and value in ("", "0"):
            del self.lines[self.row][self.column :]
            if what == "J":
                del self.lines[self.row + 1 :]
        elif what not in "mhl":
            raise AssertionError(f"the terminal was asked for {value}{what}")

    def _put(self, char):
        if char == "\r":
            self.column = 0
        elif char == "\b":
            self.column = max(self.column - 1, 0)
        elif char == "\n":
            self._next()
        elif char >= " ":
            if self.column >= self.columns:
                self._next()
                self.column = 0
            line = self.lines[self.row]
            line.extend(" " * (self.column + 1 - len(line)))
            line[self.column] = char
            self.column += 1

    def _next(self):
        self.row += 1
        if self.row == len(self.lines):
            self.lines.append([])


class Session:
    """A running program; `wait_for` reads until its output, without colours, holds a text."""

    def __init__(self, words, env, columns=80, lines=24, term="xterm", **more):
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            env.pop(name, None)
        given = {"stdin": theirs, "stdout": theirs, "stderr": theirs} | more
        self.process = warm.popen(words, env=env | {"TERM": term}, **given, terminal=True)
        os.close(theirs)
        self.terminal, self.raw = Terminal(columns), ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def read(self):
        """What was written next; empty at the end."""
        try:
            text = self._decoder.decode(os.read(self._ours, 65536))
        except OSError:  # the other end is closed
            return ""
        self.raw += text
        self.terminal.feed(text)
        return text or " "

    def wait_for(self, text):
        while text not in _CONTROL.sub("", self.raw):
            assert self.read(), f"{text!r} did not come: {self.raw}"

    def wait_until(self, is_there):
        """Reads until the lines that are shown are as wanted; returns them."""
        while not is_there(self.terminal.shown()):
            assert self.read(), self.raw
        return self.terminal.shown()

    def finish(self):
        """Reads to the end; returns the exit code."""
        while self.read():
            pass
        return self.process.wait(timeout=300)

    def type(self, text):
        os.write(self._ours, text.encode())
