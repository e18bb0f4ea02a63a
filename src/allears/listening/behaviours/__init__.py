"""Every behaviour that listening knows, one file each: what it is, how it looks, and how it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Literal, NamedTuple, cast

from allears.listening.reading import Mark
from allears.listening.view import View

from . import (
    abuse,
    apology,
    asking_again,
    backchannel,
    blaming,
    checking,
    closed_question,
    complaint,
    confirming,
    dismissal,
    empathy,
    gratitude,
    greeting,
    handing_over,
    hold,
    interruption,
    judging,
    leaving,
    open_question,
    promise,
    reassurance,
    repeating,
    restating,
    speaking_ill,
    summing_up,
    swearing,
    talking_over,
    thanks,
    undue_favour,
    using_name,
)

Party = Literal["agent", "customer"]
Effect = Literal["helps", "harms", "tells"]


class Behaviour(NamedTuple):
    """One behaviour: whose it is, what it does to being heard, its names for people, and the function that finds it."""

    name: str
    party: Party
    effect: Effect
    label: str
    note: str
    find: Callable[[View], Iterator[Mark]]
    module: ModuleType


def _behaviour(module: ModuleType) -> Behaviour:
    return Behaviour(
        name=module.NAME,
        party=cast("Party", module.PARTY),
        effect=cast("Effect", module.EFFECT),
        label=module.LABEL,
        note=module.NOTE,
        find=module.find,
        module=module,
    )


BEHAVIOURS: tuple[Behaviour, ...] = tuple(
    map(
        _behaviour,
        (
            backchannel,
            restating,
            summing_up,
            checking,
            open_question,
            closed_question,
            empathy,
            apology,
            greeting,
            using_name,
            thanks,
            reassurance,
            promise,
            hold,
            handing_over,
            interruption,
            talking_over,
            dismissal,
            blaming,
            speaking_ill,
            swearing,
            judging,
            undue_favour,
            repeating,
            asking_again,
            confirming,
            complaint,
            gratitude,
            abuse,
            leaving,
        ),
    )
)
"""In the order in which people read them: the agent's that help, those that harm, then the customer's."""

BY_NAME: dict[str, Behaviour] = {behaviour.name: behaviour for behaviour in BEHAVIOURS}

__all__ = ["BEHAVIOURS", "BY_NAME", "Behaviour", "Effect", "Party"]
