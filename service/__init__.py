"""The service: reading articles, keeping the record, and answering over HTTP and in the terminal."""
