# Makes index-interval-4.1.1.json: the indices of a small clustered sample with their standard errors and intervals.
#   Rscript shared/test/known-answers/index-interval.R > shared/test/known-answers/index-interval-4.1.1.json
# Each index is a function of totals (satisfied and valid answers of each criterion), so its variance is that of
# svycontrast over svytotal; the interval is that of its logit with the design's degrees of freedom.
suppressMessages(library(survey))
set.seed(20261126)
villages <- data.frame(
  district = rep(c("1", "2", "3"), c(5, 4, 1)),
  unit = c("x", "x", "x", "y", "y", "x", "x", "x", "y", "y"),
  village = seq_len(10),
  # Households for which a respondent of the village stands, in the second estimate.
  weight = c(12.5, 30, 7.25, 18, 41, 22.75, 9, 15.5, 27, 33)
)
rows <- do.call(rbind, lapply(seq_len(nrow(villages)), function(v) {
  n <- sample(4:9, 1)
  lift <- rnorm(1, 0.6, 0.7)
  draw <- function(shift, missing) {
    answer <- ifelse(runif(n) < plogis(lift + shift), sample(4:5, n, TRUE), sample(1:3, n, TRUE))
    ifelse(runif(n) < missing, 0, answer)
  }
  data.frame(villages[rep(v, n), ], a1 = draw(0.4, 0.1), a2 = draw(-0.2, 0), b1 = draw(0, 0.3))
}))
criteria <- c("a1", "a2", "b1")
for (code in criteria) {
  rows[[paste0("s_", code)]] <- as.numeric(rows[[code]] >= 4)
  rows[[paste0("v_", code)]] <- as.numeric(rows[[code]] > 0)
}
options(survey.lonely.psu = "adjust")
plain <- svydesign(ids = ~village, strata = ~district, weights = ~1, data = rows)
weighted <- svydesign(ids = ~village, strata = ~district, weights = ~weight, data = rows)
sums <- as.formula(paste("~", paste(c(paste0("s_", criteria), paste0("v_", criteria)), collapse = "+")))
formulas <- list(
  a1 = quote(s_a1 / v_a1),
  A = quote((s_a1 / v_a1 + s_a2 / v_a2) / 2),
  criterion_mean = quote((s_a1 / v_a1 + s_a2 / v_a2 + s_b1 / v_b1) / 3),
  factor_mean = quote(((s_a1 / v_a1 + s_a2 / v_a2) / 2 + s_b1 / v_b1) / 2),
  pooled_answers = quote((s_a1 + s_a2 + s_b1) / (v_a1 + v_a2 + v_b1))
)
answers <- list()
for (isWeighted in c(FALSE, TRUE)) for (asked in c("x", "y")) {
  design <- if (isWeighted) weighted else plain
  domain <- design[rows$unit == asked, ]
  totals <- svytotal(sums, domain)
  for (name in names(formulas)) {
    found <- svycontrast(totals, formulas[[name]])
    p <- as.numeric(coef(found))
    se <- as.numeric(SE(found))
    # Of a share alone: of a mean of several no variance of single draws is known here.
    alone <- svymean(~s_a1, design[rows$unit == asked & rows$v_a1 > 0, ], deff = "replace")
    effect <- if (name == "a1") sprintf("%.15g", as.numeric(deff(alone))) else "null"
    reach <- qt(0.975, degf(domain)) * se / (p * (1 - p))
    answers[[length(answers) + 1]] <- sprintf(
      '{"isWeighted": %s, "unit": "%s", "figure": "%s", "estimate": %.15g, "standardError": %.15g, "low": %.15g, "high": %.15g, "degreesOfFreedom": %d, "designEffect": %s}',
      tolower(isWeighted), asked, name, p, se, plogis(qlogis(p) - reach), plogis(qlogis(p) + reach), as.integer(degf(domain)), effect)
  }
}
lines <- apply(rows[c("district", "unit", "village", criteria)], 1, function(row)
  sprintf('["%s", "%s", "%s", %s]', row[1], row[2], trimws(row[3]), paste(trimws(row[4:6]), collapse = ", ")))
cat(sprintf('{\n  "source": "R %s, survey %s; index-interval.R beside this file",\n', getRversion(), packageVersion("survey")))
cat('  "columns": ["district", "unit", "village", "a1", "a2", "b1"],\n')
cat('  "weights": [', paste(villages$weight, collapse = ", "), '],\n', sep = "")
cat('  "rows": [\n    ', paste(lines, collapse = ",\n    "), '\n  ],\n', sep = "")
cat('  "answers": [\n    ', paste(unlist(answers), collapse = ",\n    "), '\n  ]\n}\n', sep = "")
