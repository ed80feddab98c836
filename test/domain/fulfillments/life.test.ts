import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkShelves, checkStates, checkUnits, over } from './support/checks'
import { beginLife } from './support/life'
import { beginning, luck, often, steps } from './support/steps'

const names = Object.keys(steps).flatMap((name) => Array(often[name] ?? 1).fill(name) as string[])
const script = fc.array(fc.tuple(fc.constantFrom(...names), luck), {
  maxLength: 25,
  size: 'max',
})

it('keeps every unit in one place, whatever happens to an order', () => {
  fc.assert(
    fc.property(beginning, script, (begin, commands) => {
      const life = beginLife(begin)
      checkUnits(life)
      for (const [name, chance] of commands) {
        const before = life.read().fulfillments
        const live = before.filter(({ status }) => !over.includes(status))
        const work = live[chance.which % Math.max(1, live.length)]
        if (work) steps[name]?.(life, chance, work)
        checkUnits(life)
        checkStates(before, life.read().fulfillments)
        const { order, fulfillments } = life.read()
        if (order.holds.length > 0 || order.status === 'canceled') {
          const worked = fulfillments.filter(
            ({ status }) => status === 'open' || status === 'picking',
          )
          expect(worked).toEqual([])
        }
      }
      checkShelves(life)
    }),
    { numRuns: 300 },
  )
}, 60_000)
