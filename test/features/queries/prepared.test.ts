import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { connect } from '../../../db/database'
import { prepared } from '../../../db/prepared'
import { merchants } from '../../../db/schema'

const db = connect(env.DB)
const selectSlug = prepared((handle) => [
  handle
    .select({ slug: merchants.slug })
    .from(merchants)
    .where(sql`${merchants.id} = ${sql.placeholder('id')}`),
])

it('answers in a batch, with the rows of the statement it was built from', async () => {
  const [none] = await db.batch(selectSlug(db, { id: 'mer_nobody' }))
  expect(none).toEqual([])
})

it('is refused by the compiler when it is awaited alone, which would send nothing', async () => {
  const [statement] = selectSlug(db, { id: 'mer_nobody' })
  // @ts-expect-error: it goes with a batch.
  expect(await statement).toBe(statement)
})

it('names the placeholder that was given no value', () => {
  expect(() => selectSlug(db, {})).toThrow('No value for the placeholder id')
})
