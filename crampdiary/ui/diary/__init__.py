"""All nights: the year at a glance, the list by night, the forms for one cramp and one night."""
