"""What gunicorn serves."""

from service.http.app import create_app

app = create_app()
