# SPDX-License-Identifier: EUPL-1.2
# What `wegmarke_stats::hidden` does by p <= 0.02, with glm() of base R: prints the estimate, and the
# seconds that so many repetitions of the whole choice take.
arguments <- commandArgs(trailingOnly = TRUE)
repetitions <- as.integer(arguments[2])
given <- read.csv(arguments[1])
lists <- setdiff(names(given), "count")
cells <- expand.grid(rep(list(0:1), length(lists)))
names(cells) <- lists
cells <- cells[rowSums(cells) > 0, ]
key <- function(rows) do.call(paste0, rows[lists])
cells$count <- given$count[match(key(cells), key(given))]
cells$count[is.na(cells$count)] <- 0
pairs <- combn(lists, 2, paste, collapse = ":")

fit <- function(data, chosen) {
  glm(reformulate(c(lists, chosen), "count"), poisson, data)
}

# Twice the smaller tail: how surprising it is how many cases two lists share.
surprise <- function(data, held) {
  vapply(strsplit(pairs, ":"), function(pair) {
    both <- data[[pair[1]]] & data[[pair[2]]]
    shared <- sum(data$count[both])
    expected <- sum(fitted(held)[both])
    # An effect of a pair that shares nobody is infinite; it is passed over.
    if (shared == 0) return(1)
    2 * min(ppois(shared, expected), ppois(shared - 1, expected, lower.tail = FALSE))
  }, 0)
}

total <- function(data) {
  chosen <- character()
  held <- fit(data, chosen)
  repeat {
    p <- surprise(data, held)
    p[pairs %in% chosen] <- 1
    at <- which.min(p)
    if (p[at] > 0.02) break
    chosen <- c(chosen, pairs[at])
    held <- fit(data, chosen)
  }
  sum(data$count) + exp(coef(held)[["(Intercept)"]])
}

estimate <- total(cells)
observed <- sum(cells$count)
set.seed(14)
seconds <- system.time(for (i in seq_len(repetitions)) {
  drawn <- cells
  drawn$count <- as.vector(rmultinom(1, observed, cells$count))
  suppressWarnings(total(drawn))
})[["elapsed"]]
cat(estimate, seconds, "\n")
