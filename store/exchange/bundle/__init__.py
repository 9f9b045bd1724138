"""A whole project in one file, with its history, texts and originals; and two that grew apart made one."""
