"""In: the shape of a Whisper model. Out: a folder with such a model, its weights made up.

What a computer does with it is what it does with the true one; what it writes is nonsense, or, where a
script is given, the words of the script for whatever is said. It needs neither torch nor a download.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ctranslate2.specs.common_spec import LayerNormSpec, LinearSpec
from ctranslate2.specs.whisper_spec import WhisperConfig, WhisperSpec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

Floats = NDArray[np.float32]

FRAMES = 1500
LONGEST_TEXT = 448
END = 50_257
_BLOCK = np.random.default_rng(7).standard_normal(1_000_003, dtype=np.float32)


@dataclass(frozen=True)
class Shape:
    width: int
    encoder: int
    decoder: int
    heads: int
    mels: int = 80

    @property
    def languages(self) -> tuple[str, ...]:
        """Cantonese came with the models that hear 128 bands."""
        return tuple(_LANGUAGE_CODES) if self.mels == 128 else tuple(c for c in _LANGUAGE_CODES if c != "yue")


SHAPES = {
    "tiny": Shape(384, 4, 4, 6),
    "base": Shape(512, 6, 6, 8),
    "small": Shape(768, 12, 12, 12),
    "turbo": Shape(1280, 32, 4, 20, 128),
    "large-v3": Shape(1280, 32, 32, 20, 128),
}
SMALLEST = Shape(64, 2, 2, 2)


def make(folder: Path, shape: Shape, *, script: Sequence[str] = (), language: str = "en", half: bool = False) -> Path:
    """`half` saves half the room. With a `script`, every window is heard as these words in this language."""
    tokens = vocabulary(shape, script)
    spec = WhisperSpec(shape.encoder, shape.heads, shape.decoder, shape.heads)
    _fill_encoder(spec, shape)
    _fill_decoder(spec, shape, len(tokens))
    if script:
        _say(spec, shape, tokens, script, language)
    _configure(spec.config, shape, tokens)
    spec.register_vocabulary(tokens)
    spec.validate()
    spec.optimize(quantization="float16" if half else None)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    _save_tokenizer(folder / "tokenizer.json", tokens)
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": shape.mels}))
    return folder


def vocabulary(shape: Shape, script: Sequence[str] = ()) -> list[str]:
    """As many tokens as Whisper has, in its order; the words are those of the script and made-up ones."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = ["Ġ" + word for word in dict.fromkeys(script)]
    rest = [f"Ġword{number}" for number in range(END - len(letters) - len(words) - 1)]
    marks = ["endoftext", "startoftranscript", *shape.languages, "translate", "transcribe"]
    marks += ["startoflm", "startofprev", "nospeech", "notimestamps"]
    times = [f"{number * 0.02:.2f}" for number in range(FRAMES + 1)]
    # By the empty token CTranslate2 knows a model that hears more than English.
    return [*letters, *words, *rest, "", *(f"<|{mark}|>" for mark in (*marks, *times))]


def _fill_encoder(spec: WhisperSpec, shape: Shape) -> None:
    width, encoder = shape.width, spec.encoder
    for convolution, channels in ((encoder.conv1, shape.mels), (encoder.conv2, width)):
        convolution.weight = _made((width, channels, 3), 3 * channels)
        convolution.bias = np.zeros(width, dtype=np.float32)
    encoder.position_encodings.encodings = _made((FRAMES, width), width)
    _norm(encoder.layer_norm, width)
    for layer in encoder.layer:
        _attention(layer.self_attention, (3 * width, width), width)
        _feed_forward(layer.ffn, width)


def _fill_decoder(spec: WhisperSpec, shape: Shape, tokens: int) -> None:
    width, decoder = shape.width, spec.decoder
    decoder.embeddings.weight = _made((tokens, width), width)
    decoder.projection.weight = decoder.embeddings.weight
    decoder.position_encodings.encodings = _made((LONGEST_TEXT, width), width)
    _norm(decoder.layer_norm, width)
    for layer in decoder.layer:
        _attention(layer.self_attention, (3 * width, width), width)
        _attention(layer.attention, (width, 2 * width, width), width)
        _feed_forward(layer.ffn, width)


def _say(spec: WhisperSpec, shape: Shape, tokens: list[str], script: Sequence[str], language: str) -> None:
    """The place alone decides what is said: layers add nothing, and each place points at its next token.

    The last points at a time stamp, which closes the window, and a little less at the end, where stamps are off.
    """
    decoder = spec.decoder
    for layer in decoder.layer:
        for last in (layer.self_attention.linear[-1], layer.attention.linear[-1], layer.ffn.linear_1):
            last.weight = np.zeros_like(last.weight)
    directions = np.random.default_rng(1).standard_normal((len(tokens), shape.width), dtype=np.float32)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    said = [f"<|{language}|>", "<|transcribe|>", "<|0.00|>", *("Ġ" + word for word in script)]
    ids = [tokens.index(token) for token in said]
    places = directions[[*ids, *[END] * (LONGEST_TEXT - len(ids))]]
    places[len(ids)] += directions[tokens.index("<|9.00|>")] * 1.2
    decoder.embeddings.weight = np.zeros_like(directions)
    decoder.projection.weight = directions
    decoder.position_encodings.encodings = places
    decoder.layer_norm.gamma = np.full(shape.width, 6, dtype=np.float32)


def _configure(config: WhisperConfig, shape: Shape, tokens: list[str]) -> None:
    config.suppress_ids = []
    config.suppress_ids_begin = [END]
    config.lang_ids = [tokens.index(f"<|{code}|>") for code in shape.languages]
    config.alignment_heads = [(shape.decoder - 1, head) for head in range(min(6, shape.heads))]


def _save_tokenizer(path: Path, tokens: list[str]) -> None:
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(tokens)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.save(str(path))


def _attention(spec: object, rows: Sequence[int], width: int) -> None:
    _norm(spec.layer_norm, width)
    for linear, count in zip(spec.linear, rows, strict=True):
        _linear(linear, count, width)


def _feed_forward(spec: object, width: int) -> None:
    _norm(spec.layer_norm, width)
    _linear(spec.linear_0, 4 * width, width)
    _linear(spec.linear_1, width, 4 * width)


def _linear(spec: LinearSpec, rows: int, columns: int) -> None:
    spec.weight = _made((rows, columns), columns)
    spec.bias = np.zeros(rows, dtype=np.float32)


def _norm(spec: LayerNormSpec, width: int) -> None:
    spec.gamma, spec.beta = np.ones(width, dtype=np.float32), np.zeros(width, dtype=np.float32)


def _made(shape: tuple[int, ...], inputs: int) -> Floats:
    """Normally distributed and scaled so that sums stay about as large as their parts."""
    return np.resize(_BLOCK, shape) / np.float32(np.sqrt(inputs))
