"""Records made again from archived pages: which paper a page is of, how it is read, and many of them at once."""
