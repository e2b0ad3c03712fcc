"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from accounts.views import me
from records.views import check_pdf
from ses_admin import views, views_deadlines, views_offices, views_search, views_site

handler500 = "ses_admin.views_down.server_error"

# Nobody signs in to the technical pages around the second step.
admin.site.login = secure_admin_login(admin.site.login)

# Under one name with my own page, although the administrator's acts are done a layer higher.
people = [
    path("me/", me, name="me"),
    path("me/mail/", views_deadlines.choose_mail, name="choose_mail"),
    path("me/calendar/", views_deadlines.make_calendar, name="make_calendar"),
    path("me/calendar/end/", views_deadlines.end_calendar, name="end_calendar"),
    path("offices/", views_offices.offices, name="offices"),
    path("offices/people/add/", views_offices.add_person, name="add_person"),
    path("offices/people/<int:pk>/", views_offices.person, name="person"),
    path("offices/people/<int:pk>/correct/", views_offices.correct_person, name="correct_person"),
    path("offices/people/<int:pk>/record/", views_offices.record_office, name="record_office"),
    path("offices/people/<int:pk>/disable/", views_offices.disable, name="disable"),
    path("offices/people/<int:pk>/enable/", views_offices.enable, name="enable"),
    path("offices/people/<int:pk>/password/", views_offices.send_password, name="send_password"),
    path("offices/people/<int:pk>/second-factor/", views_offices.remove_second_factor, name="remove_second_factor"),
    path("offices/<int:pk>/end/", views_offices.end_office, name="end_office"),
    path("offices/<int:pk>/withdraw/", views_offices.withdraw_office, name="withdraw_office"),
]

urlpatterns = [
    path("", views.desk, name="desk"),
    path("ask/", views.ask, name="ask"),
    path("search/", views_search.search, name="search"),
    path("law/", views.law, name="law"),
    path("check/", check_pdf, name="check_pdf"),
    path("healthz", views.healthz, name="healthz"),
    path("deadlines/", views_deadlines.deadlines, name="deadlines"),
    path("deadlines/<int:pk>.ics", views_deadlines.deadline_event, name="deadline_event"),
    path("calendar/<str:secret>.ics", views_deadlines.calendar, name="calendar"),
    path("reports/compliance/", views_deadlines.compliance_report, name="compliance"),
    path("site/", views_site.site, name="site"),
    path("site/clock/", views_site.set_clock, name="set_clock"),
    path("positions/", include("positions.urls")),
    path("contracts/", include("contracts.urls")),
    path("appraisals/", include("appraisals.urls")),
    path("", include((people, "accounts"))),
    path("account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
