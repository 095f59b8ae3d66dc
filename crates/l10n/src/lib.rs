//! Languages: Fluent texts, dates and numbers as readers write them.
