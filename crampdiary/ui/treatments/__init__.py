"""The Treatments page: what is taken, planned, ended; medicines; conditions; their forms."""
