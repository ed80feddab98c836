import type { Return } from './return'

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/**
 * What customers owe for exchanges beyond what their returned units stand for. An order's total is
 * what was agreed at placement and stays so: this comes on top.
 */
export const owedForExchanges = (returns: readonly Pick<Return, 'exchange'>[]): number =>
  sum(
    returns.map(({ exchange }) =>
      exchange && exchange.line_ids.length > 0
        ? Math.max(0, exchange.new_total - exchange.credit_standing)
        : 0,
    ),
  )
