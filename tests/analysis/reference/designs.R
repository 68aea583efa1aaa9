# Reference values for designs, computed by R's survey package. Run in this folder:
#     Rscript designs.R
# Writes data/*.csv and designs.json. Nothing here knows the code under test.
suppressMessages(library(survey))
library(jsonlite)

out <- list()
dir.create("data", showWarnings = FALSE)

# ---- synthetic answers: a latent satisfaction, four items with N/A, an overall item ----
answer <- function(latent, blank) {
  score <- findInterval(latent + rnorm(length(latent)), c(-2.2, -1.4, -0.6, 0.9)) + 1
  ifelse(runif(length(latent)) < blank, NA, score)
}
people <- function(n, shift = 0) {
  latent <- rnorm(n) + shift
  data <- data.frame(overall = answer(latent, 0))
  for (j in 1:4) data[[paste0("q", j)]] <- answer(latent, 0.12)
  items <- as.matrix(data[, paste0("q", 1:4)], nrow = n)
  data$y <- as.numeric(data$overall >= 4)
  data$num <- rowSums(items >= 4, na.rm = TRUE)
  data$den <- rowSums(!is.na(items))
  data$f1n <- rowSums(items[, 1:2, drop = FALSE] >= 4, na.rm = TRUE)
  data$f1d <- rowSums(!is.na(items[, 1:2, drop = FALSE]))
  data$f2n <- rowSums(items[, 3:4, drop = FALSE] >= 4, na.rm = TRUE)
  data$f2d <- rowSums(!is.na(items[, 3:4, drop = FALSE]))
  data$sex <- sample(c("F", "M"), n, TRUE)
  data$age <- sample(c("a", "b", "c"), n, TRUE, c(.5, .3, .2))
  data
}

# ---- one case: all statistics of one design ----
check <- function(id, stat, args, expect) list(id = id, stat = stat, args = args, expect = expect)
unnamed <- function(x) as.numeric(unname(x))
inside <- function(design, domain) {
  if (is.null(domain)) return(design)
  keep <- as.character(design$variables[[domain$var]]) == domain$value
  design[keep, ]
}
mean_check <- function(design, y, domain = NULL) {
  part <- inside(design, domain)
  # R keeps the counts of the whole design when rows go
  answered <- part[!is.na(part$variables[[y]]), ]
  f <- as.formula(paste0("~", y))
  m <- svymean(f, answered, deff = TRUE)
  r <- svymean(f, answered, deff = "replace")
  check(paste("mean", y, unlist(domain)[2]), "mean", list(y = y, domain = domain), list(
    est = unnamed(coef(m)), se = unnamed(SE(m)), df = degf(answered),
    n = sum(weights(answered) > 0), deff = unnamed(deff(m)), deff_replace = unnamed(deff(r))))
}
ratio_check <- function(design, num, den, domain = NULL) {
  part <- inside(design, domain)
  r <- svyratio(as.formula(paste0("~", num)), as.formula(paste0("~", den)), part)
  check(paste("ratio", num, unlist(domain)[2]), "ratio", list(num = num, den = den, domain = domain),
        list(est = unnamed(coef(r)), se = unnamed(SE(r)), df = degf(part), n = nrow(part)))
}
total_check <- function(design, y) {
  t <- svytotal(as.formula(paste0("~", y)), design)
  check(paste("total", y), "total", list(y = y), list(est = unnamed(coef(t)), se = unnamed(SE(t))))
}
by_check <- function(design, by) {
  t <- svyby(~num, as.formula(paste0("~", by)), design, svyratio, denominator = ~den, covmat = TRUE)
  check(paste("by", by), "by", list(num = "num", den = "den", by = by), list(
    level = as.character(t[[by]]), est = unnamed(coef(t)), se = unnamed(SE(t)),
    vcov = unname(as.matrix(vcov(t)))))
}
difference_check <- function(design, by, a, b) {
  t <- svyby(~num, as.formula(paste0("~", by)), design, svyratio, denominator = ~den, covmat = TRUE)
  w <- ifelse(as.character(t[[by]]) == a, 1, ifelse(as.character(t[[by]]) == b, -1, 0))
  est <- sum(w * coef(t)); se <- sqrt(as.numeric(t(w) %*% vcov(t) %*% w))
  check(paste("difference", by, a, b), "difference",
        list(num = "num", den = "den", by = by, a = a, b = b), list(est = est, se = se))
}
composite_check <- function(design, weights) {
  r1 <- svyratio(~f1n, ~f1d, design); r2 <- svyratio(~f2n, ~f2d, design)
  e <- cbind((design$variables$f1n - coef(r1) * design$variables$f1d) / unnamed(coef(svytotal(~f1d, design))),
             (design$variables$f2n - coef(r2) * design$variables$f2d) / unnamed(coef(svytotal(~f2d, design))))
  v <- vcov(svytotal(e, design))
  check(paste("composite", weights[1]), "composite",
        list(pairs = list(c("f1n", "f1d"), c("f2n", "f2d")), weights = weights),
        list(est = sum(weights * c(coef(r1), coef(r2))),
             se = sqrt(as.numeric(t(weights) %*% v %*% weights))))
}
interval_check <- function(design, y, method, domain = NULL) {
  part <- inside(design, domain)
  i <- svyciprop(as.formula(paste0("~I(", y, "==1)")), part, method = method, df = degf(part))
  limits <- unname(attr(i, "ci"))
  check(paste("prop_ci", method, unlist(domain)[2]), "prop_ci",
        list(y = y, method = method, level = 0.95, domain = domain),
        list(est = unnamed(i), lo = limits[1], hi = limits[2]))
}
rao_scott_check <- function(design, row, col) {
  t <- svychisq(as.formula(paste0("~", row, "+", col)), design, statistic = "F")
  check(paste("rao_scott", row, col), "rao_scott", list(row = row, col = col),
        list(F = unnamed(t$statistic), ndf = unnamed(t$parameter[1]), ddf = unnamed(t$parameter[2]),
             p = unnamed(t$p.value)))
}
jackknife_check <- function(design, y) {
  r <- as.svrepdesign(design, type = "JKn", mse = TRUE)
  q <- svyratio(~num, ~den, r); m <- svymean(as.formula(paste0("~", y)), r)
  check(paste("jackknife", y), "jackknife", list(y = y, num = "num", den = "den"),
        list(mean = unnamed(coef(m)), mean_se = unnamed(SE(m)), ratio = unnamed(coef(q)),
             ratio_se = unnamed(SE(q))))
}

