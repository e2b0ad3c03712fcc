"""The technical admin shows what is in the SES, and changes nothing: acts are done on the pages."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from positions.models import (
    Authorization,
    FteCount,
    Incumbency,
    JobDescription,
    Nomination,
    NominationNote,
    Placement,
    Position,
)


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin):
    list_display = ["number", "title", "department"]
    list_select_related = ["department"]
    search_fields = ["number", "title"]


@admin.register(Nomination)
class NominationAdmin(ReadOnlyAdmin):
    list_display = ["position", "department", "state", "submitted_on", "decided_on"]
    list_select_related = ["position", "department"]


@admin.register(Placement)
class PlacementAdmin(ReadOnlyAdmin):
    list_display = ["position", "department", "starts_on", "ends_on"]
    list_select_related = ["position", "department"]


@admin.register(Incumbency)
class IncumbencyAdmin(ReadOnlyAdmin):
    list_display = ["person", "position", "starts_on", "ends_on", "is_acting"]
    list_select_related = ["person", "position"]


@admin.register(FteCount)
class FteCountAdmin(ReadOnlyAdmin):
    list_display = ["department", "fiscal_year", "fte", "source"]
    list_select_related = ["department"]


@admin.register(Authorization)
class AuthorizationAdmin(ReadOnlyAdmin):
    list_display = ["department", "number", "starts_on", "ends_on", "granted_on"]
    list_select_related = ["department"]


admin.site.register([JobDescription, NominationNote], ReadOnlyAdmin)
