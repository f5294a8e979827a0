"""The site as a WSGI application."""

import os
import sys

from django.core.management.base import BaseCommand, SystemCheckError
from django.core.wsgi import get_wsgi_application

from broadsheet.lib.processes import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadsheet.project.settings.production")

end_with_parent()
application = get_wsgi_application()
# A setting that makes no sense stops the start here, with its name and where to read about it.
try:
    BaseCommand().check()
except SystemCheckError as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(3)
