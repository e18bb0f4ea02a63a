"""Short conversations for the tests of listening, written here."""

from allears.listening.transcript import Customer, Transcript, Turn

ROLES = {"A": "agent", "C": "customer", "B": "bot"}


def talk(*lines, channel="phone", customer="", **given):
    """A transcript of lines like "A Priya: Good morning."; a name stays until another is given."""
    turns, names = [], {}
    for line in lines:
        who, _, text = line.partition(": ")
        letter, _, name = who.partition(" ")
        names[letter] = name or names.get(letter, "")
        turns.append(Turn(ROLES[letter], text, names[letter]))
    return Transcript("t-1", tuple(turns), channel, customer=Customer(name=customer), **given)


GOOD = talk(
    "A Priya: Good morning, Harrow Plumbing, Priya speaking. What happened?",
    "C: The valve you sent on Monday is the wrong one and I've a family with no hot water.",
    "A: Oh, that must be miserable with children in the house. So the valve from Monday is wrong, and the family has "
    "no hot water. Have I understood you correctly?",
    "C: Yes, exactly.",
    "A: I'm sorry, we sent the wrong box. I'll have the right valve on the van by four this afternoon.",
    "C: Thank you so much, that's a weight off my mind.",
    "A: To sum up: the right valve comes by four, you keep the old one, and there is no charge.",
    customer="Kate Doyle",
)
BAD = talk(
    "A Lewis: Yes.",
    "C: My internet has been down since Sunday and nobody calls me back. I've a shop to run—",
    "A: Have you got the account number?",
    "C: I was saying, the internet has been down since Sunday. I already told the last man twice.",
    "A: Calm down. You should have read the terms. That's our policy.",
    "C: Are you even listening? As I said, it has been down since Sunday.",
    "A: There's nothing I can do.",
)
