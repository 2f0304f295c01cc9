"""What the control routes can set besides the desk itself."""

from __future__ import annotations

from assistant.sandbox import seed as seeds
from assistant.sandbox.faults import Fault
from assistant.sandbox.limits import Limiter
from assistant.sandbox.model_script import Script
from assistant.sandbox.rows import SeedError
from assistant.sandbox.state import Desk
from assistant.sandbox.webhooks import Sender


class Switches:
    """Faults, plan, webhook rules and the model's script; `reset` puts all back to how it started."""

    def __init__(self, desk: Desk, seed: str, plan: str) -> None:
        self.desk, self.seed, self.start_plan = desk, seed, plan
        self.faults: list[Fault] = []
        self.limiter = Limiter(plan)
        self.sender = Sender(desk)
        self.script = Script()
        seeds.load(desk, seed)

    def reset(self, seed: str | None = None) -> None:
        """Empty everything and load `seed` (None: the one it started with). Raises SeedError, with the desk bare."""
        self.faults.clear()
        self.limiter.use(self.start_plan)
        self.sender.clear()
        self.script = Script()
        self.desk.clock.reset()
        self.desk.clear()
        try:
            seeds.load(self.desk, seed or self.seed)
        except SeedError:
            self.desk.clear()
            seeds.load(self.desk, "empty")
            raise
