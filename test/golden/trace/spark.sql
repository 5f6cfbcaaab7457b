WITH raw AS (
  SELECT CAST(`TIMESTAMP` AS TIMESTAMP) AS instant, CAST(`ContextTokens` AS DOUBLE) AS input, CAST(`GeneratedTokens` AS DOUBLE) AS output
  FROM requests
), request AS (
  SELECT UNIX_TIMESTAMP(instant) AS second, HOUR(instant) AS hour, input, output
  FROM raw
)
SELECT 'requests' AS measure, 0 AS bucket, CAST(COUNT(*) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'refused' AS measure, 0 AS bucket, CAST(SUM(CASE WHEN second IS NOT NULL AND input >= 0 AND input < 1e15 AND output >= 0 AND output < 1e15 THEN 0 ELSE 1 END) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'first' AS measure, 0 AS bucket, CAST(MIN(second) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'last' AS measure, 0 AS bucket, CAST(MAX(second) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'correlation' AS measure, 0 AS bucket, CAST(COALESCE(CORR(input, output), 0) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'input_mean' AS measure, 0 AS bucket, CAST(AVG(input) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'input_max' AS measure, 0 AS bucket, CAST(MAX(input) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'input_p50' AS measure, 0 AS bucket, CAST(PERCENTILE_APPROX(input, 0.5) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'input_p95' AS measure, 0 AS bucket, CAST(PERCENTILE_APPROX(input, 0.95) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'input_p99' AS measure, 0 AS bucket, CAST(PERCENTILE_APPROX(input, 0.99) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'input_histogram' AS measure, CASE WHEN input <= 1 THEN 0 WHEN input <= 2 THEN 1 WHEN input <= 4 THEN 2 WHEN input <= 8 THEN 3 WHEN input <= 16 THEN 4 WHEN input <= 32 THEN 5 WHEN input <= 64 THEN 6 WHEN input <= 128 THEN 7 WHEN input <= 256 THEN 8 WHEN input <= 512 THEN 9 WHEN input <= 1024 THEN 10 WHEN input <= 2048 THEN 11 WHEN input <= 4096 THEN 12 WHEN input <= 8192 THEN 13 WHEN input <= 16384 THEN 14 WHEN input <= 32768 THEN 15 WHEN input <= 65536 THEN 16 WHEN input <= 131072 THEN 17 WHEN input <= 262144 THEN 18 WHEN input <= 524288 THEN 19 WHEN input <= 1048576 THEN 20 ELSE 21 END AS bucket, CAST(COUNT(*) AS DOUBLE) AS value FROM request GROUP BY CASE WHEN input <= 1 THEN 0 WHEN input <= 2 THEN 1 WHEN input <= 4 THEN 2 WHEN input <= 8 THEN 3 WHEN input <= 16 THEN 4 WHEN input <= 32 THEN 5 WHEN input <= 64 THEN 6 WHEN input <= 128 THEN 7 WHEN input <= 256 THEN 8 WHEN input <= 512 THEN 9 WHEN input <= 1024 THEN 10 WHEN input <= 2048 THEN 11 WHEN input <= 4096 THEN 12 WHEN input <= 8192 THEN 13 WHEN input <= 16384 THEN 14 WHEN input <= 32768 THEN 15 WHEN input <= 65536 THEN 16 WHEN input <= 131072 THEN 17 WHEN input <= 262144 THEN 18 WHEN input <= 524288 THEN 19 WHEN input <= 1048576 THEN 20 ELSE 21 END
UNION ALL
SELECT 'output_mean' AS measure, 0 AS bucket, CAST(AVG(output) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'output_max' AS measure, 0 AS bucket, CAST(MAX(output) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'output_p50' AS measure, 0 AS bucket, CAST(PERCENTILE_APPROX(output, 0.5) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'output_p95' AS measure, 0 AS bucket, CAST(PERCENTILE_APPROX(output, 0.95) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'output_p99' AS measure, 0 AS bucket, CAST(PERCENTILE_APPROX(output, 0.99) AS DOUBLE) AS value FROM request
UNION ALL
SELECT 'output_histogram' AS measure, CASE WHEN output <= 1 THEN 0 WHEN output <= 2 THEN 1 WHEN output <= 4 THEN 2 WHEN output <= 8 THEN 3 WHEN output <= 16 THEN 4 WHEN output <= 32 THEN 5 WHEN output <= 64 THEN 6 WHEN output <= 128 THEN 7 WHEN output <= 256 THEN 8 WHEN output <= 512 THEN 9 WHEN output <= 1024 THEN 10 WHEN output <= 2048 THEN 11 WHEN output <= 4096 THEN 12 WHEN output <= 8192 THEN 13 WHEN output <= 16384 THEN 14 WHEN output <= 32768 THEN 15 WHEN output <= 65536 THEN 16 WHEN output <= 131072 THEN 17 WHEN output <= 262144 THEN 18 WHEN output <= 524288 THEN 19 WHEN output <= 1048576 THEN 20 ELSE 21 END AS bucket, CAST(COUNT(*) AS DOUBLE) AS value FROM request GROUP BY CASE WHEN output <= 1 THEN 0 WHEN output <= 2 THEN 1 WHEN output <= 4 THEN 2 WHEN output <= 8 THEN 3 WHEN output <= 16 THEN 4 WHEN output <= 32 THEN 5 WHEN output <= 64 THEN 6 WHEN output <= 128 THEN 7 WHEN output <= 256 THEN 8 WHEN output <= 512 THEN 9 WHEN output <= 1024 THEN 10 WHEN output <= 2048 THEN 11 WHEN output <= 4096 THEN 12 WHEN output <= 8192 THEN 13 WHEN output <= 16384 THEN 14 WHEN output <= 32768 THEN 15 WHEN output <= 65536 THEN 16 WHEN output <= 131072 THEN 17 WHEN output <= 262144 THEN 18 WHEN output <= 524288 THEN 19 WHEN output <= 1048576 THEN 20 ELSE 21 END
UNION ALL
SELECT 'hourly' AS measure, hour AS bucket, CAST(COUNT(*) AS DOUBLE) AS value FROM request GROUP BY hour
