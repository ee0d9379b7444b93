"""`/admin`: whether all of it runs, who signs in, what goes out, what was done, and what runs when."""