add <- function(name, data, design, plan, checks) {


  file <- paste0("data/", sub("_(adjust|remove|average|fpc)$", "", name), ".csv")
  write.csv(data, file, row.names = FALSE, na = "", quote = FALSE)
  out[[length(out) + 1]] <<- list(case = name, data = file, design = plan, checks = checks)
}
plan <- function(weights = NULL, strata = NULL, clusters = list(), fpc = list(), lonely = "adjust",
                 nested = FALSE)
  list(weights = weights, strata = strata, clusters = clusters, fpc = fpc, lonely = lonely, nested = nested)

# ---- A. elements in strata, only fpc given: one census, one lonely, one person in a domain ----
set.seed(8101)
n_h <- c(s1 = 24, s2 = 17, s3 = 9, s4 = 1, s5 = 2, s6 = 31)
N_h <- c(s1 = 90, s2 = 40, s3 = 9, s4 = 6, s5 = 3, s6 = 2000)
a <- do.call(rbind, lapply(names(n_h), function(h)
  cbind(people(n_h[h], shift = match(h, names(n_h)) / 6), stratum = h, N = unname(N_h[h]))))
a$group <- ifelse(a$stratum == "s1" & seq_len(nrow(a)) %% 4 > 0, "x", ifelse(a$stratum == "s6", "y", "z"))
a$alone <- ifelse(seq_len(nrow(a)) == 5, "one", ifelse(a$stratum %in% c("s3"), "census", "rest"))
for (rule in c("adjust", "remove", "average")) {
  options(survey.lonely.psu = rule)
  d <- svydesign(ids = ~1, strata = ~stratum, fpc = ~N, data = a)
  add(paste0("elements_", rule), a, d, plan(NULL, "stratum", list(), list("N"), rule), c(
    list(mean_check(d, "y"), mean_check(d, "q1"), mean_check(d, "y", list(var = "group", value = "x")),
         mean_check(d, "q2", list(var = "alone", value = "census")),
         ratio_check(d, "num", "den"), ratio_check(d, "num", "den", list(var = "group", value = "y")),
         ratio_check(d, "f1n", "f1d", list(var = "sex", value = "F")),
         by_check(d, "group"), by_check(d, "alone"), by_check(d, "stratum"),
         difference_check(d, "group", "x", "z"), difference_check(d, "sex", "F", "M"),
         composite_check(d, c(.3, .7)), rao_scott_check(d, "y", "age"), rao_scott_check(d, "sex", "age")),
    if (rule == "remove") list(total_check(d, "y")),
    lapply(c("logit", "xlogit", "beta", "mean"), function(m) interval_check(d, "y", m)),
    lapply(c("logit", "beta"), function(m) interval_check(d, "y", m, list(var = "group", value = "x")))))
}

