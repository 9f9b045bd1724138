"""REFI-QDA 1.5, the form in which programs for qualitative analysis hand over projects and codebooks."""
