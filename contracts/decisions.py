"""What a salary decision rests on, gathered for whoever decides: last pay, last rating, ceiling, guidance, the others.

Nothing here judges: the findings come from the validators.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.templatetags.words import amount, money
from contracts import appraised, salary, salary_validators, terms, validators
from contracts.models import Contract, PayGuidance

MOST_OTHERS = 40  # of one department; no department has more than a few dozen SES positions


@dataclass(frozen=True)
class OtherPay:
    """What another executive of the department is paid: position, person, dollars per month, and in which year."""

    position: str
    person: str
    monthly: Decimal
    year: str


@dataclass(frozen=True)
class PublishedGuidance:
    """One entry of the guidance, ready to be read."""

    pk: int
    year: str
    text: str
    most: str
    source: str
    recorded_on: date
    is_demonstration: bool
    holds: bool


@dataclass(frozen=True)
class LastPay:
    """What the executive was paid before, in dollars per month and in words: "$13,688 per month"; None and empty
    where it is not known."""

    monthly: Decimal | None
    words: str


def last_pay(contract: Contract, recorded: Decimal | None) -> LastPay:
    """What the contract before this one paid, in whatever SES position, and in which when it was another.

    `recorded` is what the salary decision says, for somebody whose earlier contract is not here.
    """
    paid = salary_validators.paid_before(contract)
    if paid is None:
        return LastPay(recorded, money(recorded))
    elsewhere = "" if paid.position_id == contract.position_id else f", as {paid.title}"
    return LastPay(paid.monthly_salary, f"{money(paid.monthly_salary)}{elsewhere}")


def basis(contract: Contract, user: User, *, on: date) -> list[tuple[str, str]]:
    """Label and words of everything a salary decision is made before: each row says when there is nothing."""
    ceiling = contract.ceiling
    year = terms.fiscal_year_words(contract.plan, contract.starts_on)
    last = last_pay(contract, None)
    _, rated = appraised.of_this_and_the_last(contract, user, on=on)
    return [
        ("Last salary", last.words or "none: this is the first contract in this position"),
        ("Change", change_in_words(contract.plan, last=last.monthly, monthly=contract.monthly_salary)),
        ("Last appraisal", rated or "no appraisal recorded"),
        (
            f"Ceiling of {year}",
            f"{salary.described(ceiling)}. Source: {ceiling.source}" if ceiling else "none published: ask DPA/DHR",
        ),
        (f"Guidance for {year}", _guidance(contract)),
    ]


def change_in_words(plan: str, *, last: Decimal | None, monthly: Decimal | None) -> str:
    """ "Increase of $400 per month (4.21 percent)", "Decrease of …", "Unchanged"; a dash of words where unknown."""
    if last is None or monthly is None:
        return "nothing to compare"
    if monthly == last:
        return "Unchanged"
    word = "Increase" if monthly > last else "Decrease"
    percent = abs(salary_validators.change_in_percent(plan, last=last, monthly=monthly)).normalize()
    return f"{word} of {amount(abs(monthly - last))} per month ({percent:f} percent)"


def others(contract: Contract, user: User, *, on: date) -> list[OtherPay] | None:
    """What the department's other executives are paid under signed contracts, the last of each, by position.

    None for whoever may not see it: only the director and HR of the department, and never the executive
    whose contract this is.
    """
    if user.pk == contract.employee_id or contract.department_id not in user.departments_seen(on):
        return None
    signed = (
        Contract.objects.visible_to(user, on=on)
        .filter(department=contract.department_id, state="signed", ends_on__gte=on)
        .exclude(position=contract.position_id)
        .exclude(employee=user)
        .select_related("employee")
        .order_by("title", "position", "-starts_on")
    )
    last: dict[int, OtherPay] = {}
    for each in signed:
        if each.monthly_salary is not None and len(last) < MOST_OTHERS:
            year = terms.fiscal_year_words(each.plan, each.starts_on)
            last.setdefault(each.position_id, OtherPay(each.title, each.employee.name, each.monthly_salary, year))
    return list(last.values())


def published_guidance() -> list[PublishedGuidance]:
    """Every entry of the guidance, the newest year first."""
    return [_told(each, holds=each.holds) for each in PayGuidance.objects.listed()]


def _told(each: PayGuidance, **more: Any) -> PublishedGuidance:
    return PublishedGuidance(
        pk=each.pk,
        year=validators.year_words(each.plan, each.fiscal_year),
        text=each.text,
        most=_most(each),
        source=each.source,
        recorded_on=each.recorded_on,
        is_demonstration=each.is_demonstration,
        **more,
    )


def _most(each: PayGuidance) -> str:
    if each.most_increase is None:
        return "it names none, so nothing in it can be judged by reckoning"
    return f"{each.most_increase.normalize():f} percent"


def _guidance(contract: Contract) -> str:
    found = salary_validators.guidance_of(contract)
    if found is None:
        return "none published for this year"
    invented = " (invented for the demonstration)" if found.is_demonstration else ""
    return f"{found.text}\nHighest increase: {_most(found)}. Source: {found.source}{invented}"
