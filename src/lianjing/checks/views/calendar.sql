/* calendar: the months from 1990 to 2060: month (first day), month_end (last day). Joined where a longer period has to be looked at month by month. */
SELECT month::DATE AS month, last_day(month) AS month_end
FROM (SELECT unnest(generate_series(DATE '1990-01-01', DATE '2060-12-01', INTERVAL 1 MONTH)) AS month)
