"""Stands for `python -m MODULE` in a shell: has the server of tests/warm_server.py run it with the shell's files,
its current folder and its limit of open files.

Started as `python -IS warm_client.py SOCKET MODULE WORD…`; ends as the process does.
"""

import json
import os
import resource
import signal
import socket
import sys

streams = (sys.stdin, sys.stdout, sys.stderr)
given = [number for number, stream in enumerate(streams) if stream is not None]
path, *words = sys.argv[1:]
limit = resource.getrlimit(resource.RLIMIT_NOFILE)
asked = {"words": words, "env": dict(os.environ), "limit": limit, "files": given}
folder = os.open(".", os.O_RDONLY)  # which has no name any more where it is gone
message = json.dumps(asked).encode()
connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
connection.connect(path)
socket.send_fds(connection, [len(message).to_bytes(8, "big")], [*given, folder])
connection.sendall(message)
for number in given:  # so that a reader behind a pipe sees its end when the process ends
    os.close(number)
connection.recv(8, socket.MSG_WAITALL)
code = int.from_bytes(connection.recv(8, socket.MSG_WAITALL), "big", signed=True)
if code < 0:
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
os._exit(code)
