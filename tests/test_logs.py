"""Logs are JSON lines that hold words and numbers of ours, never what an exception quotes."""

import json
import subprocess
import sys

from tests.servers import clean_environment

START = (
    "import logging, structlog\nfrom assistant import logs\nfrom assistant.errors import NotFound\nlogs.configure()\n"
)


def logged(script: str) -> list[dict[str, object]]:
    """What a process that runs this script logs."""
    command = [sys.executable, "-c", START + script]
    done = subprocess.run(command, env=clean_environment(), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_an_event_is_one_json_line():
    (line,) = logged("structlog.get_logger('worker').info('drafted', ticket=4107)")

    assert (line["event"], line["ticket"], line["level"], line["logger"]) == ("drafted", 4107, "info", "worker")


def test_a_foreign_exception_shows_its_type_and_place_but_not_its_message():
    (line,) = logged("try: int('my card is 4111')\nexcept ValueError: structlog.get_logger().exception('failed')")

    assert line["error"] == "ValueError"
    assert "4111" not in json.dumps(line)


def test_an_error_of_ours_says_why():
    (line,) = logged("try: raise NotFound('ticket 7')\nexcept NotFound: structlog.get_logger().exception('failed')")

    assert line["because"] == "ticket 7"


def test_libraries_log_in_the_same_form_and_not_their_requests():
    lines = logged("logging.getLogger('rq').info('job %s', 7)\nlogging.getLogger('openai').info('body')")

    assert [line["event"] for line in lines] == ["job 7"]
