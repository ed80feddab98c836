/** The newest file of db/migrations: a database without it is older than this code. */
export const LATEST_MIGRATION = '0016_privacy.sql'
