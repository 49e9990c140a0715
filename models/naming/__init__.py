"""Resolve names, pronouns and descriptions of one document to its parties, and these to known speakers."""
