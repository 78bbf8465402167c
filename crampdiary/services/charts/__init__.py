"""What each chart shows of a diary: one module a chart that reads its plain data, no figures."""
