"""Check a PDF: for anybody, signed in or not."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from records import checking, throttle


class CheckForm(forms.Form):
    """A PDF that somebody received. It is looked at and forgotten."""

    pdf = forms.FileField(
        label="PDF to check",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        allow_empty_file=True,
        error_messages={"required": "Choose the PDF that you want to have checked."},
    )

    def clean_pdf(self):
        """Not empty and not too large; everything else is answered in words."""
        upload = self.cleaned_data["pdf"]
        if trouble := checking.trouble_with(upload):
            raise ValidationError(trouble)
        return upload


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required  # whoever received a paper may check it; it reveals nothing but what the paper itself says
def check_pdf(request: HttpRequest) -> HttpResponse:
    """Whether a PDF is one that is kept here, and what its seal proves. Nothing of it is stored."""
    form, answer, status = CheckForm(request.POST or None, request.FILES or None), None, 200
    if request.method == "POST":
        form = CheckForm(request.POST, request.FILES)
        if not throttle.may("check_pdf", request):
            form.add_error(None, "That was too often. Wait some minutes, then check the next file.")
            status = 429
        elif form.is_valid():
            answer = checking.check_pdf(form.cleaned_data["pdf"].read())
    context = {
        "title": "Check a PDF",
        "form": form,
        "answer": answer,
        "most": checking.most_bytes() // 1024 // 1024,
    }
    return render(request, "records/check_pdf.html", context, status=status)
