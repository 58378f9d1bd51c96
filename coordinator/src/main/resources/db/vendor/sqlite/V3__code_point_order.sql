-- SQLite compares texts by their code points already.
SELECT 1;
