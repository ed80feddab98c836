// Every write leaves its entry: whoever adds an operation finds out here that it does not.
import { expect } from 'vitest'
import type { Operation } from './document.ts'
import type { Shop } from './shop.ts'

/** Writes that are no change of a merchant's data, and why. */
const unaudited: Readonly<Record<string, string>> = {
  reserveCart: 'A hold is in the ledger of each SKU; D1 stays off its path.',
  extendReservation: 'As the hold.',
  releaseReservation: 'As the hold.',
  lookUpOrder: 'Reads.',
  previewRouting: 'Reads.',
  previewOrderRouting: 'Reads.',
  simulateRouting: 'Writes what it found, and changes nothing.',
  editOrder: 'Its example is a preview.',
}

interface Entry {
  request_id: string | null
  operation: string
  actor: { kind: string }
  changed: string[]
}

/** One entry of this request, by its caller, of this operation, naming fields and no values. */
export async function expectAudited(
  { ask, merchant }: Shop,
  { name, method, key }: Operation,
  answer: Response,
  content: { secret_key?: string },
): Promise<void> {
  if (method === 'GET' || name in unaudited) return
  // A merchant that was just created has a log of its own.
  const own = content.secret_key ?? merchant.secret_key
  const list = await ask('GET', '/v1/audit_log?limit=20', { key: own })
  const { data } = (await list.json()) as { data: Entry[] }
  const entries = data.filter(({ request_id }) => request_id === answer.headers.get('request-id'))
  const told = entries.map(({ operation, actor }) => [operation, actor.kind])
  expect([name, told]).toEqual([name, [[name, key]]])
  for (const pointer of entries.flatMap(({ changed }) => changed)) {
    expect([name, pointer]).toEqual([name, expect.stringMatching(/^(?:\/[\w.~*-]+)+$/)])
  }
}
