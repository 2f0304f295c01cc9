"""`python -m worker [clock]`: the workers of every queue, or the clock."""

from __future__ import annotations

import sys

from assistant.config import ConfigError, Settings, load
from assistant.logs import configure
from assistant.queue import BULK, INTERACTIVE, TICKETS
from assistant.wiring import make_prompts

USAGE = "usage: python -m worker [clock]"


def main(args: list[str]) -> int:
    """Exit 0 after SIGTERM, 2 for a wrong argument, 3 for a missing or malformed setting or prompt file."""
    if args not in ([], ["clock"]):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        settings = load()
        make_prompts()  # before the forks: a broken file stops the start, not a look
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 3
    configure(settings.log_level)
    return _clock(settings) if args else _workers(settings)


def _workers(settings: Settings) -> int:
    import worker.jobs  # noqa: F401  # imported once, before the forks, which then share its pages
    from assistant.wiring import load_models
    from worker.supervisor import Supervisor

    load_models(settings)
    if settings.openai_api_key.get_secret_value():
        import openai  # noqa: F401
    return Supervisor([TICKETS] * settings.worker_concurrency + [INTERACTIVE, BULK], _run_queue).run()


def _run_queue(name: str) -> None:
    from assistant.account import make_redis
    from worker.rq_worker import make_worker

    make_worker(name, make_redis(load(), timeout=None)).work(logging_level="WARNING")


def _clock(settings: Settings) -> int:
    from assistant.account import now
    from assistant.wiring import make_services
    from worker.clock import REPEAT, SWEEP_ALONE, SWEEP_BESIDE, TICK, ClockWork, run

    services = make_services(settings, pool_size=1, priority="bulk")
    every = SWEEP_BESIDE if settings.freshdesk_webhook_secret else SWEEP_ALONE
    work = ClockWork(
        helpdesk=services.helpdesk,
        store=services.store,
        queue=services.queue,
        now=now,
        sweep_every=every / settings.haste,
        alone_after=services.policy.alone_after,
        repeat=REPEAT / settings.haste,
    )
    return run(work, tick=TICK / settings.haste)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
