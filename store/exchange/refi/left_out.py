"""What of a project has no place here and is only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from content.messages import NN_, Message, counted

#: How many there are of each, by how it is said of one and of any other number.
LeftOut = Counter[tuple[str, str]]

UNKNOWN_CODES = NN_(
    "{count} coding with a code that is not in the file",
    "{count} codings with codes that are not in the file",
)
CUT = NN_("{count} description of a code cut short", "{count} descriptions of codes cut short")
JOINED = NN_(
    "{count} document with the text of another one, joined to it",
    "{count} documents with the text of another one, joined to it",
)
STRANGE_CASES = NN_("{count} case of an unknown kind", "{count} cases of unknown kinds")
LOOSE_CASES = NN_(
    "{count} case that belongs to nothing in the file", "{count} cases that belong to nothing in the file"
)
CODES_OF_CASES = NN_("{count} code of a case", "{count} codes of cases")
NO_NOTES = NN_("{count} note that is not in the file", "{count} notes that are not in the file")
LOOSE_NOTES = NN_("{count} note on what is not in the file", "{count} notes on what is not in the file")
LOOSE_REPLIES = NN_(
    "{count} reply to a note that is not in the file", "{count} replies to notes that are not in the file"
)
CODINGS_WITHOUT_TEXT = NN_(
    "{count} coding of a source without a text", "{count} codings of sources without a text"
)
SAID_WITHOUT_TEXT = NN_(
    "{count} description or value of a source without a text",
    "{count} descriptions and values of sources without a text",
)
PLACES = NN_(
    "{count} place in a picture, page or recording", "{count} places in pictures, pages and recordings"
)
CODINGS_OF_PLACES = NN_("{count} coding of such a place", "{count} codings of such places")
IN_NOTES = NN_("{count} selection inside of a note", "{count} selections inside of notes")
CODINGS_OF_NOTES = NN_("{count} coding of a note", "{count} codings of notes")
NOTES_ON_NOTES = NN_("{count} note on a note", "{count} notes on notes")
VALUES_OF_NOTES = NN_("{count} value of a variable of a note", "{count} values of variables of notes")


def told(left_out: LeftOut) -> Iterator[Message]:
    return (counted(*what, number) for what, number in left_out.items() if number)
