"""What words weigh and which of them mean the same: the ground of restating, summing up and repeating."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .lexicon import wordset

STOP = wordset(
    "a an the this that these those it its it's i i'm i've i'll i'd im me my mine myself you you're you've you'll "
    "you'd your yours yourself he he's him his she she's her hers we we're we've we'll our ours us they they're "
    "them their theirs one is are was were be been being am isn't aren't wasn't weren't do does did don't doesn't "
    "didn't done doing have has had having haven't hasn't hadn't can can't cannot could couldn't will won't would "
    "wouldn't shall should shouldn't may might must to of in on at for with by from up out off about into onto "
    "over under as than so and or but if because cause cos 'cause when where while what what's which who whom "
    "whose how why there there's here here's then now just also too very really quite rather only even still yet "
    "ever never not no nor yes yeah yep nope ok okay right well oh ah um uh er erm hm hmm mm mhm like you know "
    "mean get got gets getting gotten go goes going gone went say says said saying tell told tells telling think "
    "thought know knew see saw look let let's want wanted wants need needed needs please thanks thank sorry hello "
    "hi hey all any some every each both either such same other another much many more most less least lot lots "
    "bit thing things something anything nothing everything someone anyone back again already always sure fine "
    "good great maybe perhaps actually basically literally obviously way kind sort sir madam mate love that's "
    "dont doesnt didnt cant wont isnt ive youre thats whats theres gonna wanna gotta come came comes coming put "
    "take took taken make made makes making give gave given try tried keep kept"
)
"""Words that say nothing about the matter."""

_COMMON = wordset(
    "call called phone email time day days today tomorrow yesterday week weeks month year morning afternoon "
    "evening hour hours minute minutes work works working order number name account person people team office "
    "help problem issue customer company service new old first last next two three four five six seven eight nine "
    "ten today's find found ask asked use used using long little start started happen happened happens look "
    "looked looking send check checked wait waiting man lady someone's home house place line end money pay paid"
)
"""Words met in many conversations: they weigh less than a word that names this one's matter."""

STOP_WEIGHT, COMMON_WEIGHT, WORD_WEIGHT, NUMBER_WEIGHT = 0.0, 0.6, 1.0, 1.3

_SUFFIXES = ("ingly", "edly", "ing", "ies", "ied", "ers", "ed", "er", "es", "ly", "s", "e", "y")
_NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100",
    "first": "1", "second": "2", "third": "3", "twice": "2",
}  # fmt: skip


@cache
def synonyms() -> dict[str, str]:
    """Word → the word that stands for its group, from data/synonyms.txt (one group a line)."""
    table: dict[str, str] = {}
    text = files("allears.listening").joinpath("data/synonyms.txt").read_text("utf-8")
    for line in text.splitlines():
        group = line.split("#")[0].split()
        for word in group:
            table[word] = group[0]
    return table


def _strip(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word


_known: dict[str, tuple[str, float] | None] = {}
WORDS_KEPT = 50_000


def stem(word: str) -> tuple[str, float] | None:
    """The stem of a lower-cased word, synonyms joined, and what it weighs; None for a word without content."""
    found, weight = _stem(word)
    return (found, weight) if weight else None


def content_of(words: list[str]) -> dict[str, float]:
    """Stem → weight of the words with content, in the order of the words.

    Words once met are remembered, up to a bound, so that an archive of any size needs constant memory.
    """
    known = _known
    try:
        return dict([pair for word in words if (pair := known[word])])
    except KeyError:
        if len(known) > WORDS_KEPT:
            known.clear()
        # Not read from what is remembered, which another thread may just have cleared.
        found = [(word, stem(word)) for word in words]
        known.update(found)
        return dict([pair for _, pair in found if pair])


def _stem(word: str) -> tuple[str, float]:
    bare = word[:-2] if word.endswith("'s") else word.split("'")[0] if "'" in word else word
    if word in STOP or bare in STOP:
        return bare, STOP_WEIGHT
    number = _NUMBERS.get(bare, bare)
    if number[0].isdigit():
        return number, NUMBER_WEIGHT
    if len(bare) < 2:
        return bare, STOP_WEIGHT
    table = synonyms()
    joined = table.get(bare) or table.get(_strip(bare)) or bare
    return _strip(joined), COMMON_WEIGHT if bare in _COMMON or joined in _COMMON else WORD_WEIGHT
