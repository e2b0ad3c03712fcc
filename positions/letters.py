"""Letters: printed once in the act they tell of, from the same data, kept as sent, and told to whom they are for.

A further kind of letter is an entry of KINDS and a template under templates/letters/ that extends letter.html.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

import law
from accounts.acting import StepRefused, ready
from accounts.models import Department, Membership, User
from law.steps import NOT_YET
from positions.models import Letter, LetterDelivery
from records import files, pdf, today
from records.acts import begin
from records.mail import send_message

STYLE = ("print/letter.css",)
NEUTRAL_SUBJECT = "A letter waits for you"


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter. `subject` is filled from the facts; `facts` are those it cannot be printed without.

    `rules` are printed with their sources, the first one first; `from_department`: the department's letterhead,
    else that of the State Personnel Director and DPA/DHR. `is_neutral`: the mail says only that a letter is there, for
    it judges somebody's performance, and mail passes through other hands.
    """

    title: str
    subject: str
    template: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    from_department: bool = False
    is_neutral: bool = False


KINDS: dict[str, LetterKind] = {
    "nomination decision": LetterKind(
        "Decision on a nomination",
        "Nomination of {position}: {decision}",
        "letters/nomination_decision.html",
        facts=("position", "decision", "reason"),
        rules=("CO-NOM-4", "CO-NOM-5", "CO-NOM-6"),
    ),
    "authorization decision": LetterKind(
        "Decision on additional positions",
        "Additional SES positions for {department}: {decision}",
        "letters/authorization_decision.html",
        facts=("department", "decision", "number", "starts_on", "cause"),
        rules=("CO-CAP-4", "CO-CAP-1"),
    ),
    "conversion": LetterKind(
        "Conversion of a position",
        "{position} leaves the SES after {last_day_words}",
        "letters/conversion.html",
        facts=("position", "last_day", "first_day_out", "last_day_words", "cause", "reason"),
        rules=("CO-REM-2", "CO-NOM-5"),
    ),
    "conversion of July 1": LetterKind(
        "Conversion of a position by the rule of July 1",
        "{position} leaves the SES after {last_day_words}",
        "letters/conversion.html",
        facts=("position", "last_day", "first_day_out", "last_day_words", "cause", "reason"),
        rules=("CO-REM-4", "CO-NOM-5"),
    ),
    "notice": LetterKind(
        "Notice of unsatisfactory performance",
        "Notice of unsatisfactory performance: {position}",
        "letters/notice.html",
        facts=("name", "position", "grounds", "separation_on", "last_safe_day", "appeal_days"),
        rules=("CO-REM-3", "CO-REM-5", "CO-REM-6"),
        from_department=True,
        is_neutral=True,
    ),
    "notice taken back": LetterKind(
        "A notice is taken back",
        "Notice to {name} taken back",
        "letters/notice_taken_back.html",
        facts=("name", "signed_on", "reason"),
        rules=("CO-REM-3",),
        from_department=True,
        is_neutral=True,
    ),
    "separation": LetterKind(
        "Separation for unsatisfactory performance",
        "Separation of {name}",
        "letters/separation.html",
        facts=("name", "position", "last_day", "delivered_on", "appeal_by"),
        rules=("CO-REM-3", "CO-REM-5", "CO-REM-6"),
        from_department=True,
        is_neutral=True,
    ),
    "conversion salary": LetterKind(
        "Salary after the conversion of a position",
        "{position}: salary in the Management pay plan",
        "letters/conversion_salary.html",
        facts=("position", "name", "first_day_out", "salary", "lid", "lid_year"),
        rules=("CO-PAY-10",),
        from_department=True,
    ),
    "layoff privilege": LetterKind(
        "Reinstatement privilege after a layoff",
        "Layoff of {name} and reinstatement privilege",
        "letters/layoff_privilege.html",
        facts=("name", "day"),
        rules=("CO-LAY-2", "CO-LAY-1"),
        from_department=True,
    ),
}


@dataclass(frozen=True)
class Addressee:
    """Somebody a letter is for: a name (empty when nobody holds the office), an office or a position, a sign-in."""

    name: str
    office: str = ""
    user: User | None = None


def holders(office: str, *, on: date, department: Department | None = None) -> list[Addressee]:
    """Everybody who holds the office on the day `on`; one addressee without a name when nobody does."""
    held = Membership.unscoped.filter(office=office, department=department).held_on(on)
    found = [Addressee(each.user.name, each.title, each.user) for each in held.select_related("user").order_by("pk")]
    return found or [Addressee("", law.offices()[office].name)]


def to_department(department: Department, *, on: date) -> list[Addressee]:
    """The director and the human resources office of the department (CO-NOM-6)."""
    return [*holders("director", on=on, department=department), *holders("hr", on=on, department=department)]


def director_of(department: Department, *, on: date) -> Addressee:
    """Who stands under a letter of the department: its director; without a name when nobody holds the office."""
    return holders("director", on=on, department=department)[0]


def to_dpa(*, on: date) -> list[Addressee]:
    """DPA/DHR."""
    return holders("reviewer", on=on)


def to_person(person: User, title: str = "") -> list[Addressee]:
    """One person, maybe with the title of their position."""
    return [Addressee(person.name, title, person)]


