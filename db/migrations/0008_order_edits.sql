-- What is no longer owed for units that were canceled: their slices of the line's net and tax.
ALTER TABLE order_lines ADD COLUMN amount_canceled INTEGER NOT NULL DEFAULT 0
  CHECK (amount_canceled BETWEEN 0 AND total);
