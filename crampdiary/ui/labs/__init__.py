"""The Lab results page: the table by test and date, small charts beside it, and the dialog."""
