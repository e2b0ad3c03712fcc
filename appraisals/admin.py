"""The technical admin shows that there are appraisals, and none of their words and levels. It changes nothing."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from appraisals.models import Appraisal, ExecutedAppraisal


@admin.register(Appraisal)
class AppraisalAdmin(ReadOnlyAdmin):
    list_display = ["employee", "rater", "state", "opened_on", "released_on", "final_on"]
    list_select_related = ["employee", "rater"]
    list_filter = ["state", "department"]
    fields = ["contract", "employee", "rater", "state", "opened_on", "released_on", "final_on"]


@admin.register(ExecutedAppraisal)
class ExecutedAppraisalAdmin(ReadOnlyAdmin):
    list_display = ["appraisal_id", "sealed_at", "tries", "last_trouble"]
