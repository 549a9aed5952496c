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
    """Out: a model of int64 inputs `ids` and `mask`, each (batch, length), and one float32 (batch, hidden)."""
    import openvino as ov
    import openvino.opset15 as ops

    graph = _Graph(ops, weights, shape)
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
    weights: Weights
    shape: Shape

    def embed(self, ids: Any) -> Any:
        ops = self.ops
        words = ops.gather(self.weights["embeddings.word_embeddings.weight"], ids, np.int64(0))
        # One segment only, so that its type is a constant added to every position.
        places = (
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        length = ops.gather(ops.shape_of(ids), np.int64([1]), np.int64(0))
        used = ops.slice(places, np.int64([0]), length, np.int64([1]), np.int64([0]))
        return self.normalise(ops.add(words, used), "embeddings.LayerNorm")

    def attention_bias(self, kept: Any) -> Any:
        """Out: float32 (batch, 1, 1, length), 0 on words and very negative on padding."""
        missing = self.ops.multiply(self.ops.subtract(np.float32(1), kept), MASKED)
        return self.ops.unsqueeze(missing, np.int64([1, 2]))

    def encode(self, hidden: Any, bias: Any, layer: str) -> Any:
        ops = self.ops
        heard = self.linear(self.attend(hidden, bias, layer + "attention.self."), layer + "attention.output.dense")
        hidden = self.normalise(ops.add(heard, hidden), layer + "attention.output.LayerNorm")
        wide = ops.gelu(self.linear(hidden, layer + "intermediate.dense"), "erf")
        return self.normalise(ops.add(self.linear(wide, layer + "output.dense"), hidden), layer + "output.LayerNorm")

    def attend(self, hidden: Any, bias: Any, name: str) -> Any:
        ops = self.ops
        query, key, value = (self.heads(self.linear(hidden, name + part)) for part in ("query", "key", "value"))
        heard = ops.scaled_dot_product_attention(query, key, value, bias)
        joined = ops.transpose(heard, np.int64([0, 2, 1, 3]))
        return ops.reshape(joined, np.int64([0, 0, self.shape.hidden]), special_zero=True)

    def heads(self, hidden: Any) -> Any:
        """Out: (batch, heads, length, hidden / heads)."""
        width = self.shape.hidden // self.shape.heads
        split = self.ops.reshape(hidden, np.int64([0, 0, self.shape.heads, width]), special_zero=True)
        return self.ops.transpose(split, np.int64([0, 2, 1, 3]))

    def linear(self, hidden: Any, name: str) -> Any:
        product = self.ops.matmul(hidden, self.weights[name + ".weight"], transpose_a=False, transpose_b=True)
        return self.ops.add(product, self.weights[name + ".bias"])

    def normalise(self, hidden: Any, name: str) -> Any:
        centred = self.ops.mvn(hidden, np.int64([-1]), True, self.shape.epsilon, "inside_sqrt")  # noqa: FBT003
        return self.ops.add(
            self.ops.multiply(centred, self.weights[name + ".weight"]), self.weights[name + ".bias"]
        )

    def pool(self, hidden: Any, kept: Any) -> Any:
        """Out: the mean over words, at length 1. Dividing by their number would not change the direction."""
        ops = self.ops
        total = ops.reduce_sum(ops.multiply(hidden, ops.unsqueeze(kept, np.int64([2]))), np.int64([1]))
        return ops.normalize_l2(total, np.int64([1]), 1e-12, "add")
