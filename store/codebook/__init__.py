"""The codebook: its tags as a tree, what carries them, expressions of them, and tables of what they share."""
