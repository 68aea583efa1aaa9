"""Questionnaires to and from the files of other programs: XLSForm, LimeSurvey, translators' sheets.

Whatever comes in is untrusted. What cannot be carried over is named, each construct with its place,
and nothing is taken; what only decorates may be left out when the caller says so.
"""
