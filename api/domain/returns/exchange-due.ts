import type { Return } from './return'

type Exchanged = readonly Pick<Return, 'exchange'>[]

/** Exchanges whose new items are lines of their order. */
const standing = (returns: Exchanged) =>
  returns.flatMap(({ exchange }) => (exchange && exchange.line_ids.length > 0 ? [exchange] : []))

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** What returned goods stand for of the new items they were exchanged for. */
export const creditedInExchange = (returns: Exchanged): number =>
  sum(
    standing(returns).map(({ new_total, credit_standing }) => Math.min(new_total, credit_standing)),
  )

/** What customers owe for exchanges beyond that. */
export const owedForExchanges = (returns: Exchanged): number =>
  sum(
    standing(returns).map(({ new_total, credit_standing }) =>
      Math.max(0, new_total - credit_standing),
    ),
  )
