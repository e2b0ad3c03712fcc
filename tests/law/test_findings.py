import pytest

from law.dated import Source
from law.findings import Finding, Weight, heaviest_first

SOURCE = Source("A text", "May 2004", "guide only")


def finding(code: str, weight: Weight) -> Finding:
    return Finding(code, "Words.", weight, SOURCE)


@pytest.mark.parametrize(
    ("weight", "stops"),
    [(Weight.FORBIDS, True), (Weight.NEEDS_APPROVAL, True), (Weight.FLAGS, False), (Weight.ADVISES, False)],
)
def test_only_what_forbids_or_needs_approval_stops_an_act(weight, stops):
    assert weight.stops is stops
    assert finding("CO-CAP-1", weight).stops is stops


def test_what_stops_the_act_is_shown_first_and_then_by_identifier():
    shown = heaviest_first(
        [
            finding("CO-EVA-6", Weight.ADVISES),
            finding("CO-PAY-2", Weight.FORBIDS),
            finding("CO-CON-11", Weight.FLAGS),
            finding("CO-CAP-2", Weight.NEEDS_APPROVAL),
            finding("CO-CON-3", Weight.FORBIDS),
        ]
    )
    assert [found.code for found in shown] == ["CO-CON-3", "CO-PAY-2", "CO-CAP-2", "CO-CON-11", "CO-EVA-6"]
