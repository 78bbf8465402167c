"""Reading and writing other formats (CSV, JSON): text in, records or row problems out.

No storage here; whoever calls decides what is written to a diary.
"""
