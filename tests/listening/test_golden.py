"""What is made faster hears the same."""

from golden import WRITTEN, digests


def test_the_rules_hear_what_they_heard_in_every_conversation_that_is_as_it_was():
    written = {name: (given, heard) for name, given, heard in map(str.split, WRITTEN.read_text().splitlines())}
    now = [(name, given, heard) for name, given, heard in digests() if written.get(name, ("",))[0] == given]
    assert len(now) > len(written) / 2, "most conversations have changed: python tests/listening/golden.py"
    assert [name for name, _, heard in now if written[name][1] != heard] == []
