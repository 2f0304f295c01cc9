"""Every figure of quality on other people's data: `make eval DATA=DIR`. Exit 1 if one is worse than its floor.

The floors stand in benchmarks/quality/floors.toml and are raised as we improve; docs/evaluation.md is written by the
run."""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from assistant.account import now
from assistant.config import Settings, load
from assistant.core.draft import Match, Pool
from assistant.embedded import FAST, Servers
from assistant.store import PostgresKnowledge, PostgresStore
from assistant.store.migrate import upgrade
from assistant.wiring import load_models, make_embedder
from benchmarks.quality import drafts, grave, injection, mail, path, privacy, ranking, types
from benchmarks.quality.libraries import unrelated
from benchmarks.quality.remembered import Remembered
from benchmarks.report import table, write_section

FLOORS = Path(__file__).parent / "quality" / "floors.toml"
PAGE = Path(__file__).parents[1] / "docs" / "evaluation.md"
EVERY = 1
"""Every so manieth question is asked of a search; `make eval DATA=DIR ARGS=3` asks one in three."""
_LIMIT = 20
_POOLS: tuple[Pool, ...] = ("canned", "article", "past")

Figures = Mapping[str, float]


def main(arguments: Sequence[str]) -> int:
    """The command; its exit code."""
    folder = Path(arguments[0]) if arguments else None
    if folder is None or not folder.is_dir():
        print(f"No data at {folder}: nothing to do." if folder else "No data named: make eval DATA=DIR.")
        return 0
    every = int(arguments[1]) if len(arguments) > 1 else EVERY
    failed = path.main([str(folder)])
    found: dict[str, float] = {}
    spans: dict[str, str] = {}
    for name, value, span in chain(texts(folder), searches(folder, every)):
        print(f"{name:68} {value:8.1f}  {span}", flush=True)
        found[name], spans[name] = value, span
    bad = worse(found, tomllib.loads(FLOORS.read_text("utf-8")))
    write_section("figures", _page(found, spans, every), PAGE)
    for line in bad:
        print(line, file=sys.stderr)
    return int(bool(failed or bad))


def texts(folder: Path) -> Iterator[tuple[str, float, str]]:
    """What needs no search: cleaning of mail, privacy, the gate against injection. In per cent, or counts."""
    cleaned = mail.measure(folder / "quoted_replies")
    yield "quoted replies: exact", cleaned["exact"], ""
    yield "quoted replies: lost or raised", cleaned["lost"] + cleaned["raised"], ""
    hidden = privacy.measure(folder / "pii")
    yield "privacy: structured particulars found", 100 * hidden.structured, ""
    yield "privacy: known names gone", 100 * hidden.names_known, ""
    yield "privacy: false positives", hidden.false_positives, ""
    gate = injection.measure(folder)
    yield "injection: came through", sum(gate.through.values()), ""
    yield "injection: said and not marked", gate.unmarked, ""
    yield "injection: honest tickets held back", gate.held_back, ""
    yield "grave matters: ordinary questions taken for one", grave.measure(folder), ""


def searches(folder: Path, every: int) -> Iterator[tuple[str, float, str]]:
    """What rests on the search: through Postgres, with the vectors of this machine."""
    with tempfile.TemporaryDirectory(prefix="deskhand-eval-") as home:
        Path(home).chmod(0o755)  # as root, Postgres runs as another user
        with Servers(Path(home), settings=FAST) as servers:
            upgrade(servers.database_url)
            settings = load({"DATABASE_URL": servers.database_url}, need=())
            load_models(settings)
            store = PostgresStore(servers.database_url, clock=now)
            try:
                yield from _searches(folder, every, _knowledge(settings, store))
            finally:
                store.close()


def _knowledge(settings: Settings, store: PostgresStore) -> PostgresKnowledge:
    """As a desk's own, but that each question's vector is made once."""
    model = make_embedder(settings)
    once = Remembered(model) if model else None
    return PostgresKnowledge(store.engine, lambda name: once if once and name in (None, once.name) else None)


def _searches(folder: Path, every: int, knowledge: PostgresKnowledge) -> Iterator[tuple[str, float, str]]:
    written = drafts.measure(folder / "bitext" / "replies_dev.jsonl", knowledge, unrelated(folder)[::every])
    yield "drafts without a model: token-F1", written.f1, ""
    yield "drafts without a model: nearest reply copied, token-F1", written.nearest, ""
    yield "drafts without a model: replies with a valid citation", 100 * written.cited / max(1, written.replies), ""
    yield "drafts without a model: answered", 100 * written.replies / written.asked, ""
    yield "drafts without a model: unrelated answered", written.unrelated, ""
    kinds = types.measure(folder / "triage" / "insurance_dev.jsonl", knowledge)
    yield "triage: right type", 100 * kinds.right / kinds.asked, ""
    plain = partial(PostgresKnowledge(knowledge.engine).search, pools=_POOLS, limit=_LIMIT)
    for figure in ranking.figures(folder, _Desks(knowledge).open, every=every, by_words=plain):
        yield figure.name, 100 * figure.value, _span(figure)


def _span(figure: ranking.Figure) -> str:
    return f"{100 * figure.low:.1f} to {100 * figure.high:.1f}, {figure.count}"


class _Desks:
    """Desks one after the other, on one store; what stays the same is not read and stored again."""

    def __init__(self, knowledge: PostgresKnowledge) -> None:
        self.knowledge = knowledge
        self.held: dict[Pool, list[Match]] = {}

    def open(self, items: Sequence[Match]) -> ranking.Search:
        """A desk that holds exactly these items, with all their vectors."""
        for pool in _POOLS:
            wanted = [item for item in items if item.pool == pool]
            if self.held.get(pool) != wanted:
                self.knowledge.replace(pool, wanted)
                self.held[pool] = wanted
        while self.knowledge.embed(500):
            pass
        return partial(self.knowledge.search, pools=_POOLS, limit=_LIMIT)


def worse(found: Figures, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """One sentence for each figure that is below its `least`, above its `most`, or missing."""
    lines = []
    for name, floor in floors.items():
        value = found.get(name)
        if value is None:
            lines.append(f"{name}: was not measured.")
        elif value < floor.get("least", value):
            lines.append(f"{name}: {value:.1f} is less than {floor['least']}.")
        elif value > floor.get("most", value):
            lines.append(f"{name}: {value:.1f} is more than {floor['most']}.")
    return lines


def _page(found: Figures, spans: Mapping[str, str], every: int) -> str:
    asked = f"Of the searches 1 in {every} questions was asked. " if every > 1 else ""
    rows = [(name, f"{value:.1f}", spans[name]) for name, value in found.items()]
    figures = table(["figure", "value", "95 % interval, questions"], rows)
    return f"## Figures\n\n{asked}Per cent, or counts.\n\n{figures}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
