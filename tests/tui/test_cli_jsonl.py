import io
import os

import pytest

from store.errors import Refused
from tui.cli.jsonl import JSON_SAYS, lines_of, numbered, read_object


def test_lines_keep_their_number_when_blank_ones_are_skipped():
    assert list(numbered(io.BytesIO(b'{"a":1}\n\n  \n{"b":2}'))) == [(1, b'{"a":1}\n'), (4, b'{"b":2}')]


def test_an_object_is_read_with_its_umlauts_and_a_byte_order_mark():
    assert read_object('\ufeff{"text": "Gemäß § 3"}\r\n'.encode()) == {"text": "Gemäß § 3"}


@pytest.mark.parametrize(
    "line, reason",
    [
        (b"[1]", "object"),
        (b"null", "object"),
        (b"{", "not JSON at character 2: Expecting property name"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"do": 1, "do": 2}', "“do” occurs twice"),
        (b'{"a": "\xe9"}', "UTF-8"),
        (b'{"a":' * 100_000, "not JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"a": "' + b"9" * (16 << 20) + b'"}', "longer than 16 MB"),
        (b'{"a": [' + b"[]," * 200_000 + b"[]]}", "more than 200000 brackets"),
    ],
)
def test_anything_else_is_refused_with_the_reason(line, reason):
    with pytest.raises(Refused, match=reason):
        read_object(line)


@pytest.mark.parametrize(
    "line",
    [
        b"x",
        b'{"a":1 2}',
        b'{"a" 1}',
        b"{a:1}",
        b"{} x",
        b'{"a":"x',
        b'{"a":"\1"}',
        b'{"a":"\\x"}',
        b'{"a":"\\u12"}',
    ],
)
def test_what_is_wrong_with_json_is_said_in_german(line, german):
    with pytest.raises(Refused, match="kein JSON an Zeichen") as told:
        read_object(line)
    reason = str(told.value).partition(": ")[2]
    assert reason and reason not in JSON_SAYS


def test_of_a_line_that_never_ends_little_is_kept_and_the_next_has_its_number(monkeypatch):
    monkeypatch.setattr("tui.cli.jsonl.LONGEST", 10)
    source = io.BytesIO(b"x" * 1000 + b'\n{"b":2}\n' + b"y" * 35)
    assert [(at, len(line)) for at, line in numbered(source)] == [(1, 11), (2, 8), (3, 11)]


def test_a_line_without_end_is_not_read_for_ever(monkeypatch):
    monkeypatch.setattr("tui.cli.jsonl.LONGEST", 10)
    monkeypatch.setattr("tui.cli.jsonl.ENDLESS", 100)
    source = io.BytesIO(b'{"a":1}\n' + b"\0" * 500)
    (first, (number, endless)) = numbered(source)
    assert (first, number) == ((1, b'{"a":1}\n'), 2)
    with pytest.raises(Refused, match="nothing after it was read"):
        read_object(endless)
    assert source.tell() < 200


def test_a_pipe_or_device_of_somebody_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), "/dev/zero"):
        with pytest.raises(Refused, match=f"{path}: is not a regular file"), lines_of(path):
            pass


def test_what_the_shell_hands_over_is_read():
    read, write = os.pipe()
    os.write(write, b'{"a": 1}\n')
    os.close(write)
    with lines_of(f"/dev/fd/{read}") as source:
        assert list(numbered(source)) == [(1, b'{"a": 1}\n')]
    os.close(read)


def test_lines_come_from_a_file_too(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b"{}\n")
    with lines_of(str(tmp_path / "x.jsonl")) as source:
        assert list(numbered(source)) == [(1, b"{}\n")]
