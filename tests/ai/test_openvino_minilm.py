import base64
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from curation.ai import openvino_minilm
from curation.ai.openvino_minilm import MiniLM, embedder
from curation.errors import Misconfigured

REFERENCE = Path(__file__).parent.parent / "fixtures" / "minilm_reference.json"


@pytest.fixture(scope="module")
def minilm():
    return embedder()


@pytest.fixture(scope="module")
def reference():
    rows = json.loads(REFERENCE.read_text())["rows"]
    vectors = [np.frombuffer(base64.b64decode(row["vector"]), dtype="<f2") for row in rows]
    return [row["text"] for row in rows], np.array(vectors, dtype=np.float32)


def test_it_agrees_with_sentence_transformers(minilm, reference):
    texts, expected = reference
    cosines = (minilm.embed(texts) * expected).sum(axis=1)
    assert {text: float(cosine) for text, cosine in zip(texts, cosines, strict=True) if cosine < 0.99} == {}


def test_it_gives_unit_rows_of_the_promised_shape(minilm):
    vectors = minilm.embed(["one", "two words", "three words here"])
    assert vectors.shape == (3, minilm.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_it_gives_no_rows_for_no_texts(minilm):
    assert minilm.embed([]).shape == (0, 384)


def test_it_gives_an_empty_text_a_unit_vector(minilm):
    assert np.isclose(np.linalg.norm(minilm.embed([""])), 1, atol=1e-4)


def test_it_gives_equal_texts_equal_vectors(minilm):
    alone = minilm.embed(["equal text"])
    among = minilm.embed(["equal text", "a much longer text " * 20, "short", "equal text"])
    assert np.allclose(among[0] @ among[3], 1, atol=1e-3)
    assert np.allclose(alone[0] @ among[0], 1, atol=1e-3)


def test_it_keeps_the_order_given(minilm):
    texts = ["word " * length for length in (40, 3, 90, 1, 17)] * 8
    together = minilm.embed(texts)
    alone = np.concatenate([minilm.embed([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.999


def test_it_ignores_what_follows_the_last_token_it_reads(minilm):
    long = "word " * 300
    vectors = minilm.embed([long, long + "an ending of another kind"])
    assert np.isclose(vectors[0] @ vectors[1], 1, atol=1e-3)


def test_it_puts_like_meaning_near(minilm):
    texts = ["The cat sat on the mat", "A feline rested on a rug", "Power for data centres"]
    cat, feline, power = minilm.embed(texts)
    assert cat @ feline > cat @ power + 0.3


def test_threads_may_share_it(minilm):
    texts = [[f"thread {number} says {word}" for word in ("one", "two", "three")] for number in range(8)]
    expected = [minilm.embed(batch) for batch in texts]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(minilm.embed, texts))
    assert all(np.allclose(one, other, atol=1e-3) for one, other in zip(found, expected, strict=True))


def test_a_process_loads_it_once():
    assert embedder() is embedder()


def test_importing_the_module_loads_no_engine():
    code = (
        "import sys, curation.ai.openvino_minilm;"
        "sys.exit(any(m in sys.modules for m in ('openvino', 'tokenizers', 'torch')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_embedding_needs_no_torch():
    code = (
        "import sys; from curation.ai.openvino_minilm import embedder; embedder().embed(['a']);"
        "sys.exit(any(m in sys.modules for m in ('torch', 'onnx', 'transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_model_names_the_command_that_mends_it(monkeypatch):
    monkeypatch.setattr(openvino_minilm, "PACKAGE", "no_such_package_of_weights")
    embedder.cache_clear()
    with pytest.raises(Misconfigured, match="make setup"):
        embedder()
    embedder.cache_clear()


def test_a_missing_engine_names_the_command_that_mends_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(Misconfigured, match="make setup"):
        MiniLM(openvino_minilm.weights_folder())


def test_an_incomplete_model_names_the_command_that_mends_it(tmp_path):
    with pytest.raises(Misconfigured, match="make setup"):
        MiniLM(tmp_path)
