"""The mirror: what one says of oneself, what was observed beside it, and who may look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from allears.accounts.actions import set_roles
from allears.accounts.rules import DESK, Role
from allears.conversations.actions import move, receive, start
from allears.conversations.rules import Channel, Kind
from allears.events.models import Event
from allears.learning.actions.mirror import forget_taking, share_mirror, take_mirror, unshare_mirror
from allears.learning.models import MirrorTaking
from allears.learning.queries.mirror import coaches, mirror, mirror_of, mirrors_shared_with
from allears.learning.queries.observed import Found, observe, own
from allears.learning.rules.mirror import BANDS, SIGNS, band, total
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed, NotFound
from allears.listening.behaviours import BY_NAME
from allears.readings.actions import listen_again
from builders import MONDAY, turn
from cast import Cast

SEVEN = [2, 4, 3, 4, 1, 2, 3]
CUT_OFF = (
    ("customer", "I rang on Monday about the invoice, and then on Tuesday somebody told me—"),
    ("agent", "Your customer number, please?"),
    ("customer", "It's 4471. As I was saying, I rang on Monday about the invoice."),
    ("agent", "So you rang on Monday about the invoice. Is that right?"),
    ("customer", "Yes, exactly."),
)


def call(cast: Cast, said: tuple[tuple[str, str], ...] = CUT_OFF, *, by: str = "ben", day: int = 0) -> int:
    """A call in which `by` spoke for us, read by listening."""
    user = getattr(cast, by)
    at = MONDAY + timedelta(days=day)
    turns = [
        turn(
            party,
            text,
            at=at + timedelta(minutes=place),
            kind=Kind.SPEECH,
            user_id=user.pk if party == "agent" else None,
        )
        for place, (party, text) in enumerate(said)
    ]
    made = start(DESK, channel=Channel.PHONE, team_id=cast.billing.pk, turns=turns, person_id=cast.mrs_green.pk)
    listen_again(made.pk)
    return made.pk


def signs(cast: Cast, who: str = "ben", **period: object) -> dict[str, Found]:
    viewer = cast.as_viewer(who)
    its = own(viewer, getattr(cast, who).pk, **period)  # type: ignore[arg-type]
    return dict(observe(SIGNS, its)[0])


def test_every_sign_is_a_behaviour_that_listening_knows_and_looks_for_it_where_it_can_be() -> None:
    for sign in SIGNS:
        for name in sign.behaviours:
            assert BY_NAME[name].party == ("agent" if sign.whose == "own" else "customer")
            assert BY_NAME[name].effect in {sign.effect, "tells"}


def test_the_bands_cover_every_total_once() -> None:
    assert [band(whole).name for whole in range(7, 36)] == [it.name for it in BANDS for _ in range(it.low, it.high + 1)]
    with pytest.raises(ValueError, match="no total"):
        band(36)


@pytest.mark.parametrize(
    ("answers", "words"), [([3] * 6, "6 answers"), ([3] * 6 + [6], "statement 7"), ([0] * 7, "1 to 5")]
)
def test_what_is_no_answer_is_refused_in_a_sentence(cast: Cast, answers: list[int], words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        take_mirror(cast.as_viewer("ben"), answers)
    assert refusal.value.field == "answers"
    assert not MirrorTaking.objects.exists()


def test_it_is_taken_again_and_again_and_the_totals_stand_in_their_order(cast: Cast) -> None:
    ben = cast.as_viewer("ben")
    for week, answers in enumerate(([5] * 7, SEVEN, [1] * 7)):
        with clock.at(MONDAY + timedelta(weeks=week)):
            take_mirror(ben, answers)
    shown = mirror(ben)
    assert [(it.total, it.band.name) for it in shown.takings] == [
        (35, "Mostly elsewhere"),
        (total(SEVEN), "Now and then elsewhere"),
        (7, "Mostly with them"),
    ]
    assert [it.answer for it in shown.habits] == [1] * 7
    forget_taking(ben, shown.takings[0].id)
    assert [it.total for it in mirror(ben).takings] == [19, 7]


def test_the_journal_of_the_desk_does_not_tell_what_was_answered(cast: Cast) -> None:
    take_mirror(cast.as_viewer("ben"), SEVEN)
    assert Event.objects.get(verb="mirror.taken").data == {}


def test_a_sign_is_counted_by_conversation_and_opens_the_turns_it_came_from(cast: Cast) -> None:
    first, second = call(cast), call(cast, day=1)
    call(cast, (("customer", "When are you open?"), ("agent", "From nine to five.")), day=2)
    found = signs(cast)
    cut = found["interruption"]
    assert (cut.share.hits, cut.share.of, cut.marks) == (2, 3, 2)
    assert [it.conversation_id for it in cut.evidence] == [second, first]
    assert all(place.words and place.turn_id for it in cut.evidence for place in it.places)
    assert (found["repeating"].share.hits, found["saying_back"].share.hits) == (2, 2)
    assert (found["checking"].share.hits, found["confirming"].share.hits) == (2, 2)
    assert found["open_question"].share.hits == 0


def test_what_the_customer_says_after_a_colleague_is_not_held_against_me(cast: Cast) -> None:
    made = call(cast, (("customer", "It is the wrong valve."), ("agent", "What is it about?")))
    at = MONDAY + timedelta(hours=1)
    rows = [
        turn("agent", "What colour is the box?", at=at, kind=Kind.SPEECH, user_id=cast.cora.pk),
        turn("customer", "As I said, it is the wrong valve.", at=at + timedelta(minutes=1), kind=Kind.SPEECH),
    ]
    for row in rows:
        receive(DESK, made, row, channel=Channel.PHONE)
    listen_again(made)
    assert signs(cast, "ben")["repeating"].share.hits == 0
    assert signs(cast, "cora")["repeating"].share.hits == 1


def test_only_the_period_counts(cast: Cast) -> None:
    call(cast)
    call(cast, day=20)
    week = {"since": MONDAY + timedelta(days=14), "until": MONDAY + timedelta(days=28)}
    assert signs(cast, **week)["interruption"].share.of == 1
    assert signs(cast, since=MONDAY + timedelta(days=28))["interruption"].share.of == 0


def test_letters_do_not_stand_where_only_speech_can_tell(cast: Cast) -> None:
    made = start(
        DESK,
        channel=Channel.EMAIL,
        team_id=cast.billing.pk,
        turns=[
            turn("customer", "My bill is wrong."),
            turn("agent", "So the bill is wrong. Is that right?", user_id=cast.ben.pk),
        ],
    )
    listen_again(made.pk)
    found = signs(cast)
    assert (found["interruption"].share.of, found["checking"].share.of) == (0, 1)


def test_a_conversation_that_one_may_no_longer_open_is_not_counted(cast: Cast) -> None:
    made = call(cast)
    move(cast.as_viewer("ben"), made, cast.it.pk)
    assert signs(cast)["interruption"].share.of == 0


def test_below_eight_conversations_it_says_that_they_are_too_few(cast: Cast) -> None:
    for day in range(7):
        call(cast, day=day)
    assert not signs(cast)["interruption"].share.enough
    call(cast, day=7)
    with clock.at(MONDAY + timedelta(days=9)):
        shown = mirror(cast.as_viewer("ben"))
    assert shown.conversations == shown.spoken == 8
    (habit,) = [it for it in shown.habits if it.habit.key == "preparing"]
    assert habit.stretch is not None
    assert habit.stretch.middle.enough
    assert habit.found[0].share.enough


def test_the_coach_sees_what_is_shared_and_only_as_long_as_it_is(cast: Cast) -> None:
    ben, cora, anna = (cast.as_viewer(name) for name in ("ben", "cora", "anna"))
    take_mirror(ben, SEVEN)
    for who in (cora, anna, cast.as_viewer("leo")):
        with pytest.raises(NotFound):
            mirror_of(who, cast.ben.pk)
    assert [(it.name, it.since) for it in coaches(ben)] == [("Cora Coach", None)]
    share_mirror(ben, cast.cora.pk)
    share_mirror(ben, cast.cora.pk)
    assert [it.user_id for it in mirrors_shared_with(cora)] == [cast.ben.pk]
    assert mirror_of(cora, cast.ben.pk).takings[0].total == 19
    with pytest.raises(NotFound):
        mirror_of(anna, cast.ben.pk)  # an owner has no way in
    unshare_mirror(ben, cast.cora.pk)
    with pytest.raises(NotFound):
        mirror_of(cora, cast.ben.pk)
    assert (
        Event.objects.filter(verb="mirror.shared").count() == Event.objects.filter(verb="mirror.unshared").count() == 1
    )


def test_whoever_no_longer_coaches_the_team_sees_nothing_any_longer(cast: Cast) -> None:
    share_mirror(cast.as_viewer("ben"), cast.cora.pk)
    set_roles(DESK, cast.cora, {cast.billing.pk: Role.AGENT, cast.it.pk: Role.COACH})
    with pytest.raises(NotFound):
        mirror_of(cast.as_viewer("cora"), cast.ben.pk)
    set_roles(DESK, cast.cora, {cast.billing.pk: Role.COACH})
    set_roles(DESK, cast.ben, {cast.it.pk: Role.AGENT})
    with pytest.raises(NotFound):
        mirror_of(cast.as_viewer("cora"), cast.ben.pk)


def test_it_can_be_shared_with_the_coaches_of_ones_own_teams_only(cast: Cast) -> None:
    for other in (cast.anna.pk, cast.iris.pk, cast.leo.pk, 10**9):
        with pytest.raises(NotFound):
            share_mirror(cast.as_viewer("ben"), other)
    with pytest.raises(NotFound):
        share_mirror(cast.as_viewer("iris"), cast.cora.pk)
    with pytest.raises(NotFound):
        share_mirror(cast.as_viewer("cora"), cast.cora.pk)


def test_nobody_forgets_anothers_taking_and_the_desk_has_no_mirror(cast: Cast) -> None:
    taking = take_mirror(cast.as_viewer("ben"), SEVEN)
    for who in ("anna", "cora", "leo"):
        with pytest.raises(NotFound):
            forget_taking(cast.as_viewer(who), taking.pk)
    with pytest.raises(NotAllowed):
        mirror(DESK)
