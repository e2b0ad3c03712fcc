"""Addresses of positions, departments and nominations."""

from django.urls import path

from positions.views import (
    appointments,
    departments,
    exchange,
    letters,
    nomination,
    nomination_acts,
    nominations,
    positions,
)

app_name = "positions"
urlpatterns = [
    path("", positions.positions, name="positions"),
    path("<int:pk>/", positions.position, name="position"),
    path("<int:pk>/appoint/", appointments.appoint, name="appoint"),
    path("<int:pk>/appoint/prospect/", appointments.appointment_prospect, name="appointment_prospect"),
    path("job-descriptions/<int:pk>/", positions.job_description, name="job_description"),
    path("departments/", departments.department_list, name="departments"),
    path("departments/<slug:code>/", departments.department, name="department"),
    path("departments/<slug:code>/fte/", departments.record_fte, name="record_fte"),
    path("departments/<slug:code>/authorize/", departments.authorize, name="authorize"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/pdf/", letters.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/delivery/", letters.note_delivery, name="note_delivery"),
    path("nominations/", nominations.nominations, name="nominations"),
    path("nominations/start/", nominations.start_nomination, name="start_nomination"),
    path("nominations/<int:pk>/", nomination.nomination, name="nomination"),
    path("nominations/<int:pk>/edit/", nominations.edit_nomination, name="edit_nomination"),
    path("nominations/<int:pk>/effect/", nominations.effect, name="effect"),
    path("nominations/<int:pk>/submit/", nomination_acts.submit, name="submit"),
    path("nominations/<int:pk>/return/", nomination_acts.return_nomination, name="return"),
    path("nominations/<int:pk>/forward/", nomination_acts.forward, name="forward"),
    path("nominations/<int:pk>/decide/", nomination_acts.decide, name="decide"),
    path("nominations/<int:pk>/withdraw/", nomination_acts.withdraw, name="withdraw"),
    path("nominations/<int:pk>/place/", nomination_acts.place, name="place"),
    path("nominations/<int:pk>/note/", nomination_acts.note, name="note"),
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/imports/<int:pk>/", exchange.imported, name="import"),
    path("exchange/imports/<int:pk>/take/", exchange.take, name="take_import"),
    path("exchange/imports/<int:pk>/set-aside/", exchange.set_aside, name="set_aside_import"),
    path("exchange/imports/<int:pk>/file/", exchange.import_file, name="import_file"),
    path("exchange/imports/<int:pk>/rest.csv", exchange.import_rest, name="import_rest"),
    path("exchange/<slug:subject>/", exchange.bring_in, name="bring_in"),
    path("exchange/<slug:subject>/template.<slug:kind>", exchange.template, name="template"),
]
