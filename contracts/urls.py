"""Addresses of contracts, their versions and papers, and the published ceilings."""

from django.urls import path

from contracts import views, views_ceilings, views_papers, views_signing, views_writing

app_name = "contracts"
urlpatterns = [
    path("", views.contracts, name="contracts"),
    path("owed/", views.owed, name="owed"),
    path("start/<int:position>/", views.start, name="start"),
    path("form1.pdf", views_papers.blank_form, name="blank_form"),
    path("ceilings/", views_ceilings.ceilings, name="ceilings"),
    path("ceilings/record/", views_ceilings.record_ceiling, name="record_ceiling"),
    path("<int:pk>/", views.contract, name="contract"),
    path("<int:pk>/edit/", views_writing.edit, name="edit"),
    path("<int:pk>/salary/", views_writing.salary_check, name="salary_check"),
    path("<int:pk>/propose/", views.propose, name="propose"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/comment/", views.comment, name="comment"),
    path("<int:pk>/counter/", views_writing.counter, name="counter"),
    path("<int:pk>/revise/", views.revise, name="revise"),
    path("<int:pk>/versions/<int:number>/", views_signing.version, name="version"),
    path("<int:pk>/versions/<int:number>/form1.pdf", views_papers.form1, name="form1"),
    path("<int:pk>/sign/", views_signing.sign, name="sign"),
    path("<int:pk>/signed/", views_signing.receipt, name="receipt"),
    path("<int:pk>/decline/", views_signing.decline, name="decline"),
    path("<int:pk>/executed.pdf", views_papers.executed, name="executed"),
    path("<int:pk>/copy/acknowledge/", views_papers.acknowledge, name="acknowledge"),
    path("<int:pk>/copy/return/", views_papers.return_copy, name="return_copy"),
    path("<int:pk>/copy/send/", views_papers.send_copy, name="send_copy"),
]
