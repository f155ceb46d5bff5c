"""Things to try Broadsheet on."""
