"""The application that gunicorn serves."""

from service.http import logs
from service.http.app import create_app
from service.settings import load

_settings = load()
logs.configure(_settings)
app = create_app(_settings)
