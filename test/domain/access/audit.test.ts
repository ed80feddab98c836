import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type AuditEntry,
  checkEntries,
  checkHead,
  genesis,
  type SealedEntry,
  sealEntries,
} from '../../../api/domain/access/audit'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const entry = (sequence: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  merchant_id: 'mer_1',
  sequence,
  created_at: 1_000 + sequence,
  actor_kind: 'secret',
  actor_id: 'key_1',
  request_id: `req_${sequence}`,
  address: '203.0.113.0/24',
  operation: 'putSku',
  object_type: 'sku',
  object_id: `SKU-${sequence}`,
  changed: ['/title'],
  ...change,
})

/** A log of n entries, sealed. */
function sealed(n: number): SealedEntry[] {
  const entries = Array.from({ length: n }, (_, index) => entry(index + 1))
  const seals = sealEntries(genesis, entries, sha256)
  if (!seals.ok) throw new Error('not sealed')
  return entries.map((each, index) => ({ ...each, hash: seals.value[index]?.hash ?? null }))
}
const headOf = (log: readonly SealedEntry[]) => {
  const { sequence = 0, hash } = log.at(-1) ?? {}
  return { sequence, hash: hash ?? genesis.hash }
}
/** All that is wrong with a log whose head was noted when it was whole. */
function findings(log: readonly SealedEntry[], head = headOf(sealed(5))) {
  const { last, discrepancies } = checkEntries(genesis, log, sha256)
  return [...discrepancies, ...checkHead(last, head)]
}

it('seals as anyone can recompute it', () => {
  const [first, second] = sealed(2)
  const text = (n: number) =>
    `["mer_1",${n},${1_000 + n},"secret","key_1","req_${n}","203.0.113.0/24","putSku","sku","SKU-${n}",["/title"]]`

  expect(first?.hash).toBe(sha256(`${'0'.repeat(64)}\n${text(1)}`))
  expect(second?.hash).toBe(sha256(`${first?.hash}\n${text(2)}`))
})

it('finds nothing wrong with a log that nobody touched', () => {
  expect(findings(sealed(5))).toEqual([])
  expect(findings([], genesis)).toEqual([])
})

it.each<[string, Partial<SealedEntry>]>([
  ['who', { actor_id: 'key_2' }],
  ['what kind of caller', { actor_kind: 'operator' }],
  ['from where', { address: null }],
  ['when', { created_at: 1 }],
  ['in which request', { request_id: 'req_9' }],
  ['which operation', { operation: 'deleteSku' }],
  ['on what kind of object', { object_type: 'location' }],
  ['on which object', { object_id: 'SKU-9' }],
  ['what it changed', { changed: [] }],
  ['whose log', { merchant_id: 'mer_2' }],
  ['the seal', { hash: 'f'.repeat(64) }],
])('finds an entry that was changed: %s', (_, change) => {
  const log = sealed(5).map((each) => (each.sequence === 3 ? { ...each, ...change } : each))

  expect(findings(log)[0]).toEqual({ sequence: 3, kind: 'changed' })
})

it('finds an entry that was removed, in the middle and at either end', () => {
  const without = (sequence: number) => sealed(5).filter((each) => each.sequence !== sequence)

  expect(findings(without(1))).toEqual([{ sequence: 1, kind: 'missing' }])
  expect(findings(without(3))).toEqual([{ sequence: 3, kind: 'missing' }])
  expect(findings(without(5))).toEqual([{ sequence: 5, kind: 'missing' }])
  expect(findings([])).toEqual([{ sequence: 1, kind: 'missing' }])
})

it('finds entries that changed places, with their seals or without', () => {
  const swap = (keep_seals: boolean) =>
    sealed(5)
      .map((each, _, log) => {
        const other = each.sequence === 2 ? log[2] : each.sequence === 3 ? log[1] : undefined
        if (!other) return each
        return { ...other, sequence: each.sequence, hash: keep_seals ? each.hash : other.hash }
      })
      .toSorted((a, b) => a.sequence - b.sequence)

  for (const keep_seals of [true, false]) {
    const found = findings(swap(keep_seals))
    expect(found.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining([2, 3]))
    expect(found.every(({ kind }) => kind === 'changed')).toBe(true)
  }
})

it('finds a log that was changed and sealed anew, by the head that was noted', () => {
  const entries = [1, 2, 3, 4, 5].map((n) => entry(n, n === 3 ? { actor_id: 'key_2' } : {}))
  const seals = sealEntries(genesis, entries, sha256)
  const forged = entries.map((each, index) => ({
    ...each,
    hash: seals.ok ? (seals.value[index]?.hash ?? null) : null,
  }))

  expect(findings(forged)).toEqual([{ sequence: 5, kind: 'changed' }])
})

it('finds a seal that was taken away', () => {
  const log = sealed(5).map((each) => (each.sequence === 4 ? { ...each, hash: null } : each))

  expect(findings(log)).toEqual([{ sequence: 4, kind: 'unsealed' }])
})

it('never seals over a gap', () => {
  expect(sealEntries(genesis, [entry(1), entry(3)], sha256)).toEqual({
    ok: false,
    error: { missing: 2 },
  })
  expect(sealEntries({ sequence: 4, hash: '' }, [entry(4)], sha256)).toEqual({
    ok: false,
    error: { missing: 5 },
  })
})

it('seals the same in one go or in several', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }), (n, cut) => {
      const whole = sealed(n)
      const first = whole.slice(0, cut)
      const rest = sealEntries(first.length > 0 ? headOf(first) : genesis, whole.slice(cut), sha256)
      expect(rest.ok && rest.value.map(({ hash }) => hash)).toEqual(
        whole.slice(cut).map(({ hash }) => hash),
      )
    }),
  )
})
