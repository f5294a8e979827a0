"""Addresses of the front desk."""

from django.urls import path

from broadsheet.readers import views

urlpatterns = [
    path("account/sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("account/sign-out/", views.SignOut.as_view(), name="sign-out"),
]
