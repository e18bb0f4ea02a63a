"""Listening: what was done in a conversation to make the customer feel heard, with the evidence.

Pure Python, usable without the desk::

    from allears.listening import listen, read

    for transcript in read("calls.jsonl"):
        print(listen(transcript).heard)
"""
