"""A real S3 server on loopback, moto's, behind a door that a test can close."""

import asyncio
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.cluster.postgres import free_port

PROGRAM = Path(sys.prefix) / "s3" / "bin" / "moto_server"
_REFUSAL = b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class S3:
    """`environment` is what a client needs; `location` names the store for DVCRAWLER_DATA."""

    location = "s3://news/store"

    def __init__(self):
        self._inner, self.port = free_port(), 0
        self.is_refusing = False
        self._popen = subprocess.Popen(
            [PROGRAM, "-H", "127.0.0.1", "-p", str(self._inner)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._loop = asyncio.new_event_loop()
        self._open = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self._open.wait(300)
        self._create_bucket()

    @property
    def environment(self):
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._popen.kill()
        self._popen.wait(300)

    def _create_bucket(self):
        end = time.monotonic() + 300
        request = urllib.request.Request(f"http://127.0.0.1:{self._inner}/news", method="PUT")
        while True:
            try:
                return urllib.request.urlopen(request, timeout=10).close()
            except OSError:
                assert time.monotonic() < end, "moto's server does not start"
                time.sleep(0.1)

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._open.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.1))
        self._loop.close()

    async def _connect(self, reader, writer):
        with suppress(OSError):
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._inner)
            both = self._copy(reader, inner_writer, writer), self._copy(inner_reader, writer, None)
            await asyncio.gather(*both)

    async def _copy(self, reader, writer, refused):
        """Bytes from one side to the other; while refusing, a request is answered by a 503 to `refused`."""
        try:
            while data := await reader.read(1 << 16):
                if refused is not None and self.is_refusing:
                    refused.write(_REFUSAL)
                    await refused.drain()
                    refused.close()
                    break
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
