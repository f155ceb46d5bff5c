"""One publication a file: its facts, where its links are, its page rules."""
