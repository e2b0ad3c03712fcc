from django.http import HttpResponse
from django.urls import path


def page(request, **kwargs):
    """Holds the address until its page is here."""
    return HttpResponse("")


app_name = "positions"
urlpatterns = [
    path("", page, name="positions"),
    path("<int:pk>/", page, name="position"),
    path("departments/", page, name="departments"),
    path("departments/<slug:code>/", page, name="department"),
    path("nominations/", page, name="nominations"),
    path("nominations/<int:pk>/", page, name="nomination"),
]
