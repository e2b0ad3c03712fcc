from django.http import HttpResponse
from django.urls import path


def page(request, **kwargs):
    """Holds the address until its page is here."""
    return HttpResponse("")


app_name = "contracts"
urlpatterns = [
    path("", page, name="contracts"),
    path("<int:pk>/", page, name="contract"),
]
