"""Addresses of contracts, their versions and papers, and the published ceilings."""

from django.urls import path

from contracts.views import ceilings, contract, contracts, guidance, offline, papers, season, signing, sitting, writing

app_name = "contracts"
urlpatterns = [
    path("", contracts.contracts, name="contracts"),
    path("owed/", contracts.owed, name="owed"),
    path("start/<int:position>/", contracts.start, name="start"),
    path("season/", season.season, name="season"),
    path("season/<slug:code>/<int:year>/", season.board, name="board"),
    path("bulk/<slug:act>/", season.bulk, name="bulk"),
    path("bulk/reports/<int:pk>/", season.bulk_run, name="bulk_run"),
    path("sign/", sitting.sit, name="sitting"),
    path("sign/end/", sitting.end_sitting, name="end_sitting"),
    path("form1.pdf", papers.blank_form, name="blank_form"),
    path("ceilings/", ceilings.ceilings, name="ceilings"),
    path("ceilings/record/", ceilings.record_ceiling, name="record_ceiling"),
    path("guidance/", guidance.guidance, name="guidance"),
    path("guidance/record/", guidance.record_guidance, name="record_guidance"),
    path("<int:pk>/", contract.contract, name="contract"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    path("<int:pk>/upload/", offline.upload, name="upload"),
    path("<int:pk>/upload/take/", offline.take, name="take"),
    path("<int:pk>/salary/", writing.salary_check, name="salary_check"),
    path("<int:pk>/propose/", contract.propose, name="propose"),
    path("<int:pk>/withdraw/", contract.withdraw, name="withdraw"),
    path("<int:pk>/comment/", contract.comment, name="comment"),
    path("<int:pk>/counter/", writing.counter, name="counter"),
    path("<int:pk>/revise/", contract.revise, name="revise"),
    path("<int:pk>/versions/<int:number>/", signing.version, name="version"),
    path("<int:pk>/versions/<int:number>/form1.pdf", papers.form1, name="form1"),
    path("<int:pk>/sign/", signing.sign, name="sign"),
    path("<int:pk>/signed/", signing.receipt, name="receipt"),
    path("<int:pk>/decline/", signing.decline, name="decline"),
    path("<int:pk>/executed.pdf", papers.executed, name="executed"),
    path("<int:pk>/copy/acknowledge/", papers.acknowledge, name="acknowledge"),
    path("<int:pk>/copy/return/", papers.return_copy, name="return_copy"),
    path("<int:pk>/copy/send/", papers.send_copy, name="send_copy"),
]
