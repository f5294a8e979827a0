"""Addresses of the newsroom that are not pages. docs/contracts/addresses.md lists them."""

from django.urls import path

from broadsheet.articles import views

urlpatterns = [
    path("authors/", views.authors, name="authors"),
    path("authors/<str:slug>/", views.author, name="author"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:slug>/", views.topic, name="topic"),
]
