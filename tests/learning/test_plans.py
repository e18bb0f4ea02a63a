"""The two-week plan: made, brought back to mind once, looked back on, and measured before and in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail

from allears.accounts.actions import deactivate_user
from allears.accounts.models import User
from allears.accounts.rules import DESK
from allears.conversations.actions import start
from allears.conversations.rules import Channel
from allears.events.models import Event, Outbox
from allears.jobs.routes import follows
from allears.learning import nudging
from allears.learning.actions.plans import leave_plan, look_back, make_plan, set_wishes, watch_plans
from allears.learning.models import Nudge, Plan
from allears.learning.queries.plans import measures, plan, plans, wishes
from allears.learning.rules.intervals import Change
from allears.learning.rules.plans import Next
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.readings.actions import listen_again
from builders import turn
from cast import Cast

START = date(2026, 3, 2)
WHEN, THEN = "a caller stops for breath", "count to two before I speak"


def on(day: int, hour: int = 12) -> datetime:
    """The moment at `hour` on the `day`-th day after the start."""
    return datetime.combine(START + timedelta(days=day), time(hour), UTC)


def made(cast: Cast, who: str = "ben", behaviours: Sequence[str] = ("checking",)) -> Plan:
    with clock.at(on(0)):
        return make_plan(cast.as_viewer(who), WHEN, THEN, behaviours, START)


def talk(cast: Cast, day: int, said: str) -> None:
    """A conversation in which Ben answers with these words."""
    at = on(day)
    turns = [turn("customer", "My invoice is wrong.", at=at), turn("agent", said, at=at, user_id=cast.ben.pk)]
    listen_again(start(DESK, channel=Channel.CHAT, team_id=cast.billing.pk, turns=turns).pk)


def test_a_plan_is_one_sentence_without_the_words_of_the_form(cast: Cast) -> None:
    with clock.at(on(0)):
        kept = make_plan(cast.as_viewer("ben"), f"When {WHEN}.", f"I will {THEN}.", ["checking", "checking"], START)
    assert (kept.when, kept.then, kept.behaviours) == (WHEN, THEN, ["checking"])
    assert kept.starts_on + timedelta(days=14) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("when", "then", "behaviours", "starts", "field"),
    [
        ("", THEN, ["checking"], 0, "when"),
        ("When .", THEN, ["checking"], 0, "when"),
        (WHEN, " ", ["checking"], 0, "then"),
        (WHEN, "x" * 301, ["checking"], 0, "then"),
        (WHEN, THEN, [], 0, "behaviours"),
        (WHEN, THEN, ["being nice"], 0, "behaviours"),
        (WHEN, THEN, ["checking", "restating", "empathy", "apology", "thanks", "greeting"], 0, "behaviours"),
        (WHEN, THEN, ["checking"], -1, "starts_on"),
        (WHEN, THEN, ["checking"], 61, "starts_on"),
    ],
)
def test_what_is_no_plan_is_refused_beside_its_field(
    cast: Cast, when: str, then: str, behaviours: list[str], starts: int, field: str
) -> None:
    with clock.at(on(0)), pytest.raises(Invalid) as refusal:
        make_plan(cast.as_viewer("ben"), when, then, behaviours, START + timedelta(days=starts))
    assert refusal.value.field == field
    assert not Plan.objects.exists()


def test_there_is_one_plan_at_a_time(cast: Cast) -> None:
    first = made(cast)
    with clock.at(on(1)), pytest.raises(Invalid, match="One at a time"):
        make_plan(cast.as_viewer("ben"), WHEN, THEN, ["checking"], START + timedelta(days=1))
    leave_plan(cast.as_viewer("ben"), first.pk)
    leave_plan(cast.as_viewer("ben"), first.pk)
    with clock.at(on(1)):
        make_plan(cast.as_viewer("ben"), WHEN, THEN, ["checking"], START + timedelta(days=1))
    assert Event.objects.filter(verb="plan.left").count() == 1


def test_it_comes_to_mind_half_way_and_at_the_end_and_never_twice(cast: Cast) -> None:
    made(cast)
    done = []
    for day in (0, 6, 7, 7, 8, 13, 14, 14, 20):
        with clock.at(on(day)):
            done.append(watch_plans())
    assert done == [0, 0, 1, 0, 0, 0, 1, 0, 0]
    assert [it.verb for it in Event.objects.filter(kind="plan").order_by("id")] == [
        "plan.made",
        "plan.midway",
        "plan.end",
    ]


def test_a_clock_that_was_stopped_for_the_two_weeks_says_only_the_last_word(cast: Cast) -> None:
    made(cast)
    with clock.at(on(15)):
        assert (watch_plans(), watch_plans()) == (1, 0)
    assert list(Nudge.objects.values_list("kind", flat=True)) == ["end"]


def test_the_day_begins_where_the_learner_is(cast: Cast) -> None:
    User.objects.filter(pk=cast.ben.pk).update(zone="Pacific/Kiritimati")  # fourteen hours ahead of UTC
    with clock.at(on(0, 9)):
        make_plan(cast.as_viewer("ben"), WHEN, THEN, ["checking"], START)
    with clock.at(on(6, 9)):
        assert watch_plans() == 0
    with clock.at(on(6, 11)):
        assert watch_plans() == 1


def test_a_plan_that_was_left_and_one_of_somebody_who_is_gone_come_to_nobodys_mind(cast: Cast) -> None:
    leave_plan(cast.as_viewer("ben"), made(cast).pk)
    made(cast, "cora")
    deactivate_user(DESK, cast.cora)
    with clock.at(on(7)):
        assert watch_plans() == 0


def nudged(cast: Cast) -> int:
    """The number of the nudge that the job is given, as the journal says it."""
    made(cast)
    with clock.at(on(7)):
        watch_plans()
    event = Event.objects.get(verb="plan.midway")
    assert Outbox.objects.filter(event=event).exists()
    (queued,) = follows(event.verb, event)
    assert queued.task == "send_nudge"
    return queued.arguments["nudge"]


def test_who_wishes_it_gets_one_mail_which_names_no_word_of_the_plan(cast: Cast, settings: Any) -> None:
    settings.MAIL_IS_SENT = True
    set_wishes(cast.as_viewer("ben"), nudge_by_mail=True)
    number = nudged(cast)
    assert [nudging.send_nudge(number) for _ in range(3)] == [True, False, False]
    (letter,) = mail.outbox
    assert letter.to == ["ben@allears.example"]
    assert "half-way" in letter.body
    assert "/learning/plan" in letter.body
    assert not any(word in letter.body + letter.subject for word in ("breath", "count", "checking"))


@pytest.mark.parametrize(("is_sent", "wished"), [(True, False), (False, True)])
def test_without_the_wish_or_without_a_server_no_mail_goes_out(
    cast: Cast, settings: Any, is_sent: bool, wished: bool
) -> None:
    settings.MAIL_IS_SENT = is_sent
    set_wishes(cast.as_viewer("ben"), nudge_by_mail=wished)
    assert not nudging.send_nudge(nudged(cast))
    assert mail.outbox == []


def test_one_looks_back_when_the_two_weeks_are_over_and_keeps_going(cast: Cast) -> None:
    ben, first = cast.as_viewer("ben"), made(cast)
    with clock.at(on(13)), pytest.raises(Invalid, match="runs still"):
        look_back(ben, first.pk, "", Next.REST)
    with clock.at(on(14)):
        again = look_back(ben, first.pk, "It came to mind twice a day.", Next.KEEP)
        shown = plans(ben)
    assert again is not None
    assert [(it.id, it.state, it.note, it.day) for it in shown] == [
        (again.pk, "running", "", 1),
        (first.pk, "looked back", "It came to mind twice a day.", 15),
    ]
    with clock.at(on(15)), pytest.raises(Invalid, match="already"):
        look_back(ben, first.pk, "", Next.REST)


@pytest.mark.parametrize("who", ["anna", "cora", "leo", "iris"])
def test_nobody_else_sees_a_plan_or_lays_a_hand_on_it(cast: Cast, who: str) -> None:
    kept, other = made(cast), cast.as_viewer(who)
    assert list(plans(other)) == []
    for tried in (
        lambda: plan(other, kept.pk),
        lambda: look_back(other, kept.pk, "", Next.REST),
        lambda: leave_plan(other, kept.pk),
    ):
        with clock.at(on(14)), pytest.raises(NotFound):
            tried()


CHECKED, PLAIN = "So the invoice is wrong. Is that right?", "It is being looked at."


def test_a_change_is_named_where_the_interval_says_so(cast: Cast) -> None:
    made(cast)
    for day in range(10):
        talk(cast, -20 + day, PLAIN)
        talk(cast, day, CHECKED)
    with clock.at(on(14)):
        ben = cast.as_viewer("ben")
        (row,) = measures(ben, plans(ben)[0]).rows
    assert (row.before.share.hits, row.before.share.of) == (0, 10)
    assert (row.during.share.hits, row.during.share.of) == (10, 10)
    assert row.difference.change is Change.MORE
    assert row.welcome
    assert len(row.during.evidence) == 10


def test_with_few_conversations_it_says_that_they_are_too_few(cast: Cast) -> None:
    made(cast)
    for day in range(10):
        talk(cast, -20 + day, PLAIN)
    for day in range(7):
        talk(cast, day, CHECKED)
    with clock.at(on(14)):
        ben = cast.as_viewer("ben")
        (row,) = measures(ben, plans(ben)[0]).rows
    assert row.difference.change is Change.TOO_FEW


def test_before_is_four_weeks_or_the_last_twenty_conversations_and_never_half_a_year(cast: Cast) -> None:
    made(cast)
    for day in (*range(-60, -30), -200):
        talk(cast, day, PLAIN)
    talk(cast, -5, CHECKED)
    talk(cast, 14, CHECKED)  # after its end
    with clock.at(on(20)):
        ben = cast.as_viewer("ben")
        found = measures(ben, plans(ben)[0])
    assert (found.before, found.during) == (20, 0)
    assert found.before_since == on(-49)
    assert found.rows[0].before.share.hits == 1


def test_wishes_have_their_defaults_and_their_limits(cast: Cast) -> None:
    ben = cast.as_viewer("ben")
    assert (wishes(ben).cards_a_day, wishes(ben).nudge_by_mail) == (10, False)
    set_wishes(ben, cards_a_day=3)
    set_wishes(ben, cards_a_day=3)
    assert (wishes(ben).cards_a_day, wishes(ben).nudge_by_mail) == (3, False)
    assert Event.objects.filter(verb="learning.wishes_set").count() == 1
    for wrong in (-1, 101):
        with pytest.raises(Invalid):
            set_wishes(ben, cards_a_day=wrong)
