"""The store: engine, tables, the only writer, and every query. It knows neither Flask nor torch."""
