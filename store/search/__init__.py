"""Finding again what is in a project: its texts and records, and the passages that may answer a demand."""
