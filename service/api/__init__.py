"""The HTTP API: one blueprint per noun over `service.store.views`, read-only, every failure a problem of RFC 9457."""
