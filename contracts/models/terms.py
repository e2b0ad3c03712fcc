"""What a contract says: core areas, objectives, and why the salary is what it is."""

from decimal import Decimal

from django.db import models

from contracts.models.contract import Contract


class Element(models.Model):
    """A core area of a contract, or its special projects. Colorado weighs none of them."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="elements")
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "code"], name="one_element_of_a_code")]

    def __str__(self) -> str:
        return self.title


class Objective(models.Model):
    """One line of an element: printed by the form, or added. A special project has results as well."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="objectives")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    results = models.TextField(blank=True)
    is_printed = models.BooleanField("printed on the form", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["element", "order"], name="one_objective_in_a_place")]

    def __str__(self) -> str:
        return self.text[:60]


class SalaryDecision(models.Model):
    """Why the salary is what it is: the director's decision beside the contract."""

    contract = models.OneToOneField(Contract, models.CASCADE, related_name="salary_decision")
    last_salary = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    factors = models.JSONField("factors considered", default=list, blank=True)
    performance_basis = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Salary decision for {self.contract}"

    @property
    def change(self) -> Decimal | None:
        """Dollars per month up or down from the last salary, or None when there was none."""
        if self.last_salary is None or self.contract.monthly_salary is None:
            return None
        return self.contract.monthly_salary - self.last_salary
