"""Looking after project folders: checking, repairing, backing up, restoring, bringing up to date."""
