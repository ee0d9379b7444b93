"""The web server: gunicorn's master, which starts workers and looks after them, with waitress inside each worker.

waitress reads every connection in one loop and hands a request to a thread only once headers and body are complete, so
a client that sends slowly, or nothing more, holds a socket and no thread. `gunicorn.conf.py` chooses this worker.
"""

import logging
import os
import resource
import sys
import time
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import Error

from app.database_patience import limit_waits
from app.extensions import settings_of
from app.setting_checks import is_this_machine, weak_secrets
from app.settings import Settings
from app.vapi.inbound.signatures import is_refused_by_headers

IDLE_SECONDS = 10
"""Seconds without a byte after which a connection is closed, also between two requests."""
READ_SECONDS = 30
"""Seconds within which headers and body of a request must have arrived as a whole."""
MOST_CONNECTIONS = 4_000
"""Connections per worker; further ones wait in the kernel's queue."""
FILES_BESIDE = 200
"""Open files that a worker needs besides its connections."""
LARGEST_HEADERS = 64 * 1024


class UnauthorizedError(Error):  # type: ignore[misc]  # waitress has no types
    code = 401
    reason = "Unauthorized"


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Refuses a webhook message with a wrong secret at its headers: the body of a stranger is not even received."""

    def __init__(self, adjustments: Adjustments, settings: Settings) -> None:
        super().__init__(adjustments)
        self.began_at = time.time()
        self._settings = settings

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if is_refused_by_headers(self.path, self.headers, self._settings):
            self.error = UnauthorizedError("The credential is missing or wrong.")
            self.body_rcv, self.content_length = None, 0


class TimedChannel(HTTPChannel):  # type: ignore[misc]
    def parser_class(self, adjustments: Adjustments) -> Parser:
        return Parser(adjustments, self.server.settings)


class _Deadlines:
    """Part of a server: closes connections whose request takes too long to arrive."""

    channel_class = TimedChannel
    settings: Settings
    active_channels: dict[int, TimedChannel]

    def maintenance(self, now: float) -> None:
        super().maintenance(now)  # type: ignore[misc]
        for channel in self.active_channels.values():
            if channel.request is not None and channel.request.began_at < now - READ_SECONDS:
                channel.will_close = True


class TcpServer(_Deadlines, TcpWSGIServer):  # type: ignore[misc]
    pass


class UnixServer(_Deadlines, UnixWSGIServer):  # type: ignore[misc]
    pass


class BufferingWorker(Worker):  # type: ignore[misc]  # gunicorn has no types
    """One gunicorn worker process: waitress's loop on gunicorn's sockets."""

    def run(self) -> None:
        limit_waits()
        self._open()
        while self.alive and self.ppid == os.getppid():
            self.notify()
            self._turn(1.0)
        self._finish()

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        for server in self._servers:
            server.pull_trigger()

    def _open(self) -> None:
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each request that waits for a thread
        settings = settings_of(self.app.callable)
        self._require_strong_keys(settings)
        adjustments = _adjustments(settings, threads=self.cfg.threads)
        self._map: dict[int, Any] = {}
        self._dispatcher = ThreadedTaskDispatcher()
        self._dispatcher.set_thread_count(self.cfg.threads)
        self._servers = [self._listen(listener.sock, adjustments) for listener in self.sockets]
        for server in self._servers:
            server.settings = settings

    def _require_strong_keys(self, settings: Settings) -> None:
        """End where strangers reach this server and a key can be guessed, whatever address it was told to use."""
        names = [listener.sock.getsockname() for listener in self.sockets]
        reachable = any(isinstance(name, tuple) and not is_this_machine(name[0]) for name in names)
        if reachable and (faults := list(weak_secrets(settings))):
            self.log.critical("Not served beyond this machine: %s", "; ".join(faults))
            sys.exit(Arbiter.APP_LOAD_ERROR)

    def _listen(self, sock: Any, adjustments: Adjustments) -> Any:
        kind = TcpServer if isinstance(sock.getsockname(), tuple) else UnixServer
        return kind(
            self.wsgi,
            self._map,
            True,  # noqa: FBT003 - waitress's own signature: begin to accept
            sock,
            dispatcher=self._dispatcher,
            adj=adjustments,
            sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
            bind_socket=False,
        )

    def _turn(self, seconds: float) -> None:
        """Wait for news on any connection, at most so long, and deal with it."""
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _finish(self) -> None:
        """Accept nothing more; let the requests in hand be answered within gunicorn's graceful timeout."""
        for server in self._servers:
            server.del_channel()
        until = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < until and any(map(_is_busy, self._channels())):
            self.notify()
            self._turn(0.1)
        self._dispatcher.shutdown(timeout=1)

    def _channels(self) -> list[TimedChannel]:
        return [channel for server in self._servers for channel in list(server.active_channels.values())]


def _is_busy(channel: TimedChannel) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)


def _adjustments(settings: Settings, *, threads: int) -> Adjustments:
    return Adjustments(
        threads=threads,
        ident=None,
        # The application has one place that believes proxies (TRUSTED_PROXIES); it must see what they send.
        clear_untrusted_proxy_headers=False,
        asyncore_use_poll=True,
        connection_limit=min(MOST_CONNECTIONS, _raise_open_files() - FILES_BESIDE),
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=1,
        max_request_header_size=LARGEST_HEADERS,
        max_request_body_size=settings.webhook_max_bytes + 1,  # waitress refuses what reaches it
        log_socket_errors=False,  # a client that goes away is no error
    )


def _raise_open_files() -> int:
    """Take as many open files as this process is allowed without asking anybody, and return the number."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = MOST_CONNECTIONS + FILES_BESIDE
    most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(soft, most) if soft != resource.RLIM_INFINITY else needed
