"""What happens to a record after parsing, one stage a file: validate, write, package."""
