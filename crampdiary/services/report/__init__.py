"""The report for the doctor: what stands on its page and in its appendices, counted and worded."""
