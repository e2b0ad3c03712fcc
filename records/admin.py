"""The technical admin shows what is kept, and changes nothing."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from records.models import Document, Event, Message


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["number", "on", "actor_name", "office", "words"]


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ["name", "purpose", "size", "stored_at"]


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["subject", "to", "written_at", "sent_at", "tries", "last_trouble"]
