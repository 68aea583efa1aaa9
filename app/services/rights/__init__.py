"""Rights: what a person may do, decided in one place, and how roles are given and taken back."""
