"""Runs count.sql with Python's module duckdb, where the command duckdb is not installed.

    python3 count_sql.py DUMP LARGEST
"""

import pathlib
import sys

import duckdb

if __name__ == "__main__":
    connection = duckdb.connect()
    connection.execute("SET VARIABLE dump = ?::VARCHAR", [sys.argv[1]])
    connection.execute("SET VARIABLE largest = ?::UINTEGER", [int(sys.argv[2])])
    sql = pathlib.Path(__file__).with_name("count.sql").read_text(encoding="utf-8")
    print(connection.execute(sql).fetchone()[0])
