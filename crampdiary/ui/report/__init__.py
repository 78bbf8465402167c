"""The Report page: the page for the doctor, chosen, previewed and saved."""
