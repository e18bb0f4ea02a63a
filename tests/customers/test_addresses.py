import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allears.customers.addresses import LONGEST, AddressKind, normalise, shown
from allears.lib.errors import Invalid
from allears.lib.text import storable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anna@Example.COM", "anna@example.com"),
        ("  <anna@example.com> ", "anna@example.com"),
        ("anna@example.com.", "anna@example.com"),
        ("anna.b+desk@mail.example.co.uk", "anna.b+desk@mail.example.co.uk"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("info@bücher.example", "info@xn--bcher-kva.example"),
        ("info@BÜCHER.example", "info@xn--bcher-kva.example"),
        ("info@xn--bcher-kva.example", "info@xn--bcher-kva.example"),
        ("お@例え.テスト", "お@xn--r8jz45g.xn--zckzah"),
        ("info@bücher。example。", "info@xn--bcher-kva.example"),
        (f"{'l' * 64}@example.com", f"{'l' * 64}@example.com"),
    ],
)
def test_an_email_address_has_one_spelling(text: str, value: str) -> None:
    assert normalise(AddressKind.EMAIL, text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "@example.com",
        "anna@",
        "anna@localhost",
        "anna@localhost.",
        "anna@@",
        "anna@.example.com",
        "anna@exa mple.com",
        "an na@example.com",
        "anna@example..com",
        "anna@-example.com",
        "anna\x00@example.com",
        "anna@exam\x00ple.com",
        "anna\ud800@example.com",
        "anna@example.com,ben@example.com,",
        f"{'l' * 65}@example.com",
        f"anna@{'d' * 64}.example.com",
        f"anna@{'.'.join(['dddddddddd'] * 25)}",
        f"anna@{'.'.join(['üüüüüüüüüü'] * 20)}.example",
    ],
)
def test_what_is_no_email_address_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Invalid) as problem:
        normalise(AddressKind.EMAIL, text)
    assert problem.value.field == "email"


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("020 7946 0101", "GB", "+442079460101"),
        ("(020) 7946-0101", "GB", "+442079460101"),
        ("+44 (0)20 7946 0101", "US", "+442079460101"),
        ("0044 20 7946 0101", "GB", "+442079460101"),
        ("030 901820", "DE", "+4930901820"),
        ("06 6982 1234", "IT", "+390669821234"),
        ("(415) 555-2671", "US", "+14155552671"),
        ("tel:+1-201-555-0123", "GB", "+12015550123"),
    ],
)
def test_a_telephone_number_has_one_spelling(text: str, region: str, value: str) -> None:
    assert normalise(AddressKind.PHONE, text, region=region) == value


@pytest.mark.parametrize("text", ["", "anonymous", "12", "+44 1", "9" * 300, "\x00", "+999 12345678"])
def test_what_is_no_telephone_number_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Invalid) as problem:
        normalise(AddressKind.PHONE, text)
    assert problem.value.field == "phone"


@given(
    st.sampled_from(AddressKind),
    st.one_of(st.emails(), st.text(alphabet=st.characters()), st.from_regex(r"[+0-9 ()./-]{5,20}", fullmatch=True)),
)
@example(AddressKind.EMAIL, "info@bücher。example。")
@example(AddressKind.HANDLE, "\x00@@A\x00")
def test_a_normalised_address_is_its_own_spelling_and_fits_into_its_column(kind: AddressKind, text: str) -> None:
    try:
        value = normalise(kind, text)
    except Invalid:
        return
    assert normalise(kind, value) == value
    assert storable(value) == value
    assert 0 < len(value) <= LONGEST


@given(st.from_regex(r"\+44 ?20 ?7946 ?0[0-9]{3}", fullmatch=True))
def test_a_number_as_it_is_shown_is_the_same_number(text: str) -> None:
    value = normalise(AddressKind.PHONE, text)
    assert normalise(AddressKind.PHONE, shown(AddressKind.PHONE, value)) == value


def test_addresses_are_shown_as_people_write_them() -> None:
    assert shown(AddressKind.PHONE, "+442079460101") == "+44 20 7946 0101"
    assert shown(AddressKind.HANDLE, "anna") == "@anna"
    assert shown(AddressKind.EMAIL, "anna@example.com") == "anna@example.com"
    assert shown(AddressKind.PHONE, "kept from an old desk") == "kept from an old desk"
