"""In: the tensors of a BERT sentence encoder. Out: an `ov.Model` from token ids to unit vectors.

The architecture is BERT's (Devlin et al. 2018, arXiv:1810.04805), mean pooling over the tokens that are
not padding is Sentence-BERT's (Reimers and Gurevych 2019, arXiv:1908.10084). Built here because the
published weights come without a graph, and an exporter would need torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import openvino as ov

Weights = dict[str, NDArray[np.float32]]

# Far below any attention score, yet finite in bfloat16.
MASKED = np.float32(-1e9)


@dataclass(frozen=True)
class Shape:
    """The numbers of the model's config.json that the graph needs."""

    hidden: int
    heads: int
    layers: int
    epsilon: float


def build(weights: Weights, shape: Shape) -> ov.Model:
    """Out: int64 inputs `ids` and `mask`, each (batch, length), to one float32 output (batch, hidden)."""
    import openvino as ov
    import openvino.opset15 as ops

    graph = _Graph(ops, ov.op.Constant, weights, shape)
    ids = ops.parameter([-1, -1], np.int64, name="ids")
    mask = ops.parameter([-1, -1], np.int64, name="mask")
    kept = ops.convert(mask, "f32")
    hidden = graph.embed(ids)
    bias = graph.attention_bias(kept)
    for layer in range(shape.layers):
        hidden = graph.encode(hidden, bias, f"encoder.layer.{layer}.")
    model = ov.Model([graph.pool(hidden, kept)], [ids, mask], "sentence-encoder")
    model.inputs[0].set_names({"ids"})
    model.inputs[1].set_names({"mask"})
    return model


@dataclass(frozen=True)
class _Graph:
    ops: Any
    constant: Any
    weights: Weights
    shape: Shape

    def embed(self, ids: Any) -> Any:
        ops = self.ops
        words = ops.gather(self.weight("embeddings.word_embeddings.weight"), ids, np.int64(0))
        # One segment only, so that its type is a constant added to every position.
        places = (
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        length = ops.gather(ops.shape_of(ids), _whole(1), np.int64(0))
        used = ops.slice(self.constant(places), _whole(0), length, _whole(1), _whole(0))
        return self.normalise(ops.add(words, used), "embeddings.LayerNorm")

    def attention_bias(self, kept: Any) -> Any:
        """Out: float32 (batch, 1, 1, length), 0 on words and very negative on padding."""
        missing = self.ops.multiply(self.ops.subtract(np.float32(1), kept), MASKED)
        return self.ops.unsqueeze(missing, _whole(1, 2))

    def encode(self, hidden: Any, bias: Any, layer: str) -> Any:
        """One transformer layer: attention, then the wide dense pair, each added to what came in."""
        heard = self.attend(hidden, bias, layer + "attention.self.")
        hidden = self.added(hidden, heard, layer + "attention.output.")
        wide = self.ops.gelu(self.linear(hidden, layer + "intermediate.dense"), "erf")
        return self.added(hidden, wide, layer + "output.")

    def added(self, hidden: Any, change: Any, name: str) -> Any:
        total = self.ops.add(self.linear(change, name + "dense"), hidden)
        return self.normalise(total, name + "LayerNorm")

    def attend(self, hidden: Any, bias: Any, name: str) -> Any:
        ops = self.ops
        parts = [self.heads(self.linear(hidden, name + part)) for part in ("query", "key", "value")]
        heard = ops.scaled_dot_product_attention(*parts, bias)
        joined = ops.transpose(heard, _whole(0, 2, 1, 3))
        return ops.reshape(joined, _whole(0, 0, self.shape.hidden), special_zero=True)

    def heads(self, hidden: Any) -> Any:
        """Out: (batch, heads, length, hidden / heads)."""
        width = self.shape.hidden // self.shape.heads
        split = self.ops.reshape(hidden, _whole(0, 0, self.shape.heads, width), special_zero=True)
        return self.ops.transpose(split, _whole(0, 2, 1, 3))

    def weight(self, name: str) -> Any:
        # Left to itself, the opset turns an array into a constant by way of a Python list: 1.5 s for these.
        return self.constant(self.weights[name])

    def linear(self, hidden: Any, name: str) -> Any:
        product = self.ops.matmul(hidden, self.weight(name + ".weight"), transpose_a=False, transpose_b=True)
        return self.ops.add(product, self.weight(name + ".bias"))

    def normalise(self, hidden: Any, name: str) -> Any:
        centred = self.ops.mvn(hidden, _whole(-1), True, self.shape.epsilon, "inside_sqrt")  # noqa: FBT003
        scaled = self.ops.multiply(centred, self.weight(name + ".weight"))
        return self.ops.add(scaled, self.weight(name + ".bias"))

    def pool(self, hidden: Any, kept: Any) -> Any:
        """Out: the mean over words, at length 1. Dividing by their number would not change the direction."""
        ops = self.ops
        total = ops.reduce_sum(ops.multiply(hidden, ops.unsqueeze(kept, _whole(2))), _whole(1))
        return ops.normalize_l2(total, _whole(1), 1e-12, "add")


def _whole(*numbers: int) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)
