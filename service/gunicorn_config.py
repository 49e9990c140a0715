"""How gunicorn serves the application; `onrecord serve` and a hand-written unit file use it alike.

`python -m gunicorn --config python:service.gunicorn_config 'service.app:create_app()'`
"""

from __future__ import annotations

from service import logs
from service.settings import Settings

_settings = Settings.from_env()

bind = [f"{_settings.host}:{_settings.port}"]
workers = _settings.workers
worker_class = "gthread"
threads = _settings.threads
backlog = 1024
keepalive = 15  # seconds; below the idle limit of common proxies, so that they never reuse a closed connection
timeout = 60  # seconds without a sign of life after which a worker is replaced; no request takes nearly as long
graceful_timeout = _settings.graceful_timeout
limit_request_line = 8190  # bytes, gunicorn's most: every query parameter at its longest fits
limit_request_fields = 50
accesslog = None  # the application logs each request, without its query
control_socket_disable = True  # nothing to manage at run time, so no socket file
logconfig_dict = {  # gunicorn's own messages go into the program's log, in the program's form
    "root": {"level": _settings.log_level.upper(), "handlers": ["stderr"]},
    "loggers": {"gunicorn.error": {"level": _settings.log_level.upper(), "handlers": [], "propagate": True}},
    "handlers": {"stderr": {"()": logs.handler, "settings": _settings}},
    "formatters": {},
}
