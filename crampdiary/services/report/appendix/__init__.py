"""What may follow the doctor's page: one module an appendix, which tells its part in full."""
