"""The double by hand, until it is interrupted."""

import argparse
import threading
from contextlib import suppress

from tests.double.server import ChatDouble


def main() -> None:
    parser = argparse.ArgumentParser(description="An OpenAI-compatible server that makes its answers up.")
    parser.add_argument("--port", type=int, default=8089)
    with ChatDouble(parser.parse_args().port) as double, suppress(KeyboardInterrupt):
        print(f"OPENAI_BASE_URL={double.url}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
