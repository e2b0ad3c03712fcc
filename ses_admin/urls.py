"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("positions/", include("positions.urls")),
    path("contracts/", include("contracts.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
]
