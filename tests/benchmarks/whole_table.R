# R survey on the data of whole_table.py: Rscript whole_table.R FOLDER UNITS
# Reads strata, dossiers and the index's columns as 32-bit integers; times the design object and,
# for the first UNITS units on the whole design, the index with its standard error and one item with
# its interval. Writes the standard errors to FOLDER/se.txt, prints one line of numbers.
suppressMessages(library(survey))
arguments <- commandArgs(TRUE)
folder <- arguments[1]; units <- as.integer(arguments[2])
column <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "integer", n = file.size(path) / 4, size = 4)
}
data <- data.frame(stratum = column("stratum"), N = column("dossiers"), a = column("a"), b = column("b"),
                   y = column("y"))
data$y[data$y < 0] <- NA
data$unit <- data$stratum %/% 3L
seconds <- function(expression) unname(system.time(expression)["elapsed"])
# the check of strata builds a table of rows x strata, which does not fit here
design_s <- seconds(d <- svydesign(ids = ~1, strata = ~stratum, fpc = ~N, data = data,
                                   check.strata = FALSE))
se <- numeric(units)
ratio_s <- seconds(for (u in seq_len(units) - 1L)
  se[u + 1] <- SE(svyratio(~a, ~b, d[d$variables$unit == u, ])))
item_s <- seconds(for (u in seq_len(units) - 1L)
  svyciprop(~y, d[d$variables$unit == u & !is.na(d$variables$y), ], method = "beta"))
write(sprintf("%.17g", se), file.path(folder, "se.txt"), ncolumns = 1)
cat(design_s, ratio_s, item_s, as.character(getRversion()), as.character(packageVersion("survey")), "\n")
