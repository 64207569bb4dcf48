-- What rulebook.yaml says, in DuckDB's SQL: every score of every contact, from all the exports there are.
-- Variables: contacts (a file), events (files), as_of (a day), scores (the file to write).

SET TimeZone = 'Europe/Amsterdam';
SET VARIABLE t = CAST(getvariable('as_of') AS TIMESTAMPTZ) + INTERVAL 1 DAY - INTERVAL 1 MILLISECOND;

CREATE TEMP TABLE contact AS
SELECT contact_id, email, member_since
FROM read_csv(
  getvariable('contacts'),
  header = true, delim = ',', quote = '"', escape = '"',
  columns = {
    contact_id: 'VARCHAR', email: 'VARCHAR', first_name: 'VARCHAR', last_name: 'VARCHAR', country: 'VARCHAR',
    club: 'VARCHAR', member_since: 'DATE', birth_year: 'SMALLINT', unsubscribed: 'VARCHAR'
  }
)
WHERE email IS NULL OR NOT ends_with(lower(email), '@sport-shop.example');

CREATE TEMP TABLE event AS
SELECT * EXCLUDE (page, device)
FROM read_csv(
  getvariable('events'),
  header = true, delim = ',', quote = '"', escape = '"',
  columns = {
    event_id: 'VARCHAR', contact_id: 'VARCHAR', type: 'VARCHAR', occurred_at: 'TIMESTAMPTZ', category: 'VARCHAR',
    product_id: 'VARCHAR', amount: 'DECIMAL(18, 6)', page: 'VARCHAR', campaign: 'VARCHAR', stars: 'TINYINT',
    device: 'VARCHAR'
  }
)
WHERE occurred_at <= getvariable('t')
  AND NOT (type IN ('email_open', 'email_click') AND device IS NOT DISTINCT FROM 'bot');

-- Traits.
CREATE TEMP TABLE trait AS
SELECT
  contact_id,
  sum(amount) FILTER (type = 'purchase' AND occurred_at > getvariable('t') - INTERVAL 1 YEAR) AS spent_past_year,
  count(*) FILTER (type = 'purchase') AS orders,
  max(occurred_at) FILTER (type = 'purchase') AS last_order,
  -- The as-of ends a day, so whole days are days between dates.
  date_diff('day', CAST(max(occurred_at) AS DATE), CAST(getvariable('as_of') AS DATE)) AS days_quiet,
  coalesce(bool_or(type = 'email_open' AND occurred_at > getvariable('t') - INTERVAL 6 MONTH), false) AS has_opened
FROM event
GROUP BY contact_id;

-- Carts of the past three months that no purchase or removal of the same product followed within a day.
CREATE TEMP TABLE left_cart AS
SELECT cart.contact_id, cart.category
FROM event AS cart
WHERE cart.type = 'add_to_cart'
  AND cart.category IN ('running', 'hiking')
  AND cart.occurred_at > getvariable('t') - INTERVAL 3 MONTH
  AND cart.occurred_at + INTERVAL 24 HOUR <= getvariable('t')
  AND NOT EXISTS (
    FROM event AS later
    WHERE later.contact_id = cart.contact_id
      AND later.product_id = cart.product_id
      AND later.type IN ('purchase', 'remove_from_cart')
      AND (later.occurred_at > cart.occurred_at OR (later.occurred_at = cart.occurred_at AND later.event_id > cart.event_id))
      AND later.occurred_at <= cart.occurred_at + INTERVAL 24 HOUR
  );

-- Orders over 100 that count: the first, then each time the first that is at least 30 days after the one before.
CREATE TEMP TABLE counted_large_order AS
WITH RECURSIVE
large_order AS MATERIALIZED (
  SELECT contact_id, occurred_at, occurred_at - INTERVAL 30 DAY AS thirty_days_before
  FROM event
  WHERE type = 'purchase' AND amount >= 100
),
counted(contact_id, counted_at) AS (
  SELECT contact_id, min(occurred_at) FROM large_order GROUP BY contact_id
  UNION ALL
  SELECT counted.contact_id, min(large_order.occurred_at)
  FROM counted
  JOIN large_order
    ON large_order.contact_id = counted.contact_id AND counted.counted_at <= large_order.thirty_days_before
  GROUP BY counted.contact_id
)
FROM counted;

-- What each rule gives each contact, with nothing for those that get nothing.
CREATE TEMP VIEW award AS
SELECT 'viewed-' || category AS rule, category AS grp, contact_id, CAST(count(*) AS DECIMAL(18, 6)) AS points
FROM (
  SELECT contact_id, category
  FROM event
  WHERE type = 'page_view' AND category IN ('running', 'hiking') AND occurred_at > getvariable('t') - INTERVAL 6 MONTH
  QUALIFY row_number() OVER (PARTITION BY contact_id, category, CAST(occurred_at AS DATE))
    <= CASE category WHEN 'running' THEN 3 ELSE 1 END
)
GROUP BY contact_id, category

