"""The pages: server-rendered, usable without JavaScript, nothing from another server."""
