"""Signing in: sessions, wrong attempts, second factors and links; pages are in `app/account`."""
