"""The addresses of the site, and one more: the page that pages are compared with."""

from django.urls import path

from benchmarks.measuring.reference import reference
from ses_admin.urls import urlpatterns as site

urlpatterns = [path("reference/", reference), *site]
