-- How many jobs, and how many bytes, by StatusCode: for DuckDB.
--
--     duckdb -list -noheader -cmd "SET VARIABLE dump = 'DUMP'; SET VARIABLE largest = 16777216" -f count.sql
--
-- Only the two columns asked for are declared, so that DuckDB need not guess the types and keeps nothing else. A
-- document is a page or a job. `largest` has to be more than the bytes of any document.
WITH jobs AS (
    SELECT unnest(coalesce(JobList, [{StatusCode: StatusCode, ArchiveSizeInBytes: ArchiveSizeInBytes}])) AS job
    FROM read_json(
        getvariable('dump'),
        columns = {
            JobList: 'STRUCT(StatusCode VARCHAR, ArchiveSizeInBytes BIGINT)[]',
            StatusCode: 'VARCHAR',
            ArchiveSizeInBytes: 'BIGINT'
        },
        maximum_object_size = getvariable('largest')
    )
), statuses AS (
    SELECT job.StatusCode AS status, count(*) AS jobs, coalesce(sum(job.ArchiveSizeInBytes), 0) AS bytes
    FROM jobs
    GROUP BY ALL
)
SELECT json_group_object(status, [jobs::UBIGINT, bytes::UBIGINT]) FROM statuses;
