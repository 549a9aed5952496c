"""In: the name of a Whisper model, or its folder. Out: the folder with its weights, fetched once where that works."""

from pathlib import Path

from curation.errors import Misconfigured

PATIENCE_S = 10
WEIGHTS = "model.bin"
NEEDED = (WEIGHTS, "config.json", "tokenizer.json")


def weights_folder(model: str, cache: Path) -> Path:
    """Raises Misconfigured, naming what to do, where the weights are nowhere and cannot be fetched.

    Looked for in this order: `model` as a folder, `cache/model`, what was fetched before. Only then is one
    attempt made to fetch them, which a machine without a network answers within seconds.
    """
    if Path(model).is_dir():
        return _whole(Path(model))
    if Path(model).is_absolute() or model.startswith("."):
        raise Misconfigured(f"WHISPER_MODEL names the folder {model}, which is not there.")
    if (cache / model).is_dir():
        return _whole(cache / model)
    return _fetched_before(model, cache) or _fetched(model, cache)


def _whole(folder: Path) -> Path:
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise Misconfigured(f"The Whisper model in {folder} lacks {' and '.join(missing)}.")
    return folder


def _fetched_before(model: str, cache: Path) -> Path | None:
    from faster_whisper.utils import download_model

    try:
        folder = Path(download_model(model, cache_dir=str(cache), local_files_only=True))
    except (ValueError, OSError):
        return None
    return folder if all((folder / name).is_file() for name in NEEDED) else None


def _fetched(model: str, cache: Path) -> Path:
    import httpx2
    from faster_whisper.utils import available_models, download_model

    if "/" not in model and model not in available_models():
        raise Misconfigured(f"WHISPER_MODEL names “{model}”; known are {', '.join(available_models())}.")
    try:
        _knock()
        return _whole(Path(download_model(model, cache_dir=str(cache))))
    except (httpx2.HTTPError, OSError, ValueError) as error:
        raise Misconfigured(
            f"The Whisper model “{model}” is not here and could not be fetched. Put its files into {cache / model}, "
            "or set WHISPER_MODEL to their folder, then transcribe again."
        ) from error


def _knock() -> None:
    """A silent network must show itself within seconds: the library's own first request would wait for ever."""
    from huggingface_hub import constants, get_session

    get_session().head(constants.ENDPOINT, timeout=PATIENCE_S)
