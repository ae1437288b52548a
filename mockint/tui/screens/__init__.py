"""One screen a file. The app imports each when it is first shown."""
