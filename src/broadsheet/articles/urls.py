"""Addresses of the newsroom that are not pages. docs/contracts/addresses.md lists them."""

from django.urls import path

from broadsheet.articles import preview, views

urlpatterns = [
    path("search/", views.authors, name="search"),
    path("archive/", views.authors, name="archive"),
    path("corrections/", views.authors, name="corrections"),
    path("authors/", views.authors, name="authors"),
    path("authors/<str:slug>/", views.author, name="author"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:slug>/", views.topic, name="topic"),
    path("preview/<str:token>/", preview.shared, name="preview"),
]
