"""A Postgres server of its own on loopback, in a temporary folder."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

_PLACES = "/usr/lib/postgresql/*/bin"
#: Postgres refuses to run as root; the Debian package brings this user.
_USER = "postgres" if os.geteuid() == 0 else None


def find_programs():
    """The folder with initdb and pg_ctl, of the newest version; None where Postgres is not installed, or has
    no user to run as.
    """
    if _USER is not None and _USER not in {each.pw_name for each in pwd.getpwall()}:
        return None
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/").glob(_PLACES.removeprefix("/")), key=lambda path: int(path.parent.name))
    return folders[-1] if folders else None


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Postgres:
    def __init__(self):
        self._programs = find_programs()
        self._folder = Path(tempfile.mkdtemp(prefix="dvcrawler-postgres-"))
        if _USER:
            shutil.chown(self._folder, _USER)
        self.port = free_port()
        self.url = f"postgresql://crawler@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "--auth=trust", "--username=crawler", "--no-sync", "--encoding=UTF8")

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self._run("pg_ctl", "start", "--wait", "-o", options, "--log", str(self._folder / "log"))

    def stop(self, mode="fast"):
        self._run("pg_ctl", "stop", "--wait", "--mode", mode)

    def remove(self):
        subprocess.run(
            self._words("pg_ctl", "stop", "--mode", "immediate"), user=_USER, check=False, capture_output=True
        )
        shutil.rmtree(self._folder, ignore_errors=True)

    def _words(self, program, *options):
        return [str(self._programs / program), "-D", str(self._folder / "data"), *options]

    def _run(self, program, *options):
        subprocess.run(
            self._words(program, *options),
            user=_USER,
            check=True,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
