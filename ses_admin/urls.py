"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import me
from ses_admin import offices, views

# Under one name with my own page, although the administrator's acts are done a layer higher.
people = [
    path("me/", me, name="me"),
    path("offices/", offices.offices, name="offices"),
]

urlpatterns = [
    path("", views.desk, name="desk"),
    path("law/", views.law, name="law"),
    path("healthz", views.healthz, name="healthz"),
    path("positions/", include("positions.urls")),
    path("contracts/", include("contracts.urls")),
    path("", include((people, "accounts"))),
    path("account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
