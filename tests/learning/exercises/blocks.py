"""Exercises for tests: one of each kind, as a trainer would write it."""

from __future__ import annotations

from textwrap import dedent

from allears.learning.exercises import Block, Exercise, parse


def block(kind: str, text: str, name: str = "the-exercise") -> Block:
    """A fenced block that stands on line 10 of its file."""
    return Block(kind, name, tuple(dedent(text).strip("\n").split("\n")), 10)


def exercise(kind: str) -> Exercise:
    return parse(block(kind, BLOCKS[kind]))


BLOCKS = {
    "choice": """
        Who is the colleague that asks for readings?

        ( ) An interruption
            > She waits like anybody.
        (x) An internal customer
            > She relies on you.
        ( ) Nobody

        why: Whoever relies on your work
          is your customer.
        """,
    "multiple": """
        Which tell a caller that you follow?

        [x] "I see."
        [ ] Typing
            > He hears the keys.
        [x] Saying back the date
        """,
    "order": """
        Put the steps in order.

        1. Let them have their say
        2. Show that you follow
        3. Sum up and check
        4. Say what you will do
        """,
    "match": """
        Which need speaks?

        "You never told me." => to be understood
        "I'm only a number." => to be important
        "It's cold in here." => to be comfortable
        """,
    "fill": """
        A promise names what, {{by when|when}} and in which {{manner}}.
        """,
    "sort": """
        Sort them.

        ## My clients
        - The school with its pianos
        - The concert hall
        ## My customers
        - A tourist who asks the way
            > He comes once.
        """,
    "reflection": """
        Think of your last difficult caller.

        least: 5
        sample: She had lost a day's pay.
        """,
    "likert": """
        How often do you …

        scale: never | seldom | sometimes | often | always
        - look at the screen meanwhile?
        - let a caller finish? (reversed)

        band: 2-5 Mostly with the caller
        band: 6-10 Often elsewhere
        """,
    "hear": """
        Where was the customer cut off?

        Customer: I rang on Monday, and then somebody told me —
        * Agent: Your number, please?
            > She was in the middle of it.
        Customer: It's 4471.
        Agent: Thank you.
        """,
    "say": """
        Sum up, and check that you have it right.

        Customer: The piano was tuned in May, and the middle C is flat again. My daughter's exam is on the 12th.

        find: restating | summing_up
        find: checking
        avoid: dismissal, blaming
        sample: So the middle C is flat again. Have I got that right?
        """,
    "roleplay": """
        Mr Ames rings, and he is not calm.

        ## start
        Customer: The third time the van hasn't come!
        - Please calm down. -> worse
            > Nobody ever did.
        - Three times. Tell me what happened. -> story

        ## worse
        Customer: Put me through to somebody who can help.
        end: badly

        ## story
        Customer: I took three mornings off.
        - I'll ring the depot and call you by eleven. -> thanks
        - It's the depot's fault. -> worse

        ## thanks
        Customer: Eleven. All right.
        end: well
        """,
}
