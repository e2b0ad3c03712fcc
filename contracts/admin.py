"""The technical admin shows contracts and what belongs to them, and changes nothing."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from contracts.models import AmendmentCopy, Contract, ContractCopy, ExecutedCopy, PayCeiling, Signature, Version


@admin.register(Contract)
class ContractAdmin(ReadOnlyAdmin):
    list_display = ["employee", "title", "department_name", "starts_on", "state"]
    list_select_related = ["employee"]
    list_filter = ["state", "department"]
    search_fields = ["employee__name", "title"]


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["contract_id", "number", "is_counter", "made_by", "made_on", "sha256"]
    list_select_related = ["made_by"]


@admin.register(Signature)
class SignatureAdmin(ReadOnlyAdmin):
    list_display = ["contract_id", "line", "name", "office", "signed_at", "sha256"]


@admin.register(ExecutedCopy)
class ExecutedCopyAdmin(ReadOnlyAdmin):
    list_display = ["contract_id", "sealed_at", "tries", "last_trouble"]


@admin.register(ContractCopy)
class ContractCopyAdmin(ReadOnlyAdmin):
    list_display = ["contract_id", "state", "sent_on", "received_on"]


@admin.register(AmendmentCopy)
class AmendmentCopyAdmin(ReadOnlyAdmin):
    list_display = ["amendment_id", "state", "sent_on", "received_on"]


@admin.register(PayCeiling)
class PayCeilingAdmin(ReadOnlyAdmin):
    list_display = ["fiscal_year", "amount", "source", "is_computed", "is_demonstration", "recorded_on"]
