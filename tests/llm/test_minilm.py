"""The local model: its vectors mean something, other bytes are refused, forks share it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.config import load
from assistant.errors import ModelUnavailable
from assistant.llm import minilm
from assistant.llm.minilm import NAME, MiniLM, local_model
from assistant.wiring import make_embedder

pytestmark = pytest.mark.skipif(
    local_model() is None and os.environ.get("REQUIRE_ALL") != "1", reason="onnxruntime has no wheel for this machine"
)


def model() -> MiniLM:
    found = local_model()
    assert found
    return found


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def copied(folder: Path) -> Path:
    for package, name, _ in minilm.WHEELS:
        source = minilm._file(package, name)
        assert source
        (folder / name).symlink_to(source)
    return folder


def test_texts_that_mean_the_same_are_near_to_each_other():
    money, refund, weather = model().embed(["I want my money back", "How do I get a refund?", "It rains today"])
    assert cosine(money, refund) > 0.5 > 0.2 > cosine(money, weather)
    assert 384 == len(money)
    assert 1.0 == pytest.approx(cosine(money, money))


@pytest.mark.parametrize("text", ["", "\0", "\ud83d", "word " * 100_000, "猫" * 10_000], ids=range(5))
def test_any_text_has_a_vector(text: str):
    assert 1.0 == pytest.approx(cosine(*[model().embed([text])[0]] * 2))


def test_a_text_has_the_same_vector_whatever_it_is_embedded_with():
    alone = model().embed(["My parcel is late"])[0]
    assert alone == model().embed(["something else " * 50, "My parcel is late"])[1]


def test_threads_may_ask_at_once():
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: model().embed(["My parcel is late"])[0], range(40)))
    assert 1 == len(set(map(tuple, found)))


def test_a_fork_uses_the_model_that_its_parent_read():
    before = model().embed(["My parcel is late"])[0]
    child = os.fork()
    if child == 0:
        os._exit(0 if model().embed(["My parcel is late"])[0] == before else 1)
    assert 0 == os.waitpid(child, 0)[1]


def test_other_bytes_than_those_we_know_are_refused(monkeypatch: pytest.MonkeyPatch):
    package, name, _ = minilm.WHEELS[0]
    monkeypatch.setattr(minilm, "WHEELS", ((package, name, "0" * 64), minilm.WHEELS[1]))
    with pytest.raises(ModelUnavailable, match=r"model\.onnx .* is not the file that we know"):
        MiniLM().embed(["x"])


def test_a_folder_s_vectors_are_named_after_its_model(tmp_path: Path):
    found = make_embedder(load({"EMBEDDER": str(copied(tmp_path))}, need=()))
    assert found is not None
    assert f"{tmp_path.name}@8199be6f" == found.name
    assert found.embed(["parcel"])[0] == model().embed(["parcel"])[0]


def test_a_folder_with_something_else_in_it_says_so_when_it_is_read(tmp_path: Path):
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("no model")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        MiniLM(tmp_path).embed(["x"])


def test_what_answers_is_chosen_by_the_settings(tmp_path: Path):
    api = {"OPENAI_API_KEY": "k", "OPENAI_EMBEDDING_MODEL": "text-embedding-3-small"}
    given = {
        (): NAME,
        (("EMBEDDER", "none"),): None,
        tuple(api.items()): "text-embedding-3-small",
        (("OPENAI_EMBEDDING_MODEL", "text-embedding-3-small"),): NAME,
    }
    made = {setting: make_embedder(load(dict(setting), need=())) for setting in given}
    assert given == {setting: each.name if each else None for setting, each in made.items()}


def test_the_model_of_older_vectors_is_made_if_it_still_can_be():
    plain, keyed = load({}, need=()), load({"OPENAI_API_KEY": "k"}, need=())
    assert make_embedder(plain, NAME) is make_embedder(plain)
    assert make_embedder(plain, "text-embedding-3-small") is None
    assert make_embedder(plain, "gone@12345678") is None
    found = make_embedder(keyed, "text-embedding-3-small")
    assert found is not None
    assert "text-embedding-3-small" == found.name


def test_no_command_loads_onnxruntime_to_show_its_help():
    code = (
        "import sys, runpy; sys.argv = ['x', '--help']\ntry: runpy.run_module('assistant')\nexcept SystemExit: pass\n"
    )
    code += "import assistant.wiring, assistant.web\nprint({'onnxruntime', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "set()" == done.stdout.splitlines()[-1]
