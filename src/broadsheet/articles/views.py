"""Doors of the newsroom for readers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def authors(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def author(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse("")


topics = authors
topic = author
