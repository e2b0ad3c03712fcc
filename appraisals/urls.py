"""Addresses of appraisals, their papers, and the notes and progress reviews of a contract year."""

from django.urls import path

from appraisals.views import appraisal, appraisals, papers, signing, writing, year

app_name = "appraisals"
urlpatterns = [
    path("", appraisals.appraisals, name="appraisals"),
    path("unopened/", appraisals.unopened, name="unopened"),
    path("of-contract/<int:contract>/open/", appraisals.open_appraisal, name="open"),
    path("of-contract/<int:contract>/notes/", year.notes, name="notes"),
    path("of-contract/<int:contract>/reviews/", year.progress_reviews, name="reviews"),
    path("notes/<int:pk>/file/", papers.note_file, name="note_file"),
    path("reviews/<int:pk>/acknowledge/", year.acknowledge, name="acknowledge"),
    path("<int:pk>/", appraisal.appraisal, name="appraisal"),
    path("<int:pk>/account/", writing.account, name="account"),
    path("<int:pk>/hand-in/", appraisal.hand_in, name="hand_in"),
    path("<int:pk>/begin/", appraisal.begin, name="begin"),
    path("<int:pk>/rate/", writing.rate, name="rate"),
    path("<int:pk>/meeting/", appraisal.meeting, name="meeting"),
    path("<int:pk>/attach/", appraisal.attach, name="attach"),
    path("<int:pk>/files/<int:number>/", papers.attachment, name="attachment"),
    path("<int:pk>/release/", appraisal.release, name="release"),
    path("<int:pk>/take-back/", appraisal.take_back, name="take_back"),
    path("<int:pk>/comment/", appraisal.comment, name="comment"),
    path("<int:pk>/rater/", appraisal.name_rater, name="name_rater"),
    path("<int:pk>/sign/", signing.sign, name="sign"),
    path("<int:pk>/releases/<int:number>/form1.pdf", papers.form1, name="form1"),
    path("<int:pk>/sealed.pdf", papers.executed, name="executed"),
]
