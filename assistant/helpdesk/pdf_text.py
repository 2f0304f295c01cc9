"""The words of a PDF, drawn out by a process of its own: a hostile one costs that process and nothing else.

As a script it reads a PDF from standard input and writes its text; it imports nothing of ours.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys

SECONDS = 8
MEMORY = 768 * 1024 * 1024
"""Bytes of address space that the process may have."""


def pdf_text(data: bytes, *, pages: int, chars: int, seconds: float = SECONDS) -> str:
    """The text of its first pages; empty if it has none, is locked or broken, or takes too long."""
    command = [sys.executable, "-I", __file__, str(pages), str(chars)]
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=seconds, env={}, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout.decode("utf-8", errors="replace")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _main(pages: int, chars: int) -> None:
    """Writes page by page, so that what was read before a page that cannot be read is kept."""
    _limit()
    from pypdf import PdfReader  # after the limit

    written = 0
    for page in PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages[:pages]:
        text = page.extract_text()[: chars - written]
        sys.stdout.buffer.write(f"{text}\n\n".encode("utf-8", errors="replace"))
        sys.stdout.buffer.flush()
        written += len(text)
        if written >= chars:
            return


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]))
