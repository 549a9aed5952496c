"""How much faster than real time speech becomes words, by engine, numbers and batch size, beside openai-whisper.

    python -m bench.transcribe talk.mp3 [more.m4a ...] --shapes base [--device cuda] [--batches 1,4,8]

Weights are made up in the true shapes of the named size, unless --weights (and --openai-weights) name real
ones. Both engines do equal work: the same windows of 30 seconds, the same beam, and exactly --tokens tokens
in each, since the end of a text is never allowed. Engines take turns, and each one's best round counts: on
a machine that has other things to do, only the ratios mean anything. Without torch and openai-whisper there
is no ratio. Prints JSON.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from bench.made_whisper import END, SHAPES, Shape, make
from curation.ai.base import SAMPLE_RATE, Samples
from curation.ai.voice import covered_ms, speech_spans
from ingest import sound

WINDOW_S = 30
PROMPT = 4
BASELINE = "openai-whisper, one window after the other"

# In: the samples. Out: how many tokens were written.
Engine = Callable[[Samples], int]
_own: dict[str, Engine] = {}


@dataclass(frozen=True)
class Round:
    tokens: int
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Measured:
    seconds: float
    cpu_seconds: float
    times_real_time: float
    tokens_a_window: float
    times_openai_whisper: float | None = None


def main(arguments: list[str]) -> None:
    options = _options(arguments)
    samples, decoding = _timed(lambda: _sound(options.files, options.seconds))
    spans, listening = _timed(lambda: speech_spans(samples))
    with tempfile.TemporaryDirectory() as folder:
        half = options.device == "cuda"
        options.weights = options.weights or make(Path(folder) / options.shapes, SHAPES[options.shapes], half=half)
        measured = _measure(_makers(options), samples, options.rounds)
    about = {
        "shapes": options.shapes,
        "device": options.device,
        "cores": _cores(),
        "machine": platform.machine(),
        "seconds_of_sound": round(len(samples) / SAMPLE_RATE, 1),
        "windows": len(_cuts(samples)),
        "tokens_a_window": options.tokens,
        "beam": options.beam,
        "word_times": options.words,
        "rounds": options.rounds,
    }
    before = {
        "decoding_times_real_time": round(len(samples) / SAMPLE_RATE / decoding),
        "voice_activity_times_real_time": round(len(samples) / SAMPLE_RATE / listening),
        "share_of_speech": round(covered_ms(spans) / (len(samples) * 1000 / SAMPLE_RATE), 3),
    }
    engines = {name: asdict(found) for name, found in measured.items()}
    sys.stdout.write(json.dumps({**about, "before": before, "engines": engines}, indent=1) + "\n")


def _measure(makers: dict[str, Callable[[], Engine]], samples: Samples, rounds: int) -> dict[str, Measured]:
    """Each engine has a process of its own: in one, their threads get in each other's way. The first round warms up."""
    with ExitStack() as stack:
        homes = {name: stack.enter_context(_home(maker)) for name, maker in makers.items()}
        taken: dict[str, list[Round]] = {name: [] for name in makers}
        for part in [samples[: WINDOW_S * SAMPLE_RATE], *[samples] * rounds]:
            for name, home in homes.items():
                taken[name].append(home.submit(_take, part).result())
    best = {name: min(found[1:], key=lambda one: one.seconds) for name, found in taken.items()}
    return {name: _judged(found, best.get(BASELINE), samples) for name, found in best.items()}


def _home(maker: Callable[[], Engine]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_move_in, initargs=(maker,))


def _move_in(maker: Callable[[], Engine]) -> None:
    _own["engine"] = maker()


def _take(samples: Samples) -> Round:
    cpu = time.process_time()
    tokens, seconds = _timed(lambda: _own["engine"](samples))
    return Round(tokens, seconds, time.process_time() - cpu)


def _judged(best: Round, baseline: Round | None, samples: Samples) -> Measured:
    return Measured(
        seconds=round(best.seconds, 2),
        cpu_seconds=round(best.cpu_seconds, 2),
        times_real_time=round(len(samples) / SAMPLE_RATE / best.seconds, 1),
        tokens_a_window=round(best.tokens / len(_cuts(samples)), 1),
        times_openai_whisper=round(baseline.seconds / best.seconds, 2) if baseline else None,
    )


