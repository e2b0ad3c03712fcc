"""The legal moves of a thing: from which state, to which, by which office, under which source."""

from dataclasses import dataclass

from law.dated import Source

NOT_YET = ""  # the state of a thing before it exists: the first step starts here


@dataclass(frozen=True)
class Step:
    """One row of a step table. Any one of `offices` may take the step; `button` is what its button says.

    `rule` is the catalogue identifier that a refusal names; empty where the step is the program's own.
    """

    verb: str
    start: str
    end: str
    offices: tuple[str, ...]
    source: Source
    button: str = ""
    rule: str = ""


@dataclass(frozen=True)
class State:
    """A state by its code, with the words people are shown and whether it ends the life of the thing."""

    code: str
    words: str
    final: bool = False


@dataclass(frozen=True)
class Procedure:
    """The states and the steps of one kind of thing."""

    states: tuple[State, ...]
    steps: tuple[Step, ...]

    def words(self, state: str) -> str:
        """What people are shown for `state`."""
        return next(known.words for known in self.states if known.code == state)

    def step(self, verb: str, *, start: str) -> Step | None:
        """The step called `verb` out of the state `start`, or None if the law has no such move."""
        return next((step for step in self.steps if step.verb == verb and step.start == start), None)

    def steps_from(self, start: str) -> tuple[Step, ...]:
        """Every step out of the state `start`."""
        return tuple(step for step in self.steps if step.start == start)
