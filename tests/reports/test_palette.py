"""The styles of the terminal: a gain, a loss and no change are not drawn alike."""

import pytest

from revalo.reports.terminal.palette import GAIN, LOSS, TOTAL, of_change


@pytest.mark.parametrize(("cents", "style"), [(1, GAIN), (-1, LOSS), (0, TOTAL)])
def test_the_style_of_an_amount_follows_its_sign(cents: int, style: str) -> None:
    assert of_change(cents) == style


def test_styles_differ() -> None:
    assert len({GAIN, LOSS, TOTAL}) == len((GAIN, LOSS, TOTAL))
