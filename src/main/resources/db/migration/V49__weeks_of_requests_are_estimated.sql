-- Waits are read by week. Without statistics PostgreSQL expects as many weeks as requests, so it sorts
-- all requests on the disk instead of adding them up in memory.
create statistics support_request_weeks on date_bin('7 days', asked_at, 'epoch') from support_request;

analyze support_request;
