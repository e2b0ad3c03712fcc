"""The technical admin: superusers only, unscoped. Acts are not done here."""

from django.contrib import admin

from accounts.models import Department, Membership, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who may open these pages. Names, mail addresses and who may sign in are acts of the administrator."""

    list_display = ["name", "email", "is_active", "is_superuser"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "is_active", "is_staff", "is_superuser", "last_login"]
    readonly_fields = ["name", "email", "is_active", "last_login"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    list_display = ["name", "code", "is_principal"]

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows; changes none."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "office", "department", "starts_on", "ends_on", "is_acting"]
