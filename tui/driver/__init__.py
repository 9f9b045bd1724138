"""The line to the terminal: the project's own driver for Textual, which sends only what changed.

Textual writes whole stretches of the screen whenever something in them changes. The driver reads what it
writes into cells, keeps what the terminal shows, and sends the difference. This package alone knows escape
sequences.
"""
