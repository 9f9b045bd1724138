"""A bundle that somebody changed by hand brings nothing into a project that no project could hold."""

import io
import json
import zipfile

import pytest

from store.errors import Refused
from store.exchange import take_in
from store.review import Review

from .test_bundle import bundle, filled


def set_in(table, **fields):
    return lambda records: records[table][0].update(fields)


def ring(records):
    first, second = records["demands"][:2]
    first["parent"], second["parent"] = second["id"], first["id"]


UNSOUND = {
    "outside of the text": set_in("passages", spans=[[0, 10**9]]),
    "before the text": set_in("passages", spans=[[-5, -1]]),
    "spans that overlap": set_in("passages", spans=[[0, 5], [3, 8]]),
    "by nobody": set_in("notes", by="\x1b[2J\nroot"),
    "at no time": set_in("notes", at="gestern"),
    "under no uid": set_in("notes", uid="\x1b[2J"),
    "below itself": ring,
}


@pytest.mark.parametrize("change", UNSOUND.values(), ids=UNSOUND)
def test_what_no_project_could_hold_is_refused(tmp_path, change):
    there, here = Review.memory(), Review.memory()
    filled(there)
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle(there))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "records.json":
                told = json.loads(content)
                change(told["records"])
                content = json.dumps(told).encode()
            new.writestr(name, content)
    (tmp_path / "x.vermerk.zip").write_bytes(data.getvalue())
    with pytest.raises(Refused, match="holds a record of .* that is none"):
        take_in(here, tmp_path / "x.vermerk.zip")
    assert here.rows("documents") == [] and here.rows("notes") == []
