"""Reading and writing other formats (CSV, JSON): bytes in, records or row problems out.

No storage here; whoever calls decides what is written to a diary. Numbers and dates are written in
the C locale, whatever the machine's, and texts in UTF-8.
"""
