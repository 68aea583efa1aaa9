"""Tests that drive a real Chromium against the real server with the demonstration province."""
