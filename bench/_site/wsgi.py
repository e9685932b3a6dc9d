"""What gunicorn serves while pages are measured: the clock stands on the demonstration's day."""

import os

from django.core.wsgi import get_wsgi_application

from luoshi.cli.demo.scale.sizes import STANDS
from luoshi.web import clock

os.environ["DJANGO_SETTINGS_MODULE"] = "bench._site.settings"
clock.now = lambda: STANDS
application = get_wsgi_application()
