"""What a person types: scrapy <command>."""