# ---- B. two stages with counts at both: all clusters of a stratum, whole clusters, single people ----
set.seed(8102)
psu_frame <- data.frame(
  stratum = rep(c("h1", "h2", "h3"), c(5, 3, 4)),
  M = rep(c(20, 3, 11), c(5, 3, 4)),
  m = c(6, 9, 1, 4, 7, 5, 8, 3, 2, 6, 10, 4),
  N = c(30, 9, 12, 44, 70, 25, 8, 33, 14, 60, 10, 41))
b <- do.call(rbind, lapply(seq_len(nrow(psu_frame)), function(i) {
  p <- psu_frame[i, ]
  cbind(people(p$m, shift = rnorm(1, .4, .5)), stratum = p$stratum, psu = paste0("p", i),
        N1 = p$M, N2 = p$N)
}))
b$where <- ifelse(b$psu == "p1", "one_psu", ifelse(b$stratum == "h2", "h2_only", "rest"))
for (rule in c("adjust", "remove")) {
  options(survey.lonely.psu = rule)
  d <- svydesign(ids = ~psu + seq_len(nrow(b)), strata = ~stratum, fpc = ~N1 + N2, data = b)
  add(paste0("twostage_", rule), b, d, plan(NULL, "stratum", list("psu"), list("N1", "N2"), rule), c(
    list(mean_check(d, "y"), mean_check(d, "q3"), mean_check(d, "y", list(var = "where", value = "one_psu")),
         mean_check(d, "y", list(var = "where", value = "h2_only")),
         mean_check(d, "y", list(var = "age", value = "c")),
         ratio_check(d, "num", "den"), ratio_check(d, "num", "den", list(var = "age", value = "c")),
         by_check(d, "where"), by_check(d, "sex"), by_check(d, "psu"),
         difference_check(d, "sex", "F", "M"), difference_check(d, "where", "one_psu", "rest"),
         composite_check(d, c(.5, .5)), rao_scott_check(d, "y", "sex"), rao_scott_check(d, "age", "stratum")),
    if (rule == "remove") list(total_check(d, "num")),
    lapply(c("logit", "xlogit", "beta", "mean"), function(m) interval_check(d, "y", m)),
    lapply(c("logit", "beta"), function(m) interval_check(d, "y", m, list(var = "where", value = "h2_only")))))
}
# counts at the first stage only: later stages are not computed
options(survey.lonely.psu = "adjust")
b1 <- b; b1$w <- b$N1 / ave(as.numeric(factor(b$psu)), b$stratum, FUN = function(x) length(unique(x))) *
  b$N2 / ave(rep(1, nrow(b)), b$psu, FUN = sum)
d <- svydesign(ids = ~psu, strata = ~stratum, fpc = ~N1, weights = ~w, data = b1)
add("first_stage_only", b1, d, plan("w", "stratum", list("psu"), list("N1")), list(
  mean_check(d, "y"), ratio_check(d, "num", "den"), by_check(d, "sex"), by_check(d, "stratum"),
  total_check(d, "y"), composite_check(d, c(.4, .6)), rao_scott_check(d, "y", "age")))

