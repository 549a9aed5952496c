"""In: the device that was asked for. Out: the one to use. With what goes with it in every engine of Whisper."""

from collections.abc import Callable

from curation.errors import Misconfigured

BEAM = 5
MODELS = {"cpu": "small", "cuda": "large-v3-turbo"}


def device_of(wanted: str, has_gpu: Callable[[], object]) -> str:
    """`cpu` or `cuda`; `auto` asks `has_gpu`. Raises Misconfigured for any other."""
    if wanted == "auto":
        return "cuda" if has_gpu() else "cpu"
    if wanted not in MODELS:
        raise Misconfigured(f"WHISPER_DEVICE is {wanted}; it may be auto, cpu or cuda.")
    return wanted
