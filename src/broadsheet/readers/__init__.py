"""The front desk: who reads, and who works here."""
