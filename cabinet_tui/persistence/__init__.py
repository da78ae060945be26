"""What is kept on this computer: one SQLite file a profile. sqlite3 lives here, nowhere else."""
