"""A study: from its file to its result.

`load` reads a study file into a `study`, an immutable value with one part for each section (`design`, `arm`,
`outcome`, `analysis_plan`, `published`, `conduct`). A `cohort` is screened and allocated along the `calendar`, runs,
and is observed; `analysis` makes of the observations what the trial made of its own, and `power` counts how often a
trial of this size finds it.
"""
