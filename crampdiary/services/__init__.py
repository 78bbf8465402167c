"""One use case a function: log a cramp, answer for a night, import, export, build the report.

Services see storage only through the ports of the domain and import no third party.
"""
