"""English texts: which ones count as such, their dates, and what must not be read into them."""

import pytest

from content.dates import find_dates
from content.dates.english import is_english

TUESDAY = "2027-09-14"


def read(text: str, reference: str | None = TUESDAY) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in find_dates(text, reference)]


def edtfs(text: str) -> list[str | None]:
    return list(dict.fromkeys(mention.edtf for mention in find_dates(text, TUESDAY)))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The district of Harrowmere publishes the minutes of the board.", True),
        ("Der Kreis Harrowmere veröffentlicht die Niederschrift des Rates.", False),
        ("The report is out. Die Stadt und der Kreis haben das in den Ämtern und im Rat beraten.", False),
        ("", False),
        ("42", False),
        ("Minutes", False),
    ],
)
def test_the_language_of_a_text(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The board of Harrowmere met on 5 May 2027.", "5 May 2027", "2027-05-05"),
        ("The board of Harrowmere met on the 5th of May 2027.", "5th of May 2027", "2027-05-05"),
        ("The board of Harrowmere met on May 5, 2027.", "May 5, 2027", "2027-05-05"),
        ("The board of Harrowmere met on Wednesday, May 5, 2027.", "Wednesday, May 5, 2027", "2027-05-05"),
        ("The minutes of the board are from 2027-05-05.", "2027-05-05", "2027-05-05"),
        ("The audit of the harbour is due in March 2028.", "March 2028", "2028-03"),
        ("The audit of the harbour (Sept 2026) is public.", "Sept 2026", "2026-09"),
        ("The audit of the harbour was made in 2021.", "2021", "2021"),
        ("The harbour was sold in the 1980s.", "1980s", "198"),
        ("The harbour is to open in the summer of 2028.", "summer of 2028", "2028-SU"),
        ("The harbour is to open in the third quarter of 2028.", "third quarter of 2028", "2028-Q3"),
        ("The harbour is to open in Q3 2028.", "Q3 2028", "2028-Q3"),
    ],
)
def test_absolute_dates(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The board of the port met yesterday.", "2027-09-13"),
        ("The board of the port meets today.", "2027-09-14"),
        ("The board of the port will meet tomorrow.", "2027-09-15"),
        ("The board of the port met last Friday.", "2027-09-10"),
        ("The board of the port met on Friday.", "2027-09-10"),
        ("The board of the port will meet on Friday.", "2027-09-17"),
        ("The board of the port met last week.", "2027-W36"),
        ("The board of the port will meet next month.", "2027-10"),
        ("The board of the port will meet next year.", "2028"),
        ("The board of the port met three weeks ago.", "2027-W34"),
        ("The board of the port met ten years ago.", "2017"),
        ("The board of the port met on 3 December.", "2026-12-03"),
        ("The board of the port will meet on 3 February.", "2028-02-03"),
        ("The work of the port took four months.", "P4M"),
        ("The port is currently closed to the public.", "PRESENT_REF"),
        ("The port is soon open to the public.", "FUTURE_REF"),
    ],
)
def test_relative_dates(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The fair in the town is from 4 to 6 October 2027.", "2027-10-04/2027-10-06"),
        ("The fair in the town is on 4–6 October 2027.", "2027-10-04/2027-10-06"),
        ("The plan of the town is for 2028-2030.", "2028/2030"),
        ("The plan is due by the end of 2029.", "../2029-12-31"),
        ("The plan is due by 1 March 2028.", "../2028-03-01"),
        ("The plan of the town is in force since 2019.", "2019/.."),
    ],
)
def test_ranges_and_open_ends(text: str, edtf: str) -> None:
    assert edtfs(text) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "The council may vote on that, and it may not.",
        "In the view of the board the march to the harbour will fall short.",
        "The town of Harrowmere has 2024 households and 1999 jobs.",
        "The applicant is 40 years old and is in the office of the mayor.",
        "The motion was carried by 20:12 of the votes; the file is No. 17/2024.",
        "The phone of the office is +44 20 2024 1998.",
    ],
)
def test_words_and_figures_that_are_no_dates(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The board of the port met yesterday.", "XXXX-XX-XX"),
        ("The board of the port met on Friday.", "XXXX-WXX-5"),
        ("The board of the port met last week.", "XXXX-WXX"),
        ("The board of the port met on 3 December.", "XXXX-12-03"),
    ],
)
def test_an_undated_text_leaves_them_open(text: str, value: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.value, mention.edtf, mention.reference) == (value, None, None)
