"""`make bench`: the speed of the statistics beside plain NumPy, and beside R where it is there."""

import shutil
import sys

from tests.benchmarks import beside_r, whole_table

sys.argv = sys.argv[:1]
whole_table.main()
if shutil.which("Rscript"):
    beside_r.main()
else:
    print("Rscript is not installed: the comparison with R's survey package is left out")
