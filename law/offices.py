"""What an office is. Which offices exist is for each plan to say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    """An office that the law or the program names.

    `where` is "department" (held in one department), "state" (held for the whole state) or
    "party" (being a party to the thing itself: the employee). `sees_all`: the office sees every
    department; `sees_department`: it sees every contract and appraisal of its own department.
    `carried_by`: offices whose holder may also act in this one when named for it (a director who is the
    appointing authority).
    """

    code: str
    name: str
    where: str
    sees_all: bool = False
    sees_department: bool = False
    carried_by: tuple[str, ...] = ()
    does: str = ""
