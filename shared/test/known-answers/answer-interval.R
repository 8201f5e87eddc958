# Makes answer-interval-4.1.1.json: the shares of the options of two questions in a small clustered sample, in two units
# and in the men and women of each, with their standard errors and intervals.
#   Rscript shared/test/known-answers/answer-interval.R > shared/test/known-answers/answer-interval-4.1.1.json
# A share is a mean over those who answered (svymean); its interval is that of its logit with the design's degrees of
# freedom: that of svyciprop, method logit, which gives none where there is one degree only. The design effect is beside a
# sample drawn with replacement.
suppressMessages(library(survey))
set.seed(20261127)
villages <- data.frame(
  district = rep(c("1", "2", "3"), c(5, 4, 1)),
  unit = c("x", "x", "x", "y", "y", "x", "x", "x", "y", "y"),
  village = seq_len(10)
)
rows <- do.call(rbind, lapply(seq_len(nrow(villages)), function(v) {
  n <- sample(5:9, 1)
  lift <- rnorm(1, 0, 0.6)
  channel <- function(shift) as.numeric(runif(n) < plogis(lift + shift))
  data.frame(
    villages[rep(v, n), ],
    sex = sample(1:2, n, TRUE),
    # 0 is an answer that was left blank, of the channels in all three columns.
    c3 = ifelse(runif(n) < 0.1, 0, sample(1:3, n, TRUE, prob = c(0.2, 0.3 * exp(lift), 0.5))),
    answered = as.numeric(runif(n) > 0.1), loa = channel(0.4), hop = channel(-0.5), mang = channel(0)
  )
}))
channels <- c("loa", "hop", "mang")
rows[channels] <- rows[channels] * rows$answered
options(survey.lonely.psu = "adjust")
for (option in 1:3) rows[[paste0("c3_", option)]] <- as.numeric(rows$c3 == option)
design <- svydesign(ids = ~village, strata = ~district, weights = ~1, data = rows)
asked <- rbind(
  data.frame(share = paste0("c3/", 1:3), column = paste0("c3_", 1:3), valid = "c3"),
  data.frame(share = paste0("c2/", channels), column = channels, valid = "answered")
)
answers <- list()
for (unit in c("x", "y")) for (sex in 0:2) for (i in seq_len(nrow(asked))) {
  inside <- rows$unit == unit & rows[[asked$valid[i]]] > 0 & (sex == 0 | rows$sex == sex)
  domain <- design[inside, ]
  formula <- as.formula(paste0("~", asked$column[i]))
  mean <- svymean(formula, domain, deff = "replace")
  p <- as.numeric(coef(mean))
  se <- as.numeric(SE(mean))
  reach <- qt(0.975, degf(domain)) * se / (p * (1 - p))
  ends <- plogis(qlogis(p) + c(-reach, reach))
  theirs <- attr(svyciprop(formula, domain, method = "logit"), "ci")
  stopifnot(degf(domain) == 1 || max(abs(theirs - ends)) < 1e-9)
  answers[[length(answers) + 1]] <- sprintf(
    '{"unit": "%s", "sex": %d, "share": "%s", "estimate": %.15g, "standardError": %.15g, "low": %.15g, "high": %.15g, "degreesOfFreedom": %d, "designEffect": %.15g}',
    unit, sex, asked$share[i], p, se, ends[1], ends[2], as.integer(degf(domain)), as.numeric(deff(mean)))
}
columns <- c("district", "unit", "village", "sex", "c3", "answered", channels)
lines <- apply(rows[columns], 1, function(row)
  sprintf('["%s", "%s", "%s", %s]', row[1], row[2], trimws(row[3]), paste(trimws(row[4:9]), collapse = ", ")))
cat(sprintf('{\n  "source": "R %s, survey %s; answer-interval.R beside this file",\n', getRversion(), packageVersion("survey")))
cat('  "columns": ["district", "unit", "village", "sex", "c3", "answered", "loa", "hop", "mang"],\n')
cat('  "rows": [\n    ', paste(lines, collapse = ",\n    "), '\n  ],\n', sep = "")
cat('  "answers": [\n    ', paste(unlist(answers), collapse = ",\n    "), '\n  ]\n}\n', sep = "")
