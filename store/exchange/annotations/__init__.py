"""W3C Web Annotations (JSON-LD), and Hypothesis' rows, which hold the same in other words."""
