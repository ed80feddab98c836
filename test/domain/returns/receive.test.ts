import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ReceivedUnits, receive } from '../../../api/domain/returns/receive'
import {
  dispositions,
  noCounts,
  type ReturnLine,
  type ReturnState,
  returnStates,
} from '../../../api/domain/returns/return'

const line = (line_id: ReturnLine['line_id'], quantity: number, reason = 'x'): ReturnLine => {
  const settled = { quantity: 0, goods: 0 }
  return { line_id, sku: 'A', quantity, reason, note: null, counts: noCounts, settled }
}
const of = (
  line_id: ReceivedUnits['line_id'],
  quantity: number,
  disposition: ReceivedUnits['disposition'] = 'restock',
): ReceivedUnits => ({ line_id, quantity, disposition })

it.each(
  returnStates.filter(
    (state) => !['approved', 'in_transit', 'received', 'expired'].includes(state),
  ),
)('refuses a receipt of a return that is %s', (status) => {
  expect(receive({ status, lines: [line('lin_1', 1)] }, [of('lin_1', 1)])).toMatchObject({
    ok: false,
    error: { code: 'illegal_transition', from: status, to: 'received' },
  })
})

it('refuses a line that is not in the return', () => {
  const ret = { status: 'approved' as ReturnState, lines: [line('lin_1', 1)] }
  expect(receive(ret, [of('lin_1', 1), of('lin_2', 1)])).toEqual({
    ok: false,
    error: { code: 'unknown_line', line_id: 'lin_2' },
  })
})

it('takes what is there to stock, and lists what nobody authorized', () => {
  const ret = {
    status: 'approved' as ReturnState,
    lines: [line('lin_1', 1, 'x'), line('lin_1', 2, 'y'), line('lin_2', 1)],
  }
  const units = [
    of('lin_1', 2),
    of('lin_1', 1, 'missing'),
    of('lin_1', 1, 'damaged'),
    of('lin_2', 1, 'wrong_item'),
  ]
  expect(receive(ret, units)).toMatchObject({
    ok: true,
    value: {
      arrived: [{ line_id: 'lin_1', quantity: 2, disposition: 'restock' }],
      surplus: [{ line_id: 'lin_1', quantity: 1, disposition: 'damaged' }],
      lines: [
        { counts: { ...noCounts, restock: 1 } },
        { counts: { ...noCounts, restock: 1, missing: 1 } },
        { counts: { ...noCounts, wrong_item: 1 } },
      ],
    },
  })
})

it('whatever arrives in however many receipts: restocked ≤ received ≤ authorized', () => {
  const lines = [line('lin_1', 2), line('lin_1', 3), line('lin_2', 4)]
  const units = fc.record({
    line_id: fc.constantFrom('lin_1' as const, 'lin_2' as const),
    quantity: fc.integer({ min: 1, max: 4 }),
    disposition: fc.constantFrom(...dispositions),
  })
  fc.assert(
    fc.property(
      fc.array(fc.array(units, { minLength: 1, maxLength: 3 }), { size: 'max', maxLength: 6 }),
      (receipts) => {
        let ret = { status: 'approved' as ReturnState, lines: lines as readonly ReturnLine[] }
        const seen = { arrived: 0, surplus: 0, restocked: 0 }
        const count = (rows: readonly { quantity: number }[]) =>
          rows.reduce((all, { quantity }) => all + quantity, 0)
        for (const each of receipts) {
          const receipt = receive(ret, each)
          if (!receipt.ok) throw new Error(receipt.error.code)
          ret = receipt.value
          seen.arrived += count(receipt.value.arrived)
          seen.surplus += count(receipt.value.surplus)
          seen.restocked += count(
            receipt.value.arrived.filter((row) => row.disposition === 'restock'),
          )
        }
        const counted = ret.lines.map(({ counts }) =>
          Object.values(counts).reduce((a, b) => a + b, 0),
        )
        expect(counted.every((units, index) => units <= (lines[index]?.quantity ?? 0))).toBe(true)
        expect(seen.restocked).toBeLessThanOrEqual(seen.arrived)
        expect(seen.arrived).toBeLessThanOrEqual(9)
        // Every unit is in the return's books or on the list of exceptions, and in one of them only.
        expect(counted.reduce((a, b) => a + b, 0) + seen.surplus).toBe(count(receipts.flat()))
      },
    ),
  )
})