def write(
    *,
    kind: str,
    thing: Any,
    to: Sequence[Addressee],
    on: date,
    by: User,
    office: str,
    facts: Mapping[str, Any],
    at: datetime | None = None,
    position: Any = None,
    person: User | None = None,
    signer: Addressee | None = None,
) -> Letter:
    """Print a letter about `thing` from `facts`, keep it as sent, and tell everybody it is for.

    Must run in the transaction of the act that it tells of, which `by` did as `office` on the day `on`. `position` and
    `person` are those of the thing unless given; the person may read the letter. Facts are text, days, amounts or
    lists of them. `signer` stands under it where somebody else prepares it. Without `at` it is sent at this time of
    the day `on`. Raises StepRefused when something in it cannot be printed, ValueError when a fact is missing.
    """
    chosen = KINDS[kind]
    if missing := [name for name in chosen.facts if facts.get(name) in (None, "")]:
        raise ValueError(f"The letter {kind!r} cannot be printed without {', '.join(missing)}.")
    sent_at = at or _moment(on)
    letter = Letter(
        plan=thing.plan,
        letter_kind=kind,
        thing_kind=thing.kind,
        thing_id=thing.pk,
        department=thing.department,
        position=position or getattr(thing, "position", None),
        person=person or getattr(thing, "person", None),
        subject=chosen.subject.format(**facts)[:250],
        addressees=[{"name": each.name, "office": each.office} for each in to],
        facts=dict(facts),
        sent_on=on,
        sent_at=sent_at,
        signed_by=signer.user if signer and signer.user else by,
        office=signer.office if signer and signer.user else office,
        state=NOT_YET,
    )
    letter.document = files.store(
        printed(letter), name=f"{chosen.title} {on.isoformat()}.pdf", content_type=files.PDF, purpose="letter", by=by
    )
    step = ready(letter, "send", by=by, on=on)
    words = f"Sent the letter “{letter.subject}”"
    begin(letter, step, by=by, on=on, words=words, facts={"sha256": letter.document.sha256, "about": thing.kind})
    _tell(letter, to)
    return letter


def _moment(on: date) -> datetime:
    """The moment of an act of the day `on`: now, by the clock of the site; or that day at this time of day."""
    moment = today.now()
    return moment if moment.date() == on else timezone.make_aware(datetime.combine(on, moment.time()))


def printed(letter: Letter) -> bytes:
    """The letter as a PDF that is kept and can be read aloud. Raises StepRefused when it cannot be printed."""
    chosen = KINDS[letter.letter_kind]
    catalogue = law.plan(letter.plan).catalogue
    context = {
        "letter": letter,
        "kind": chosen,
        "facts": letter.facts,
        "rules": [catalogue.rule(code) for code in chosen.rules],
        "is_demonstration": settings.DEMONSTRATION,
    }
    try:
        return pdf.render(render_to_string(chosen.template, context), css=STYLE)
    except pdf.CannotPrint as trouble:
        raise StepRefused(f"The letter that belongs to this act cannot be printed. {trouble} (CO-NOM-6)") from trouble


def _tell(letter: Letter, to: Iterable[Addressee]) -> None:
    people = {each.user.pk: each.user for each in to if each.user is not None}
    if letter.person is not None:
        people.setdefault(letter.person.pk, letter.person)
    is_neutral = KINDS[letter.letter_kind].is_neutral
    subject = NEUTRAL_SUBJECT if is_neutral else letter.subject
    first = f"{NEUTRAL_SUBJECT}: open it in SES Admin" if is_neutral else f"A letter was sent: {letter.subject}"
    for user in people.values():
        send_message(
            to=user,
            subject=subject,
            text=f"{first}.\n\nDepartment: {letter.department}\nFrom: {letter.signed_by}, {letter.office}",
            key=f"letter/{letter.pk}",
            path=letter.get_absolute_url(),
        )


@transaction.atomic
def note_delivery(
    letter: Letter, *, how: str, delivered_on: date, attested_by: str, by: User, on: date
) -> LetterDelivery:
    """Note how and when the letter reached its addressee, and who attests it. Once for each letter.

    Raises StepRefused: nothing said, a day before it was sent or still to come, or noted already.
    """
    delivery = unnoted(letter)
    step = ready(delivery, "note", by=by, on=on)
    Department.objects.select_for_update().get(pk=letter.department_id)  # two at once: the second sees the first's
    step.require_words(how, "Write how the letter was delivered.")
    step.require_words(attested_by, "Write who attests the delivery.")
    if not letter.sent_on <= delivered_on <= on:
        raise step.refused("The day of delivery is from the day of the letter to today. Check the day.")
    if LetterDelivery.unscoped.filter(letter=letter).exists():
        raise step.refused("The delivery of this letter is noted already.")
    delivery.how, delivery.delivered_on, delivery.attested_by, delivery.noted_on = how, delivered_on, attested_by, on
    begin(
        delivery,
        step,
        by=by,
        on=on,
        words=f"Noted the delivery of the letter “{letter.subject}”",
        facts={"letter": letter.pk, "how": how, "on": delivered_on.isoformat(), "attested_by": attested_by},
    )
    return delivery


def unnoted(letter: Letter) -> LetterDelivery:
    """The delivery of this letter before anybody noted it: for asking who may."""
    return LetterDelivery(plan=letter.plan, letter=letter, department=letter.department, state=NOT_YET)


def crumbs(letter: Letter) -> list[tuple[str, str]]:
    """Where the page of a letter stands: below its position, else below its department."""
    if letter.position is None:
        above, thing = ("Departments", reverse("positions:departments")), letter.department
    else:
        above, thing = ("Positions", reverse("positions:positions")), letter.position
    return [above, (str(thing), thing.get_absolute_url())]
