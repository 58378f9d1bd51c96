-- SQLite's checks cost little, and it drops none without writing a table anew.
SELECT 1;
