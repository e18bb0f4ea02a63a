"""From the sound of a call to a transcript: who speaks when on which channel, in which words.

- `decode.py`    sound files in small pieces of 16 kHz samples, with limits (PyAV)
- `activity.py`  when a channel speaks (Silero)
- `bleed.py`     what one channel hears of the other is not its own speech
- `speech.py`    which words, and when each was said (faster-whisper)
- `voices.py`    who speaks where both parties are on one channel, if a diarizer is installed
- `turns.py`     words and pauses become turns; plain Python
- `call.py`      all of them, one after the other

All but `turns.py` need the extra `audio`; docs/algorithms/audio.md tells why each threshold is what it is.
"""
