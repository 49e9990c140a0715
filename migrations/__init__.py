"""The history of the store's tables, one module under `versions` for each step."""
