"""Makes a checkout ready to run: virtual environment, locked packages, system libraries.

Standard library only, since it runs before anything is installed. Nothing here is shipped.
"""