# ---- C. three stages with counts at all, names of inner units used again ----
set.seed(8103)
c3 <- do.call(rbind, lapply(1:2, function(h) do.call(rbind, lapply(1:(2 + h), function(i)
  do.call(rbind, lapply(1:sample(2:3, 1), function(j) {
    m <- sample(3:6, 1)
    cbind(people(m, rnorm(1, .3, .4)), stratum = paste0("h", h), psu = paste0("h", h, "p", i),
          ssu = paste0("u", j), N1 = c(8, 15)[h], N2 = 6, N3 = m + j + 7)
  }))))))
c3$ssu_id <- paste(c3$psu, c3$ssu)
c3$person <- seq_len(nrow(c3))
d <- svydesign(ids = ~psu + ssu_id + person, strata = ~stratum, fpc = ~N1 + N2 + N3, data = c3)
add("threestage", c3, d, plan(NULL, "stratum", list("psu", "ssu"), list("N1", "N2", "N3")), list(
  mean_check(d, "y"), mean_check(d, "q4"), mean_check(d, "y", list(var = "age", value = "b")),
  ratio_check(d, "num", "den"), ratio_check(d, "num", "den", list(var = "sex", value = "M")),
  by_check(d, "age"), by_check(d, "psu"), difference_check(d, "sex", "F", "M"), total_check(d, "den"),
  composite_check(d, c(.2, .8)), rao_scott_check(d, "y", "sex"), interval_check(d, "y", "logit"),
  interval_check(d, "y", "beta")))

# ---- D. clusters with weights, no counts, some strata lonely; cluster names used again ----
set.seed(8104)
c4 <- do.call(rbind, lapply(1:7, function(h) do.call(rbind, lapply(seq_len(c(3, 1, 2, 4, 1, 2, 5)[h]), function(i)
  cbind(people(sample(2:9, 1), rnorm(1, .5, .4)), stratum = paste0("h", h), psu = i)))))
c4$w <- round(exp(rnorm(nrow(c4), 2, .5)), 3)
c4$part <- ifelse(c4$stratum %in% c("h2", "h3"), "few", "many")
for (rule in c("adjust", "remove", "average")) {
  options(survey.lonely.psu = rule)
  d <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = c4)
  add(paste0("clusters_", rule), c4, d, plan("w", "stratum", list("psu"), list(), rule, TRUE), c(
    list(mean_check(d, "y"), mean_check(d, "q1"), mean_check(d, "y", list(var = "part", value = "few")),
         ratio_check(d, "num", "den"), ratio_check(d, "num", "den", list(var = "part", value = "few")),
         by_check(d, "part"), by_check(d, "sex"), by_check(d, "stratum"),
         difference_check(d, "part", "few", "many"), composite_check(d, c(.6, .4)),
         rao_scott_check(d, "y", "age"), rao_scott_check(d, "part", "sex")),
    if (rule == "remove") list(total_check(d, "y"))))
}
# the same without the lonely strata: replicate weights
c5 <- subset(c4, !stratum %in% c("h2", "h5")); c5$M <- c(3, NA, 4, 9, NA, 40, 6)[as.integer(substr(c5$stratum, 2, 2))]
options(survey.lonely.psu = "adjust")
d <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = c5)
add("jackknife", c5, d, plan("w", "stratum", list("psu"), list(), "adjust", TRUE),
    list(jackknife_check(d, "y"), jackknife_check(d, "overall")))
d <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, fpc = ~M, nest = TRUE, data = c5)
add("jackknife_fpc", c5, d, plan("w", "stratum", list("psu"), list("M"), "adjust", TRUE),
    list(jackknife_check(d, "y"), jackknife_check(d, "overall"), mean_check(d, "y"), ratio_check(d, "num", "den")))

