"""Addresses of the orgs room."""

from django.urls import path

from luoshi.orgs.views import accounts, calendar, session, units

app_name = "orgs"
urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("password/", session.password, name="password"),
    path("register/", units.register, name="register"),
    path("register/<int:pk>/", units.names, name="names"),
    path("register/<int:pk>/confirm/", units.confirm, name="confirm"),
    path("regions/", units.regions, name="regions"),
    path("roles/", units.roles, name="roles"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:pk>/withdraw/", calendar.withdraw, name="withdraw_holiday"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.create, name="create_account"),
]
