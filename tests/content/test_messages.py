"""Messages are English texts that remember how they were made."""

import pytest

from content.apart.asking import Report, decode, encode
from content.formats.blocks import Unreadable
from content.messages import Message, Word, counted, reason_of


def test_a_message_is_its_text_and_remembers_template_and_values():
    message = Message("{name} has {pages:,} pages", name="brief.pdf", pages=12000)
    assert message == "brief.pdf has 12,000 pages"
    assert message.template == "{name} has {pages:,} pages"
    assert message.values == {"name": "brief.pdf", "pages": 12000}
    assert type(str(message)) is str


def test_a_message_without_values_keeps_its_braces():
    assert Message('Write it like {"do": "note.add"}.') == 'Write it like {"do": "note.add"}.'


def test_a_value_with_braces_is_no_template():
    assert Message("{name} is missing", name="{0.__class__}") == "{0.__class__} is missing"


def test_a_value_may_be_told_in_other_words():
    message = Message("{path}: change {seq} is missing", path="/tmp/x/journal", seq=3)
    assert message.of_values(path="journal") == "journal: change 3 is missing"
    assert message.of_values(path="journal").template == message.template


def test_several_names_are_listed():
    assert Message("Fields are {names}.", names=("text", Word("due", "field"))) == "Fields are text, due."


@pytest.mark.parametrize(("count", "text"), [(0, "0 words"), (1, "1 word"), (2, "2 words")])
def test_counted_says_one_or_many(count, text):
    message = counted("{count} word", "{count} words", count)
    assert message == text
    assert (message.template, message.plural, message.values) == (
        "{count} word",
        "{count} words",
        {"count": count},
    )


def test_what_the_system_says_is_a_message():
    assert reason_of(OSError(2, "No such file or directory")) == "No such file or directory"
    assert reason_of(OSError("odd")) == "odd"


def test_an_error_takes_templates_or_messages():
    error = Unreadable("has {count} pages", "split it into parts of at most {most}", count=9, most=5)
    assert str(error) == "has 9 pages: split it into parts of at most 5"
    again = Unreadable(error.reason, error.advice)
    assert (again.reason.template, again.advice.values) == ("has {count} pages", {"count": 9, "most": 5})


def test_a_message_comes_through_the_pipe_as_its_parts():
    sent = Report(1, Message("is no {kind}", kind="odt"), counted("{count} part", "{count} parts", 2))
    came = decode(encode(sent), Report)
    assert came == sent
    assert (came.reason.template, came.reason.values) == ("is no {kind}", {"kind": "odt"})
    assert (came.advice.plural, came.advice.values) == ("{count} parts", {"count": 2})


def test_lists_and_messages_that_are_values_come_through_the_pipe():
    sent = Message(
        "{path} {reason}", path=Word("text", "field"), reason=Message("has {names}", names=("a", "b"))
    )
    came = decode(encode(Report(1, sent)), Report).reason
    assert (came, came.values["path"]) == ("text has a, b", "text")
    assert came.values["reason"].template == "has {names}" and came.values["reason"].values == {
        "names": ("a", "b")
    }


def test_what_comes_through_the_pipe_is_not_filled_in_again():
    message = Message.made("harmless", "{a.__class__:>99999999}", "", {"a": 1})
    assert decode(encode(Report(1, message)), Report).reason == "harmless"