UNION ALL BY NAME
SELECT 'searched-' || category AS rule, category AS grp, contact_id, 2 * count(DISTINCT period) AS points
FROM (
  SELECT
    contact_id,
    category,
    CASE category WHEN 'running' THEN CAST(occurred_at AS DATE) ELSE date_trunc('week', CAST(occurred_at AS DATE)) END AS period
  FROM event
  WHERE type = 'search' AND category IN ('running', 'hiking') AND occurred_at > getvariable('t') - INTERVAL 3 MONTH
)
GROUP BY contact_id, category

UNION ALL BY NAME
SELECT
  'carted-' || category AS rule, category AS grp, contact_id, 4 * count(DISTINCT coalesce(product_id, '')) AS points
FROM event
WHERE type = 'add_to_cart' AND category IN ('running', 'hiking') AND occurred_at > getvariable('t') - INTERVAL 3 MONTH
GROUP BY contact_id, category

UNION ALL BY NAME
SELECT 'left-' || category || '-in-cart' AS rule, category AS grp, contact_id, 3 * count(*) AS points
FROM left_cart
GROUP BY contact_id, category

UNION ALL BY NAME
SELECT
  'bought-' || category AS rule,
  category AS grp,
  contact_id,
  CASE category
    WHEN 'running' THEN sum(least(20, CAST(trunc(amount) AS BIGINT) // 10))
    ELSE sum(least(20, 2 * (CAST(trunc(amount) AS BIGINT) // 25)))
  END AS points
FROM event
WHERE type = 'purchase' AND category IN ('running', 'hiking') AND amount IS NOT NULL
GROUP BY contact_id, category

UNION ALL BY NAME
-- A quarter less every month, down to 3; after seven months it is there.
SELECT category || '-workshop' AS rule, category AS grp, contact_id, sum(worth) AS points
FROM event
JOIN (
  SELECT
    getvariable('t') - to_months(month) AS until,
    CASE WHEN month < 7 THEN getvariable('t') - to_months(month + 1) ELSE '-infinity' END AS after,
    worth
  FROM (VALUES
    (0, 20.0), (1, 15.0), (2, 11.25), (3, 8.4375), (4, 6.328125), (5, 4.746094), (6, 3.559570), (7, 3.0)
  ) AS decay(month, worth)
) AS decayed ON occurred_at > after AND occurred_at <= until
WHERE type = 'workshop_signup' AND category IN ('running', 'hiking')
GROUP BY contact_id, category

UNION ALL BY NAME
SELECT 'clicked-' || grp AS rule, grp, contact_id, 5 * count(DISTINCT week) AS points
FROM (
  SELECT
    contact_id,
    CASE WHEN starts_with(campaign, 'run') THEN 'running' ELSE 'hiking' END AS grp,
    date_trunc('week', CAST(occurred_at AS DATE)) AS week
  FROM event
  WHERE type = 'email_click'
    AND (starts_with(campaign, 'run') OR starts_with(campaign, 'hike'))
    AND occurred_at > getvariable('t') - INTERVAL 1 YEAR
)
GROUP BY contact_id, grp

UNION ALL BY NAME
SELECT DISTINCT 'registered' AS rule, 'loyalty' AS grp, contact_id, 10 AS points
FROM event
WHERE type = 'account_created'

UNION ALL BY NAME
SELECT
  'ordered' AS rule, 'loyalty' AS grp, contact_id,
  sum(CAST(least(amount, 400) * 0.0575 AS DECIMAL(18, 6))) AS points
FROM event
WHERE type = 'purchase' AND amount IS NOT NULL
GROUP BY contact_id

UNION ALL BY NAME
SELECT 'large-order' AS rule, 'loyalty' AS grp, contact_id, 5 * count(*) AS points
FROM counted_large_order
GROUP BY contact_id

UNION ALL BY NAME
SELECT
  'reviewed' AS rule, 'loyalty' AS grp, contact_id, sum(CASE stars WHEN 5 THEN 4 WHEN 4 THEN 2 ELSE -3 END) AS points
FROM (
  FROM event
  WHERE type = 'review' AND stars IN (5, 4, 1)
  QUALIFY row_number() OVER (PARTITION BY contact_id, coalesce(product_id, '') ORDER BY occurred_at, event_id) = 1
)
GROUP BY contact_id

UNION ALL BY NAME
SELECT
  'shared' AS rule, 'loyalty' AS grp, contact_id,
  5 * least(10, count(DISTINCT date_trunc('week', CAST(occurred_at AS DATE)))) AS points
FROM event
WHERE type = 'social_share'
GROUP BY contact_id

UNION ALL BY NAME
SELECT 'returned' AS rule, 'loyalty' AS grp, contact_id, greatest(-24, -8 * count(*)) AS points
FROM event
WHERE type = 'return'
GROUP BY contact_id

UNION ALL BY NAME
-- Half as bad every quarter; the exports go back two years, which are eight.
SELECT 'complained' AS rule, 'loyalty' AS grp, contact_id, sum(worth) AS points
FROM event
JOIN (
  SELECT
    getvariable('t') - to_months(3 * quarter) AS until,
    getvariable('t') - to_months(3 * quarter + 3) AS after,
    worth
  FROM (VALUES
    (0, -15.0), (1, -7.5), (2, -3.75), (3, -1.875), (4, -0.9375), (5, -0.46875), (6, -0.234375), (7, -0.117188),
    (8, -0.058594)
  ) AS decay(quarter, worth)
) AS decayed ON occurred_at > after AND occurred_at <= until
WHERE type = 'complaint'
GROUP BY contact_id

UNION ALL BY NAME
SELECT
  'visited-store' AS rule, 'loyalty' AS grp, contact_id,
  3 * count(DISTINCT date_trunc('month', CAST(occurred_at AS DATE))) AS points
FROM event
WHERE type = 'store_visit'
GROUP BY contact_id

UNION ALL BY NAME
SELECT 'big-spender' AS rule, 'loyalty' AS grp, contact_id, 30 AS points
FROM trait
WHERE spent_past_year > 500 AND orders >= 2

UNION ALL BY NAME
SELECT 'lapsed' AS rule, 'loyalty' AS grp, contact_id, -15 AS points
FROM trait
WHERE last_order <= getvariable('t') - INTERVAL 6 MONTH

UNION ALL BY NAME
SELECT
  'recency' AS rule, 'loyalty' AS grp, contact_id,
  CASE WHEN days_quiet <= 7 THEN 10 WHEN days_quiet <= 30 THEN 5 WHEN days_quiet <= 90 THEN 0 ELSE -10 END AS points
FROM contact
LEFT JOIN trait USING (contact_id)

UNION ALL BY NAME
SELECT
  'member-for' AS rule, 'loyalty' AS grp, contact_id,
  4 * least(5, date_sub('year', member_since, CAST(getvariable('as_of') AS DATE))) AS points
FROM contact
WHERE member_since <= CAST(getvariable('as_of') AS DATE)

UNION ALL BY NAME
SELECT 'opened' AS rule, 'mail' AS grp, contact_id, 2 * count(DISTINCT coalesce(campaign, '')) AS points
FROM event
WHERE type = 'email_open' AND occurred_at > getvariable('t') - INTERVAL 3 MONTH
GROUP BY contact_id

UNION ALL BY NAME
SELECT 'clicked' AS rule, 'mail' AS grp, contact_id, 3 * count(DISTINCT CAST(occurred_at AS DATE)) AS points
FROM event
WHERE type = 'email_click' AND occurred_at > getvariable('t') - INTERVAL 3 MONTH
GROUP BY contact_id

UNION ALL BY NAME
SELECT 'bounced' AS rule, 'mail' AS grp, contact_id, -20 * least(2, count(*)) AS points
FROM event
WHERE type = 'email_bounce' AND occurred_at > getvariable('t') - INTERVAL 1 YEAR
GROUP BY contact_id

UNION ALL BY NAME
SELECT 'no-open' AS rule, 'mail' AS grp, contact_id, -30 AS points
FROM contact
LEFT JOIN trait USING (contact_id)
WHERE has_opened IS NOT TRUE;

COPY (
  WITH summed AS (
    SELECT
      contact_id,
      sum(points) FILTER (grp = 'running') AS running,
      sum(points) FILTER (grp = 'hiking') AS hiking,
      sum(points) FILTER (grp = 'loyalty') AS loyalty,
      sum(points) FILTER (grp = 'mail') AS mail
    FROM award
    GROUP BY contact_id
  ),
  plain AS (
    SELECT
      contact_id,
      CAST(coalesce(running, 0) AS DECIMAL(18, 6)) AS running,
      CAST(coalesce(hiking, 0) AS DECIMAL(18, 6)) AS hiking,
      CAST(least(250, greatest(-50, 10 + coalesce(loyalty, 0))) AS DECIMAL(18, 6)) AS loyalty,
      CAST(least(100, greatest(0, 50 + coalesce(mail, 0))) AS DECIMAL(18, 6)) AS mail
    FROM contact
    LEFT JOIN summed USING (contact_id)
  )
  SELECT
    contact_id,
    running AS "score.running",
    hiking AS "score.hiking",
    loyalty AS "score.loyalty",
    mail AS "score.mail",
    CAST(running + hiking + loyalty * 0.5 + mail * 0.25 AS DECIMAL(18, 6)) AS "score.total"
  FROM plain
  ORDER BY contact_id
) TO (getvariable('scores')) (FORMAT csv, HEADER true);
