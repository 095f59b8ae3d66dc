//! View structs, templates, charts.