def _makers(options: argparse.Namespace) -> dict[str, Callable[[], Engine]]:
    makers: dict[str, Callable[[], Engine]] = {}
    if find_spec("torch") and find_spec("whisper"):
        makers[BASELINE] = partial(_openai, options)
    for compute in options.computes:
        for batch in options.batches:
            makers[f"faster-whisper {compute}, batch {batch}"] = partial(_faster, options, compute, batch)
    return makers


def _faster(options: argparse.Namespace, compute: str, batch: int) -> Engine:
    """A batch of 1 is one window after the other."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    weights = str(options.weights)
    model = WhisperModel(weights, device=options.device, compute_type=compute, cpu_threads=_cores())
    same = {
        "language": "en",
        "beam_size": options.beam,
        # CTranslate2 writes at most half of what prompt and text may have together.
        "max_new_tokens": 2 * options.tokens - PROMPT,
        "suppress_tokens": _unwanted(options),
        "without_timestamps": True,
        "word_timestamps": options.words,
        "temperature": 0.0,
    }

    def engine(samples: Samples) -> int:
        clips = [{"start": start, "end": end} for start, end in _cuts(samples)]
        pipeline = BatchedInferencePipeline(model)
        segments, _ = pipeline.transcribe(samples, clip_timestamps=clips, batch_size=batch, **same)
        return sum(len(segment.tokens) for segment in segments)

    return engine


def _openai(options: argparse.Namespace) -> Engine:
    import torch
    import whisper

    torch.set_num_threads(_cores())
    if options.openai_weights:
        model = whisper.load_model(str(options.openai_weights), device=options.device)
    else:
        model = _made_for_torch(SHAPES[options.shapes], options.device)

    def engine(samples: Samples) -> int:
        found = model.transcribe(
            samples,
            language="en",
            beam_size=options.beam,
            sample_len=options.tokens,
            suppress_tokens=_unwanted(options),
            without_timestamps=True,
            word_timestamps=options.words,
            temperature=0.0,
            condition_on_previous_text=False,
            compression_ratio_threshold=None,
            logprob_threshold=None,
            no_speech_threshold=None,
            fp16=options.device == "cuda",
        )
        return sum(len(segment["tokens"]) for segment in found["segments"])

    return engine


def _unwanted(options: argparse.Namespace) -> list[int]:
    """Marks of any kind: with made-up weights they would be written at random, or end the text."""
    return [-1, *range(END, _tokens(SHAPES[options.shapes]))]


def _tokens(shape: Shape) -> int:
    return 51_766 + len(shape.languages)


def _made_for_torch(shape: Shape, device: str) -> Any:
    import torch
    from whisper.model import ModelDimensions, Whisper

    torch.manual_seed(7)
    encoder, decoder = (shape.width, shape.heads, shape.encoder), (shape.width, shape.heads, shape.decoder)
    model = Whisper(ModelDimensions(shape.mels, 1500, *encoder, _tokens(shape), 448, *decoder))
    torch.nn.init.normal_(model.decoder.positional_embedding, std=shape.width**-0.5)
    return model.to(device).eval()


def _sound(files: list[Path], seconds: float) -> Samples:
    """The files one after the other, again and again until it is enough."""
    read = []
    for path in files:
        with path.open("rb") as file:
            found = sound.probe(file, name=path.name)
            read.append(sound.samples(file, 0, min(found.duration_ms, round(seconds * 1000)), name=path.name))
    return np.resize(np.concatenate(read), round(seconds * SAMPLE_RATE))


def _cuts(samples: Samples) -> list[tuple[float, float]]:
    length = len(samples) / SAMPLE_RATE
    return [(start, min(length, start + WINDOW_S)) for start in range(0, int(np.ceil(length)), WINDOW_S)]


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--shapes", choices=SHAPES, default="base")
    parser.add_argument("--weights", type=Path, help="a folder as CTranslate2 reads it, of the size named by --shapes")
    parser.add_argument("--openai-weights", type=Path, help="the same weights as a .pt file")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--computes", type=lambda text: text.split(","), help="int8,float32 and so on")
    parser.add_argument("--batches", type=lambda text: [int(part) for part in text.split(",")], default=[1, 8])
    parser.add_argument("--beam", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=100, help="written in each window, by every engine")
    parser.add_argument("--words", action="store_true", help="with word times; openai-whisper may then cut anew")
    parser.add_argument("--seconds", type=float, default=120, help="of sound; shorter files are repeated")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args(arguments)
    options.computes = options.computes or (["float16"] if options.device == "cuda" else ["int8", "float32"])
    return options


if __name__ == "__main__":
    main(sys.argv[1:])
