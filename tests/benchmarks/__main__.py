"""`make bench`: the designer's speed, the statistics beside plain NumPy, and R where it is."""

import shutil
import sys

from tests.benchmarks import beside_r, designer, whole_table

sys.argv = sys.argv[:1]
designer.main()
whole_table.main()
if shutil.which("Rscript"):
    beside_r.main()
else:
    print("Rscript is not installed: the comparison with R's survey package is left out")
