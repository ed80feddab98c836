-- What customers photograph of what they send back; the files are in R2.
ALTER TABLE returns ADD COLUMN photos TEXT NOT NULL DEFAULT '[]'
  CHECK (json_array_length(photos) <= 5);
