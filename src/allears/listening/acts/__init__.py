"""Acts of speech that are wider than our behaviours: what is done by saying something, whoever says it.

A behaviour is one of a listener or of a customer, defined so that a coach can work with it. The acts here are what the
field's schemes count: any request for information, any expression of regret, any statement of what one is about to do,
any reflection. No mark is made of them; evaluation asks for them where a set's label is as wide (docs/algorithms/
evaluation.md), and so may whoever counts acts. Each is decided from a turn's words and the turns beside it.
"""

from __future__ import annotations

from .asking import asks, asks_for_information
from .intending import intends
from .openness import asks_openly
from .reflecting import reflects
from .regretting import regrets
from .waiting import asks_to_wait

__all__ = ["asks", "asks_for_information", "asks_openly", "asks_to_wait", "intends", "reflects", "regrets"]
