"""The command line over `analysis`: data files in, figures out, one module a command.

`dispatch` finds the command; `flags`, `data_files`, `sample` and `measures` read what was asked;
`records` and `output` write the answer. See docs/analysis-command.md.
"""
