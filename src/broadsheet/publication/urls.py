"""Addresses of the masthead."""

from django.urls import path, re_path

from broadsheet.publication import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    re_path(
        r"^pictures/(?P<name>(?:images|original_images)/[^/]+)$", views.picture, name="picture"
    ),
    re_path(
        r"^files/(?P<document_id>[0-9]{1,18})/(?P<name>[^/]+)$",
        views.document,
        name="wagtaildocs_serve",
    ),
]
