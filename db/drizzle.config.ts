/** For drizzle-kit, which writes the next migration from the schema; it is then read and edited. */
export default { dialect: 'sqlite', schema: './db/schema/index.ts', out: './db/migrations' }
