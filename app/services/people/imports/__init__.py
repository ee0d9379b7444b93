"""Files of people: submitted, planned, previewed, confirmed, applied in one transaction, and put back."""
