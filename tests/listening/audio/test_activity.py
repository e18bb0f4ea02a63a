"""When a channel speaks: probabilities become stretches; and Silero remembers from piece to piece."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("faster_whisper", reason="left out: the extra audio is not installed")

import numpy as np

from allears.listening.audio.activity import Activity, Gate
from allears.listening.audio.bleed import Bleed, Sameness
from allears.listening.audio.decode import FRAME, PIECE, RATE
from allears.listening.audio.speech import Tape
from listening.audio.calls import needs_voices, spoken

SECOND = RATE / FRAME


def frames(*parts: tuple[float, float]) -> np.ndarray:  # type: ignore[type-arg]
    """Probabilities: each for so many seconds."""
    return np.concatenate([np.full(round(seconds * SECOND), probability, np.float32) for probability, seconds in parts])


def stretches(*parts: tuple[float, float], pieces: int = 7) -> list[tuple[float, float]]:
    gate = Gate()
    found = [each for piece in np.array_split(frames(*parts), pieces) for each in gate(piece)]
    return [*found, *gate.close()]


def test_a_pause_parts_two_stretches_and_a_shorter_one_does_not() -> None:
    assert len(stretches((0, 1), (0.9, 1), (0, 0.1), (0.9, 1), (0, 1))) == 1
    (one, two) = stretches((0, 1), (0.9, 1), (0, 0.3), (0.9, 1), (0, 1))
    assert one == pytest.approx((1, 2), abs=0.05)
    assert two == pytest.approx((2.3, 3.3), abs=0.05)


def test_doubt_goes_on_but_does_not_begin() -> None:
    assert stretches((0.4, 3)) == []
    assert stretches((0.9, 1), (0.4, 1), (0, 1)) == [pytest.approx((0, 2), abs=0.05)]


def test_a_click_is_no_speech() -> None:
    assert stretches((0, 1), (0.9, 0.06), (0, 1)) == []


def test_speech_up_to_the_end_of_the_recording_ends_with_it() -> None:
    assert stretches((0, 1), (0.9, 2)) == [pytest.approx((1, 3), abs=0.05)]


def test_who_never_pauses_is_cut_where_it_is_quietest_and_nothing_is_lost() -> None:
    (one, two) = stretches((0.9, 20), (0.45, 0.1), (0.9, 10))
    assert one[1] == two[0] == pytest.approx(20, abs=0.1)
    assert two[1] == pytest.approx(30.1, abs=0.05)


def test_the_way_a_recording_is_cut_into_pieces_changes_nothing() -> None:
    parts = [(0, 1.0), (0.9, 3), (0.2, 0.5), (0.7, 2), (0, 1)]
    assert stretches(*parts, pieces=1) == stretches(*parts, pieces=50)


@needs_voices
def test_silero_hears_the_same_piece_by_piece(tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = spoken(
        tmp_path_factory.mktemp("said"), "en-gb", "My parcel was promised for Monday and it is not here."
    )
    said = np.frombuffer(path.read_bytes()[44:], np.int16).astype(np.float32) / 32768
    samples = np.pad(said, (RATE, RATE + -(said.size + 2 * RATE) % FRAME))
    whole, parted = Activity()(samples), Activity()
    pieces = [parted(samples[at : at + 16 * FRAME]) for at in range(0, samples.size, 16 * FRAME)]
    assert np.concatenate(pieces) == pytest.approx(whole, abs=1e-4)
    assert whole[: round(SECOND * 0.9)].max() < 0.3
    assert np.median(whole[round(SECOND * 1.1) : -round(SECOND * 1.3)]) > 0.9


def test_a_tape_gives_what_was_said_and_forgets_what_was_long_ago() -> None:
    tape, sound = Tape(), np.arange(10 * RATE, dtype=np.float32)
    for at in range(0, sound.size, 4000):
        tape.add(sound[at : at + 4000])
        tape.forget(at / RATE - 2)
    assert np.array_equal(tape.cut(9, 9.5), sound[9 * RATE : 9 * RATE + RATE // 2])
    assert np.array_equal(tape.cut(9.9, 11), sound[-RATE // 10 :])
    assert tape.cut(0, 30).size < 3 * RATE


def noise(seed: int, size: int = PIECE) -> np.ndarray:  # type: ignore[type-arg]
    return np.random.default_rng(seed).normal(0, 0.1, size).astype(np.float32)


@pytest.mark.parametrize("delay", [0, 400, 1600])
def test_a_soft_late_copy_of_the_other_channel_is_not_its_own_speech(delay: int) -> None:
    loud = noise(1)
    copy = 0.1 * np.roll(loud, delay) + 0.001 * noise(2)
    found = Bleed()(np.stack([loud, copy]))
    assert found.shape == (2, PIECE // FRAME)
    assert not found[0].any()
    assert found[1].mean() > 0.9


def test_a_voice_of_its_own_is_heard_beside_the_copy() -> None:
    loud, own = noise(1), np.zeros(PIECE, np.float32)
    own[PIECE // 2 :] = noise(2, PIECE - PIECE // 2)
    found = Bleed()(np.stack([loud, 0.1 * loud + own]))[1]
    half = found.size // 2
    assert found[:half].mean() > 0.9
    assert found[half:].mean() < 0.1


def test_two_who_speak_at_once_are_both_heard_however_soft_one_is() -> None:
    assert not Bleed()(np.stack([noise(1), 0.1 * noise(2)])).any()
    assert not Bleed()(np.stack([noise(1), 0.1 * noise(2) + 0.03 * noise(1)])).any()
    assert not Bleed()(np.zeros((2, PIECE), np.float32)).any()


def test_the_same_sound_on_both_channels_is_noticed() -> None:
    same, other, soft = Sameness(), Sameness(), Sameness()
    for seed in range(6):
        one = noise(seed)
        same.add(np.stack([one, 0.8 * one]))
        other.add(np.stack([one, noise(seed + 100)]))
        soft.add(np.stack([one, 0.05 * one]))
    assert same
    assert same.heard_enough
    assert not other
    assert not soft
    assert not Sameness()
