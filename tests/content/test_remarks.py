"""A record keeps what readers remark as English text; of it the message is found again."""

import pytest

from content.formats import remarks
from content.messages import Message, counted


@pytest.mark.parametrize(
    "said",
    [
        counted(*remarks.COMMENTS, 1),
        counted(*remarks.HIDDEN, 12),
        counted(*remarks.FOOT_OR_ENDNOTES, 3),
        counted(*remarks.AROUND, 1),
        counted(*remarks.ATTACHMENTS, 2, shown="a.pdf, b {x}.pdf"),
        remarks.created("2026-05-03"),
        remarks.margins("Rat der Stadt. / 3"),
        remarks.misnamed("odt", "docx"),
        remarks.too_many(5000),
        Message("Comments were left out."),
    ],
)
def test_a_message_is_found_again_by_its_text(said):
    found = remarks.recalled(str(said))
    assert found == said
    assert (found.template, found.plural, found.values) == (said.template, said.plural, said.values)


@pytest.mark.parametrize("text", ["von Hand {geschrieben}", "", "odd is named like odt but is docx"])
def test_any_other_text_stays_as_it_is(text):
    found = remarks.recalled(text)
    assert (found, found.template, found.values) == (text, text, {})
