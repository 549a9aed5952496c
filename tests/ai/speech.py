"""Sound for the tests: speech by espeak-ng, and what is no speech."""

import io
import subprocess

import numpy as np

from curation.ai.base import SAMPLE_RATE
from ingest.sound import samples

SAID = "The harbour was quiet that morning, and nobody had seen the ferry leave."


def spoken(text=SAID, *, voice="en", pause=0.0):
    """`pause` seconds of silence follow."""
    command = ["espeak-ng", "-v", voice, "--stdout", text]
    wave = subprocess.run(command, check=True, capture_output=True).stdout
    speech = samples(io.BytesIO(wave), 0, 600_000, name="speech")
    return np.concatenate([speech, silence(pause)])


def silence(seconds):
    return np.zeros(int(seconds * SAMPLE_RATE), dtype=np.float32)


def noise(seconds, *, loud=0.1):
    return (loud * np.random.default_rng(3).standard_normal(int(seconds * SAMPLE_RATE))).astype(np.float32)


def music(seconds):
    """Plucked notes with overtones, one after the other, over a held chord."""
    clock = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    scale = np.array([220.0, 246.9, 261.6, 293.7, 329.6, 349.2, 392.0, 440.0])
    pitch = scale[np.random.default_rng(4).integers(len(scale), size=int(seconds * 3) + 1)][(clock * 3).astype(int)]
    fading = np.exp(-4 * (clock * 3 % 1))
    melody = sum(np.sin(2 * np.pi * pitch * part * clock) / part for part in range(1, 6)) * fading
    chord = sum(np.sin(2 * np.pi * tone * clock) for tone in (110.0, 138.6, 164.8))
    return (0.15 * melody + 0.08 * chord).astype(np.float32)
