"""The web server's settings. Checked before it binds: a missing setting ends it with exit code 3 and one line."""

import sys

from assistant.config import ConfigError, load
from assistant.logs import configure

try:
    settings = load()
except ConfigError as error:
    print(f"Error: {error}", file=sys.stderr)
    sys.exit(3)

bind = f"0.0.0.0:{settings.port}"
worker_class = "gthread"
workers = settings.web_concurrency
threads = 8
keepalive = 95  # longer than the 90 s for which routers keep a connection
timeout = 25
graceful_timeout = 20  # a platform kills 30 s after SIGTERM
preload_app = False
control_socket_disable = True
accesslog = "-"
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'  # no query strings: they may hold tokens


def post_fork(server: object, worker: object) -> None:
    """Our own logs, in each web process."""
    configure(settings.log_level)
