"""Addresses of appraisals, their papers, and the notes and progress reviews of a contract year."""

from django.urls import path

from appraisals.views import appraisal, appraisals, july_first, notices, papers, rights, signing, writing, year

app_name = "appraisals"
urlpatterns = [
    path("", appraisals.appraisals, name="appraisals"),
    path("unopened/", appraisals.unopened, name="unopened"),
    path("of-contract/<int:contract>/open/", appraisals.open_appraisal, name="open"),
    path("of-contract/<int:contract>/notes/", year.notes, name="notes"),
    path("of-contract/<int:contract>/reviews/", year.progress_reviews, name="reviews"),
    path("notes/<int:pk>/file/", papers.note_file, name="note_file"),
    path("reviews/<int:pk>/acknowledge/", year.acknowledge, name="acknowledge"),
    path("notices/", notices.notices, name="notices"),
    path("notices/start/<int:incumbency>/", notices.start, name="start_notice"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/edit/", notices.edit, name="edit_notice"),
    path("notices/<int:pk>/withdraw/", notices.withdraw, name="withdraw_notice"),
    path("notices/<int:pk>/sign/", notices.sign, name="sign_notice"),
    path("notices/<int:pk>/acknowledge/", notices.acknowledge, name="acknowledge_notice"),
    path("notices/<int:pk>/attest/", notices.attest, name="attest_notice"),
    path("notices/<int:pk>/proof/", notices.proof, name="notice_proof"),
    path("notices/<int:pk>/settle/", notices.settle, name="settle_notice"),
    path("notices/<int:pk>/rescind/", notices.rescind, name="rescind_notice"),
    path("notices/<int:pk>/separate/", notices.separate, name="separate"),
    path("rights/<int:pk>/", rights.rights, name="rights"),
    path("rights/<int:pk>/appeal/", rights.appeal, name="appeal"),
    path("appeals/<int:pk>/outcome/", rights.outcome, name="appeal_outcome"),
    path("removals/<int:pk>/confirm/", july_first.confirm, name="confirm_removal"),
    path("removals/<int:pk>/set-aside/", july_first.set_aside, name="set_aside_removal"),
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
