"""python -m assistant.sandbox --port P --seed S"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.sandbox import NoTlsError, SeedError, serve
from assistant.sandbox.limits import PLANS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m assistant.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8040, help="0 takes a free one")
    parser.add_argument("--seed", default="demo", help="demo, empty, big, a folder, or a JSON Lines file of tickets")
    parser.add_argument("--api-key", help="accept this key only")
    parser.add_argument("--tls", type=Path, metavar="FOLDER", help="https beside http; keeps its CA in this folder")
    parser.add_argument("--plan", default="off", choices=sorted(PLANS))
    given = parser.parse_args()
    try:
        serve(given.host, given.port, seed=given.seed, api_key=given.api_key, tls=given.tls, plan=given.plan)
    except (SeedError, NoTlsError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
