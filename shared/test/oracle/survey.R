# Recomputes samples with R's survey package. Usage: Rscript survey.R CASES.csv SETTINGS.csv > ANSWERS.csv
# One line a figure: case, figure, value at full precision; NA where R gives none.
suppressPackageStartupMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1], stringsAsFactors = FALSE)
settings <- read.csv(arguments[2], stringsAsFactors = FALSE)

say <- function(case, figure, value)
  cat(sprintf("%d,%s,%s\n", case, figure, ifelse(is.na(value), "NA", sprintf("%.17g", value))))

totals_of <- function(text) {
  parts <- strsplit(strsplit(text, " ")[[1]], "=")
  stats::setNames(as.numeric(sapply(parts, `[`, 2)), sapply(parts, `[`, 1))
}

design_of <- function(data, s) {
  data$row <- seq_len(nrow(data))
  ids <- switch(s$stages + 1, ~row, ~cluster, ~cluster + household)
  fpc <- if (!s$hasPopulations) NULL else
    switch(s$stages + 1, ~clustersInStratum, ~clustersInStratum, ~clustersInStratum + householdsInCluster)
  arguments <- list(ids = ids, weights = ~weight, data = data, nest = TRUE)
  if (s$hasStrata) arguments$strata <- ~stratum
  if (!is.null(fpc)) arguments$fpc <- fpc
  do.call(svydesign, arguments)
}

fit <- function(design, s) {
  sex <- totals_of(s$sexTotals)
  age <- totals_of(s$ageTotals)
  if (s$margins == 1)
    postStratify(design, ~sex, data.frame(sex = names(sex), Freq = as.vector(sex)))
  else if (s$margins == 2) {
    design$variables$sex <- factor(design$variables$sex, levels = names(sex))
    design$variables$age <- factor(design$variables$age, levels = names(age))
    population <- c(`(Intercept)` = sum(sex))
    formula <- "~1"
    if (length(sex) > 1) { formula <- paste(formula, "+ sex"); population <- c(population, stats::setNames(sex[-1], paste0("sex", names(sex)[-1]))) }
    if (length(age) > 1) { formula <- paste(formula, "+ age"); population <- c(population, stats::setNames(age[-1], paste0("age", names(age)[-1]))) }
    calibrate(design, as.formula(formula), population, calfun = "raking", epsilon = 1e-14, maxit = 500, force = FALSE)
  } else design
}

attempt <- function(expression) tryCatch(suppressWarnings(expression), error = function(e) { message(conditionMessage(e)); NULL })

for (index in seq_len(nrow(settings))) {
  s <- settings[index, ]
  data <- rows[rows$case == s$case, ]
  # A fitted design keeps the rows outside of a part at weight 0, so a missing answer must not poison their sums.
  data$answered <- !is.na(data$y)
  data$y[!data$answered] <- 0
  options(survey.lonely.psu = s$singleClusters)
  design <- attempt(fit(design_of(data, s), s))
  if (is.null(design)) { say(s$case, "failed", 1); next }
  for (domain in c("all", "inside")) {
    part <- if (domain == "all") subset(design, answered) else subset(design, answered & isInDomain == 1)
    name <- function(figure) paste(domain, figure, sep = ".")
    if (nrow(part) == 0) next
    mean <- attempt(svymean(~y, part, deff = "replace"))
    total <- attempt(svytotal(~y, part))
    ratio <- attempt(svyratio(~y, ~x, part))
    if (!is.null(mean)) {
      say(s$case, name("mean"), coef(mean)[[1]])
      say(s$case, name("mean.se"), as.numeric(SE(mean)))
      say(s$case, name("deff"), as.numeric(deff(mean)))
    }
    if (!is.null(total)) { say(s$case, name("total"), coef(total)[[1]]); say(s$case, name("total.se"), as.numeric(SE(total))) }
    if (!is.null(ratio)) { say(s$case, name("ratio"), coef(ratio)[[1]]); say(s$case, name("ratio.se"), as.numeric(SE(ratio))) }
    say(s$case, name("df"), degf(part))
    if (degf(part) > 0 && !is.null(mean)) {
      interval <- confint(mean, df = degf(part))
      say(s$case, name("low"), interval[1]); say(s$case, name("high"), interval[2])
      p <- coef(mean)[[1]]
      if (s$isShare && !is.na(p) && p > 1e-12 && p < 1 - 1e-12) {
        logit <- attempt(confint(svycontrast(mean, quote(log(y / (1 - y)))), df = degf(part)))
        if (!is.null(logit)) { say(s$case, name("share.low"), plogis(logit[1])); say(s$case, name("share.high"), plogis(logit[2])) }
      }
    }
  }
  # The difference of two domain means as the slope of a saturated regression: svyby(covmat = TRUE) fails on fitted designs.
  both <- subset(design, answered)
  if (length(unique(both$variables$isInDomain[weights(both) > 0])) == 2) {
    slope <- attempt(svyglm(y ~ isInDomain, both))
    if (!is.null(slope)) {
      say(s$case, "difference", coef(slope)[["isInDomain"]])
      say(s$case, "difference.se", as.numeric(SE(slope)[["isInDomain"]]))
    }
  }
}
