-- Of what was refunded: what was no longer owed after a cancellation or an edit. It counts as never
-- paid, so that what is added later is due again.
ALTER TABLE refunds ADD COLUMN overpayment INTEGER NOT NULL DEFAULT 0
  CHECK (overpayment BETWEEN 0 AND amount);
