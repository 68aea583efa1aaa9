"""SPSS system files (.sav), written record by record: any number of rows in little memory.

No package of Python writes them without a whole data frame in memory and pandas or polars to hold
it. The layout is that of the PSPP developers' guide, "System File Format"; the tests read the files
with ReadStat, and they were opened in PSPP.
"""

from app.exports.spss.file import write_system_file

__all__ = ["write_system_file"]
