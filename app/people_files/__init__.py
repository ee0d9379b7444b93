"""What people bring and libraries read: workbooks, telephone numbers, e-mail addresses, names of time zones."""
