"""The web server: one process for each core, since pages are made by Python and that does one thing at a time.

python -m curation.project.web [--host 127.0.0.1] [--port 8000] [--processes N]
"""

import argparse
import os
import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

APPLICATION = "curation.project.asgi:application"
MOST = 4
# A process that is busy with pages answers its parent late; it is not to be killed for that.
PATIENCE = 60


def main() -> None:
    options = _options()
    config = uvicorn.Config(
        APPLICATION,
        workers=options.processes,
        lifespan="off",
        timeout_worker_healthcheck=PATIENCE,
        forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1"),
    )
    server = uvicorn.Server(config)
    with listening(options.host, options.port) as shared:
        if options.processes == 1:
            server.run(sockets=[shared])
        else:
            Multiprocess(config, sockets=[shared]).run()


def listening(host: str, port: int) -> socket.socket:
    """A socket that names its protocol: asyncio sends at once only by such, others wait 40 ms for more to send."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, kind, protocol)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(address)
    found.set_inheritable(True)
    return found


def processes() -> int:
    """As many as are asked for by WEB_PROCESSES, or as there are cores for them."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return int(os.environ.get("WEB_PROCESSES") or min(cores, MOST))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The web server.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=processes())
    return parser.parse_args()


if __name__ == "__main__":
    main()