# ---- E. calibration: clusters with counts, elements with counts, lonely clusters ----
calibrated <- function(kind, design, margins, bounds = NULL) {
  if (kind == "poststratify") {
    v <- names(margins)[1]
    f <- as.formula(paste0("~", v))
    pop <- data.frame(names(margins[[1]]), Freq = unlist(margins[[1]])); names(pop)[1] <- v
    return(postStratify(design, f, pop))
  }
  f <- as.formula(paste("~", paste(names(margins), collapse = "+")))
  totals <- c(sum(unlist(margins[[1]])), unlist(lapply(margins, function(m) unlist(m)[-1])))
  names(totals) <- colnames(model.matrix(f, design$variables))
  switch(kind,
    linear = calibrate(design, f, totals, calfun = "linear"),
    raking = calibrate(design, f, totals, calfun = "raking", epsilon = 1e-13, maxit = 200),
    logit = calibrate(design, f, totals, calfun = "logit", bounds = bounds, epsilon = 1e-13, maxit = 200))
}
data_of <- function(design) design$variables
calibration_check <- function(kind, design, margins, bounds = NULL, by = "sex") {
  g <- calibrated(kind, design, margins, bounds)
  m <- svymean(~y, g); r <- svyratio(~num, ~den, g); t <- svytotal(~y, g)
  s <- svyby(~num, as.formula(paste0("~", by)), g, svyratio, denominator = ~den)
  # svyby has no covariances for calibrated designs in this version: score columns side by side
  e <- sapply(seq_len(nrow(s)), function(k) {
    z <- as.character(data_of(g)[[by]]) == as.character(s[[by]][k])
    z * (data_of(g)$num - coef(s)[k] * data_of(g)$den) / sum(weights(g) * z * data_of(g)$den)
  })
  check(paste(kind, paste(names(margins), collapse = " ")), "calibrate",
        list(kind = kind, margins = margins, bounds = bounds, by = by),
        list(weights = unnamed(weights(g)), mean = unnamed(coef(m)), mean_se = unnamed(SE(m)),
             ratio = unnamed(coef(r)), ratio_se = unnamed(SE(r)), total_se = unnamed(SE(t)),
             by_est = unnamed(coef(s)), by_se = unnamed(SE(s)),
             by_vcov = unname(as.matrix(vcov(svytotal(e, g))))))
}
near <- function(data, w, v, push) {
  t <- tapply(w, data[[v]], sum) * push
  as.list(round(t, 2))
}
set.seed(8105)
margins_of <- function(data, w, push_sex, push_age) {
  s <- near(data, w, "sex", push_sex); a <- near(data, w, "age", push_age)
  s[["M"]] <- round(sum(unlist(a)) - s[["F"]], 2)
  list(sex = s, age = a)
}
for (name in c("elements", "clusters", "twostage")) {
  data <- switch(name, elements = a[a$stratum != "s4", ], clusters = c5, twostage = b)
  options(survey.lonely.psu = "adjust")
  d <- switch(name,
    elements = svydesign(ids = ~1, strata = ~stratum, fpc = ~N, data = data),
    clusters = svydesign(ids = ~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = data),
    twostage = svydesign(ids = ~psu + seq_len(nrow(data)), strata = ~stratum, fpc = ~N1 + N2, data = data))
  p <- switch(name,
    elements = plan(NULL, "stratum", list(), list("N")),
    clusters = plan("w", "stratum", list("psu"), list(), "adjust", TRUE),
    twostage = plan(NULL, "stratum", list("psu"), list("N1", "N2"), "remove"))
  if (name == "twostage") options(survey.lonely.psu = "remove")
  margins <- margins_of(data, unnamed(weights(d)), c(1.15, .9), c(.95, 1.1, 1.05))
  add(paste0("calibrated_", name), data, d, p, list(
    calibration_check("poststratify", d, margins["age"]),
    calibration_check("linear", d, margins), calibration_check("raking", d, margins),
    calibration_check("logit", d, margins, c(.4, 2.2)),
    calibration_check("raking", d, margins, by = "age")))
}

# one check a line
json <- function(x) toJSON(x, digits = NA, auto_unbox = TRUE, null = "null", na = "null")
body <- vapply(out, function(case) paste0(
  '{"case": ', json(case$case), ', "data": ', json(case$data), ', "design": ', json(case$design),
  ', "checks": [\n', paste0("  ", vapply(case$checks, json, ""), collapse = ",\n"), "\n]}"), "")
writeLines(c(paste0('{"source": "R ', getRversion(), ", survey ", packageVersion("survey"), '", "cases": ['),
             paste(body, collapse = ",\n"), "]}"), "designs.json")
cat(length(out), "cases,", sum(sapply(out, function(c) length(c$checks))), "checks\n")
