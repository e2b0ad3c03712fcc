"""What was proposed, signed, said or published does not change: not by the program's models, not by SQL.

On the database in use: SQLite unless DATABASE_URL names another.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from contracts import copies, executed, workflow
from contracts.models import (
    Amendment,
    AmendmentCopy,
    AmendmentSignature,
    Comment,
    Contract,
    Element,
    ExecutedAmendment,
    ExecutedCopy,
    Objective,
    PayCeiling,
    SalaryDecision,
    Signature,
    Version,
)
from records import events, triggers
from records.models import Document, Event
from tests.contracts.test_amendments import agreed
from tests.factories import SIGNED, DraftContractFactory, PlacedPositionFactory, ProposedContractFactory, at, sign

# A kept row of each kind, the field that somebody would like to change, and to what.
KEPT = {
    Version: ("note", "As if it had been written so."),
    Signature: ("name", "Somebody Else"),
    Comment: ("text", "I never said that."),
    PayCeiling: ("amount", Decimal("20000.00")),
    Contract: ("monthly_salary", Decimal("10763.00")),
    Element: ("title", "Something else"),
    Objective: ("text", "Something easier"),
    SalaryDecision: ("performance_basis", "None needed"),
    ExecutedCopy: ("last_trouble", "It never was sealed"),
    Document: ("sha256", "0" * 64),
    Event: ("words", "Nothing happened"),
}


AMENDED = {
    Amendment: ("reason", "Nothing burned."),
    AmendmentSignature: ("name", "Somebody Else"),
    ExecutedAmendment: ("last_trouble", "It never was sealed"),
    AmendmentCopy: ("sent_on", date(2004, 12, 1)),
    Contract: ("monthly_salary", Decimal("10763.00")),
    Objective: ("text", "Something easier"),
}


@pytest.fixture
def story(cast):
    """A contract that was commented on, signed by all, and whose executed copy is sealed."""
    contract = ProposedContractFactory(cast=cast)
    workflow.comment(contract, text="What does this mean?", by=cast.executive, on=SIGNED, at=at(SIGNED))
    for person in (cast.executive, cast.superior, cast.director):
        sign(contract, person)
    executed.print_waiting()
    contract.refresh_from_db()
    connection.check_constraints()  # PostgreSQL empties no table while some of them wait for the end of a transaction
    return contract


def manager(model):
    return getattr(model, "unscoped", model._default_manager)


def attempts(row, field: str, value) -> dict:
    """Every way to change or remove a row, by name."""
    model, quoted = type(row), connection.ops.quote_name
    rows = manager(model).filter(pk=row.pk)
    table, column = model._meta.db_table, quoted(model._meta.get_field(field).column)
    columns = ", ".join(quoted(each.column) for each in model._meta.concrete_fields)

    def save():
        setattr(row, field, value)
        row.save()

    def save_one_field():
        setattr(row, field, value)
        row.save(update_fields=[field])

    def bulk_update():
        setattr(row, field, value)
        manager(model).bulk_update([row], [field])

    def upsert():
        setattr(row, field, value)
        manager(model).bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=[field])

    def sql(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    tried = {
        "save": save,
        "save one field": save_one_field,
        "queryset update": lambda: rows.update(**{field: value}),
        "bulk update": bulk_update,
        "upsert": upsert,
        "queryset delete, past its collector": lambda: rows._raw_delete(rows.db),
        "SQL UPDATE": lambda: sql(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, row.pk),  # noqa: S608
        "SQL UPDATE of all": lambda: sql(f"UPDATE {table} SET {column} = %s", value),  # noqa: S608
        "SQL DELETE": lambda: sql(f"DELETE FROM {table} WHERE id = %s", row.pk),  # noqa: S608
    }
    if connection.vendor == "sqlite":
        again = f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s"  # noqa: S608
        tried["SQL REPLACE"] = lambda: sql(again, row.pk)
    else:
        tried["SQL TRUNCATE"] = lambda: sql(f"TRUNCATE {table} CASCADE")
    return tried


def last(model):
    """The newest row."""
    return manager(model).order_by("pk").last()


def stored(model) -> dict:
    """The newest row as the database has it."""
    return manager(model).order_by("pk").values().last()


def test_every_kept_row_refuses_every_change(story):
    """One story for all kinds, because a signed contract takes a while to make."""
    refuse_every_change(KEPT)


def test_every_row_of_a_signed_amendment_refuses_every_change(cast, story):
    """And so does the contract that it amends."""
    made = agreed(cast, story)
    executed.print_waiting()
    copies.acknowledge(AmendmentCopy.unscoped.get(amendment=made), by=cast.reviewer, on=made.signed_on)
    connection.check_constraints()
    refuse_every_change(AMENDED)


def refuse_every_change(kept: dict) -> None:
    """Every way is tried on the newest row of each kind: the database refuses it, and the row stands as it stood."""
    done = []
    for model, (field, value) in kept.items():
        stood = stored(model)
        for name in attempts(last(model), field, value):
            try:
                with transaction.atomic():
                    attempts(last(model), field, value)[name]()
            except DatabaseError as refusal:
                assert "is refused" in str(refusal), (model, name, refusal)
            else:
                done.append((model.__name__, name))
            assert stored(model) == stood, (model, name)
    assert done == []
    assert events.breaks() == []


def test_the_models_refuse_to_delete_what_was_signed(story):
    for row in (story, story.proposed_version, Signature.unscoped.first(), story.proposed_version.document):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Contract.unscoped.filter(pk=story.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Objective.objects.filter(element__contract=story).delete()


def test_the_lines_of_a_proposed_contract_are_kept_until_it_is_revised(cast, proposed):
    lines = Objective.objects.filter(element__contract=proposed)
    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(text="Something easier")
    workflow.revise(proposed, by=cast.hr, on=SIGNED)
    assert lines.filter(is_printed=False).update(text="Something else") == 2


def additions(contract) -> dict:
    """Every way to add something to a contract that is no draft, by name."""
    element = contract.elements.order_by("order").first()
    signature, version = Signature.unscoped.filter(contract=contract).last(), Version.unscoped.last()

    def again(row, **changed):
        def add():
            row.pk = None
            for name, value in changed.items():
                setattr(row, name, value)
            row.save(force_insert=True)

        return add

    def sql(statement, *values):
        def add():
            with connection.cursor() as cursor:
                cursor.execute(statement, values)

        return add

    tried = {
        "an element": lambda: Element.objects.create(contract=contract, code="other", title="Other", order=9),
        "elements in bulk": lambda: Element.objects.bulk_create(
            [Element(contract=contract, code="other", title="Other", order=9)]
        ),
        "a line": lambda: Objective.objects.create(element=element, order=99, text="Something easier"),
        "lines in bulk": lambda: Objective.objects.bulk_create([Objective(element=element, order=99, text="x")]),
        "a line by SQL": sql(
            'INSERT INTO contracts_objective (element_id, "order", text, results, is_printed) '
            "VALUES (%s, 99, 'Something easier', '', false)",
            element.pk,
        ),
        "a version": again(version, number=99, document=None),
        "a line moved from elsewhere": lambda: Objective.objects.filter(element__contract__state="draft").update(
            element=element, order=99
        ),
    }
    if signature is not None:
        tried["a signature"] = again(signature, line="reviewer")
    if contract.state == "proposed":
        del tried["a version"]  # the employee may ask for a change
    return tried


@pytest.mark.parametrize("scene", ["proposed", "signed"])
def test_nothing_is_added_to_what_was_proposed_or_signed(cast, request, scene):
    contract = request.getfixturevalue(scene)
    other = PlacedPositionFactory(department=cast.agriculture, person=cast.other_executive)
    DraftContractFactory(cast=cast, position=other)
    connection.check_constraints()
    done = []
    for name, add in additions(contract).items():
        try:
            with transaction.atomic():
                add()
        except DatabaseError as refusal:
            assert "is refused" in str(refusal), (name, refusal)
        else:
            done.append(name)
    assert done == []


def test_a_signature_is_added_to_the_version_that_is_proposed_and_to_no_other(cast, proposed):
    first = proposed.proposed_version
    workflow.revise(proposed, by=cast.hr, on=SIGNED)
    workflow.propose(proposed, by=cast.hr, on=SIGNED, at=at(SIGNED))
    sign(proposed, cast.executive)
    signature = Signature.unscoped.get()
    signature.pk, signature.version, signature.line = None, first, "director"
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        signature.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        {"monthly_salary": Decimal("10763.00")},
        {"monthly_salary": None},
        {"title": "Another position"},
        {"ends_on": date(2006, 6, 30)},
        {"state": "signed", "monthly_salary": Decimal("10763.00")},
    ],
)
def test_a_proposed_contract_keeps_what_it_says(proposed, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Contract.unscoped.filter(pk=proposed.pk).update(**change)


def test_lines_of_a_contract_from_before_the_program_are_written_down_as_signed(cast):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    days = {"starts_on": date(2004, 7, 1), "ends_on": date(2005, 6, 30), "due_on": date(2004, 6, 30)}
    contract = Contract.unscoped.create(
        department=cast.agriculture, position=position, employee=cast.executive, appointing_authority=cast.superior,
        state="signed", brought_over="Personnel file", started_on=SIGNED, signed_on=SIGNED, **days,
    )  # fmt: skip
    element = Element.objects.create(contract=contract, code="customers", title="Customers", order=1)
    assert Objective.objects.create(element=element, order=1, text="Read from the paper").pk


def test_a_draft_can_still_be_changed(draft):
    assert Contract.unscoped.filter(pk=draft.pk).update(monthly_salary=Decimal("9000")) == 1
    assert Objective.objects.filter(element__contract=draft).update(results="None") == 21
    assert SalaryDecision.objects.filter(contract=draft).update(performance_basis="Other words") == 1


def test_a_second_signature_on_a_line_is_refused_by_the_database(cast, signed):
    first = Signature.unscoped.filter(contract=signed).first()
    first.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        first.save(force_insert=True)


# --- whatever a migration does


def kept_by_the_database() -> set[str]:
    """The names of the triggers there are."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def promised() -> set[str]:
    return triggers.expected(vendor=connection.vendor)


def test_every_promised_trigger_is_in_the_database(db):
    """On SQLite, a new column makes a table anew, and its triggers are gone with the old one."""
    assert promised()
    assert kept_by_the_database() == promised()


def test_migrate_puts_a_missing_trigger_back(db):
    triggers.lift()
    assert kept_by_the_database() == set()
    call_command("migrate", verbosity=0)
    assert kept_by_the_database() == promised()


def test_a_table_that_other_triggers_look_at_can_be_made_anew(transactional_db):
    """As a later migration of contracts will."""
    with connection.schema_editor() as editor:
        triggers.lift_for_migrations(using=connection.alias, plan=["a migration"])
        field = Contract._meta.get_field("brought_over")
        editor.alter_field(Contract, field, _longer(field))
        editor.alter_field(Contract, _longer(field), field)
    triggers.restore_after_migrations(using=connection.alias)
    assert kept_by_the_database() == promised()


def _longer(field):
    longer = field.clone()
    longer.max_length += 1
    longer.set_attributes_from_name(field.name)
    longer.model = field.model
    return longer
