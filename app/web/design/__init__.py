"""The styleguide: every macro once, for those who build pages and for the tests that look at them."""
