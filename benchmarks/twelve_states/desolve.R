# deSolve (LSODA, the right-hand side in R), one person at a time; doses as events.
# Usage: Rscript desolve.R people.csv days rtol out.csv; prints CPU seconds per run of all people.
suppressPackageStartupMessages(library(deSolve))

given <- commandArgs(trailingOnly = TRUE)
people <- read.csv(given[1])
days <- as.integer(given[2])
rtol <- as.numeric(given[3])

rates <- function(t, y, p) with(as.list(c(y, p)), {
  plasma <- central / volume
  outward <- flow * (plasma - peripheral / peripheral_volume)
  occupancy <- site / (ec50 + site)
  effect <- emax * occupancy
  released <- vmax * base / (km + base) * (1 + effect) * store * (1 + brake) / (1 + brake * dopamine / base)
  drive <- r2 * (dopamine / (dopamine + half_drive) - rest) * (1 + r1 * occupancy)
  list(c(
    -ka * gut,
    ka * gut - clearance * plasma - outward,
    outward,
    ke0 * (plasma - site),
    refill * (1 - store) - use * effect * store,
    released - vmax * dopamine / (km + dopamine),
    kdeg_1 * (1 - r1 * (1 + gain_1 * occupancy)),
    kdeg_2 * (1 - r2 * (1 + gain_2 * dopamine / (dopamine + half_r2))),
    (weight_fast * drive - fast) / tau_fast,
    (weight_slow * drive - slow) / tau_slow,
    follow * (drive - fast - slow - hedonic),
    at_rest * exp(-steepness * hedonic)
  ))
})

start <- c(gut = 20000, central = 0, peripheral = 0, site = 0, store = 1, dopamine = 20,
           r1 = 1, r2 = 1, fast = 0, slow = 0, hedonic = 0, hazard = 0)
small <- c(1e2, 1e2, 1e2, 1, 1e-2, 0.2, 1e-2, 1e-2, 1e-3, 1e-3, 1e-3, 1e-4)
hours <- seq(0, 24 * days - 1)
doses <- data.frame(var = "gut", time = 24 * seq_len(days - 1), value = 20000, method = "add")

live <- function(i) {
  seen <- lsoda(start, hours, rates, unlist(people[i, ]), rtol = rtol, atol = rtol * small,
                events = list(data = doses), maxsteps = 1e5)
  seen[1 + doses$time, "gut"] <- seen[1 + doses$time, "gut"] + doses$value  # deSolve reports an hour before its dose
  seen[, -1]
}
spent <- system.time(seen <- do.call(rbind, lapply(seq_len(nrow(people)), live)))
write.csv(seen, given[4], row.names = FALSE)
cat(sum(spent[c("user.self", "sys.self")]), spent["elapsed"], "\n")
