"""Search over German texts: what is put in comes back ranked. Knows no store and no screen.

`index.Index` is the door; `query.parse` reads what people type; `units` says what is indexed and found.
"""
