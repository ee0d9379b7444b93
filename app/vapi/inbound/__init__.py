"""What Vapi sends during a call, and what it is answered."""
