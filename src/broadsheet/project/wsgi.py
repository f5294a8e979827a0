"""The site as a WSGI application."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.project.settings.production")

application = get_wsgi_application()
# A setting that makes no sense stops the start here, with its name and where to read about it.
call_command("check", verbosity=0)
