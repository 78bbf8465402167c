"""The document for the doctor: plain data to PDF through Typst.

The patient's words go in as data, never as source.
"""
