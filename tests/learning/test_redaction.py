"""Personal data taken out of a turn: what is found, what is left alone, and what is pointed out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.learning.rules.redaction import Known, What, doubts, find, iban, luhn, redact

KNOWN = Known(
    customers=["Mrs Greta Green"],
    colleagues=["Ben Billing", "May Ng"],
    groups=["Green & Co"],
    addresses=["greta@green.example", "+442079460101", "@gretag"],
)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Hi, this is Greta Green from Green & Co.", "Hi, this is [the customer] from [their company]."),
        ("Mrs Green rang, and GREEN it is.", "Mrs [the customer] rang, and [the customer] it is."),
        ("Greta's piano.", "[the customer]'s piano."),
        ("Ben told me so.", "[a colleague] told me so."),
        ("Ben told me in May that on 12 May May would come.",
         "[a colleague] told me in May that on 12 May [a colleague] would come."),
        ("Mr Hugo Poole will ring.", "Mr [a name] will ring."),
        ("My name is Ana María, and I'm Jo Brook.", "My name is [a name], and I'm [a name]."),
        ("Kind regards, Hugo Ferrier", "Kind regards, [a name]"),
        ("Write to greta@green.example or G.Green+x@mail.green.example.",
         "Write to [email address] or [email address]."),
        ("It's greta dot green at gmail dot com.", "It's [email address]."),
        ("Find me as @gretag.", "Find me as @[user name]."),
        ("Ring 020 7946 0101, 07700 900123 or +1 212 555 0100.",
         "Ring [phone number], [phone number] or [phone number]."),
        ("My number's oh seven seven double oh nine.", "My number's [number]."),
        ("Bear with me. Eight... seven... one.", "Bear with me. [number]."),
        ("Curlew, eight seven one.", "Curlew, [number]."),
        ("Card 4111 1111 1111 1111 or 378282246310005.", "Card [card number] or [card number]."),
        ("IBAN GB82 WEST 1234 5698 7654 32, sort code 12-34-56.",
         "IBAN [account number], sort code [account number]."),
        ("Account number 12345678, please.", "Account number [number], please."),
        ("I was born on 12 May 1961.", "I was born on [date of birth]."),
        ("DOB: 3/4/1988.", "DOB: [date of birth]."),
        ("It says 1961-05-12.", "It says [date of birth]."),
        ("I live at 14 Harbour View Road, AL5 3QT.", "I live at [address], [address]."),
        ("Flat 3, 12a Mill Lane.", "[address]."),
        ("Turn into Kelp Street there.", "Turn into [address] there."),
        ("See https://x.example/orders?id=3 and www.y.example.", "See [link] and [link]"),
        ("Order number ML-20455, invoice 88123, ticket #4471.",
         "Order number [number], invoice [number], ticket #[number]."),
        ("The code is ML-20455.", "The code is [number]."),
        ("Spelt G-R-E-E-N.", "Spelt [spelt out]."),
    ],
)  # fmt: skip
def test_what_is_personal_is_taken_out(said: str, left: str) -> None:
    assert redact(said, KNOWN).text == left


@pytest.mark.parametrize(
    "said",
    [
        "The D above middle C sticks since Tuesday.",
        "I paid £12,500 for it, and 250 pounds for the tuning.",
        "Come on 12 March at half past ten, or on 2026-03-04 at 14:30.",
        "It took 45 minutes, 10 miles each way, and three phone calls.",
        "Good morning, front desk. What can I do for you?",
        "I'm sorry, I'm afraid it's closed on Sunday. Dear me!",
        "He may ring in two or three days.",
        "Version 2.10 costs 19.99 euros, that is 20 %.",
    ],
)
def test_what_is_not_stays(said: str) -> None:
    assert redact(said, KNOWN).text == said


def test_what_the_coach_names_goes_too_as_whole_words() -> None:
    assert redact("Ivo and the Osprey, not Ivory.", Known(others=["Ivo", "the osprey"])).text == (
        "[a name] and [a name], not Ivory."
    )


def test_a_name_that_nobody_told_the_desk_is_pointed_out() -> None:
    text = "We met Ivo on Monday. Ivo said no. The customer asked for Aldersea, [the customer] did. I saw the Osprey."
    assert [text[start:end] for start, end in doubts(text)] == ["Ivo", "Aldersea", "Osprey"]


@given(st.text(max_size=200))
def test_redacting_twice_is_redacting_once_and_the_rest_of_the_text_is_untouched(text: str) -> None:
    once = redact(text, KNOWN)
    assert redact(once.text, KNOWN).text == once.text
    out, at = [], 0
    for one in once.found:
        assert at <= one.start < one.end <= len(text)
        out += [text[at : one.start], f"[{one.what}]"]
        at = one.end
    assert "".join([*out, text[at:]]) == once.text


def test_a_hostile_text_takes_no_long_time() -> None:
    for text in (
        "1 " * 5_000,
        "a-" * 5_000,
        "A. " * 4_000,
        "one two " * 2_000,
        "dot at dot " * 2_000,
        "Flat 1, " * 2_000,
    ):
        assert find(text[:10_000], KNOWN) is not None


@pytest.mark.parametrize(("digits", "right"), [("4111111111111111", True), ("4111111111111112", False), ("0", True)])
def test_the_check_digit_of_a_card(digits: str, right: bool) -> None:
    assert luhn(digits) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [("GB82 WEST 1234 5698 7654 32", True), ("DE89370400440532013000", True), ("GB83 WEST 1234 5698 7654 32", False),
     ("GB82", False)],
)  # fmt: skip
def test_the_check_digits_of_an_account(text: str, right: bool) -> None:
    assert iban(text) is right


def test_every_kind_has_its_own_words() -> None:
    assert len({str(it) for it in What}) == len(What)
