"""A bundle made a project again: its journal, and with it who changed what and when, its texts and files."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from store.care.backup import FolderSink
from store.errors import Refused
from store.exchange.apart import read_in
from store.exchange.bundle.reading import Bundle
from store.folder import Head, make_store, write_head
from store.gathering import read_regular
from store.journal import Journal

#: How the names of bundles end.
ENDINGS = (".vermerk.zip", ".bundle")


def unfold(bundle: Path, made: Path) -> None:
    """Makes the project of a bundle in the new folder ``made``, under the store's own id. Refused for what is
    no bundle. Whether its changes fit one another is for a check to say."""
    try:
        data = read_regular(bundle)
        read_in("bundle", data, type(None))
        read = Bundle(data)
    except Refused as error:
        raise Refused("{file}: {reason}", error.advice, file=bundle, reason=error.message) from error
    make_store(made)
    write_head(made, Head(read.store))
    with closing(Journal(made / "journal", read.store)) as journal:
        for seq, entry in enumerate(read.entries, 1):
            if entry.seq != seq:
                raise Refused("is damaged: changes are missing", "Export the bundle again.")
            os.close(journal.append(entry).fd)
        journal.sync(journal.ticket())
    sink = FolderSink(made, exists=True)
    for name, content in read.files():
        sink.put(name, content)
    sink.close()
