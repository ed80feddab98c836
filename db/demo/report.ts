// What the demo prints: a bar while shoppers shop, tables when they are done.
import { type Books, type SkuBooks, sellable } from './accounts.ts'
import type { Turnover } from './after-sale/money.ts'
import type { AfterSale } from './after-sale/run.ts'
import { CURRENCY } from './catalogue.ts'
import type { Outcome } from './storefront.ts'

export type Tally = Record<Outcome['type'], number>

export const emptyTally = (): Tally => ({
  placed: 0,
  refused: 0,
  abandoned: 0,
  expired: 0,
  failed: 0,
})

const BAR_WIDTH = 30

interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write: (text: string) => unknown
}

/** Redraws in place on a terminal; elsewhere, in a log, says every tenth. */
export function createProgress(label: string, total: number, output: Output) {
  let done = 0
  let said = 0
  return {
    step: (note: string) => {
      done++
      const filled = Math.floor((done * BAR_WIDTH) / total)
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
      const percent = Math.floor((done * 100) / total)
      const line = `${label} ${bar} ${String(percent).padStart(3)} %  ${done}/${total}  ${note}`
      if (output.isTTY) output.write(`\r${line.slice(0, (output.columns ?? 80) - 1)}\x1b[K`)
      else if (Math.floor(percent / 10) > said) output.write(`${line}\n`)
      said = Math.floor(percent / 10)
    },
    /** Leaves the cursor on a line of its own. */
    end: () => {
      if (output.isTTY && done > 0) output.write('\n')
    },
  }
}

export const count = (n: number): string => n.toLocaleString('en-US')

/** Columns as wide as their widest cell: the first to the left, figures to the right. */
export function table(rows: readonly (readonly string[])[], left: readonly number[] = [0]): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    }
  }
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return left.includes(column) ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd()
  const [head = [], ...body] = rows
  const rule = widths.map((width) => '─'.repeat(width))
  return [format(head), rule.join('  '), ...body.map(format)].join('\n')
}

const sum = (books: Books, of: (sku: SkuBooks) => number): number =>
  books.skus.reduce((total, sku) => total + of(sku), 0)

const isSoldOut = ({ before, received, after }: SkuBooks): boolean =>
  sellable(before) + received > 0 && after.available <= 0

export function skuTable(books: Books): string {
  const head = ['SKU', 'before', 'received', 'ordered', 'sent', 'back', 'on hand', 'available']
  return table(
    [
      [...head, 'oversold', 'audit'],
      ...books.skus.map((sku) => [
        sku.sku,
        count(sku.before.on_hand),
        count(sku.received),
        count(sku.ordered),
        count(sku.sent),
        count(sku.back),
        count(sku.after.on_hand),
        count(sku.after.available),
        count(sku.oversold),
        `${sku.balanced ? 'balanced' : 'NOT BALANCED'}, ${count(sku.entries)} entries`,
      ]),
    ],
    [0, 9],
  )
}

export function summaryTable(books: Books, tally: Tally): string {
  const carts = Object.values(tally).reduce((total, of) => total + of, 0)
  const balanced = books.skus.filter((sku) => sku.balanced).length
  return table([
    ['The run', ''],
    ['Carts', count(carts)],
    ['  placed', count(tally.placed)],
    ['  refused', count(tally.refused)],
    ['  abandoned', count(tally.abandoned)],
    ['  expired', count(tally.expired)],
    ...(tally.failed > 0 ? [['  FAILED', count(tally.failed)]] : []),
    ['Units on hand before', count(sum(books, ({ before }) => before.on_hand))],
    ['Units received', count(sum(books, ({ received }) => received))],
    ['Units sent', count(sum(books, ({ sent }) => sent))],
    ['Units back', count(sum(books, ({ back }) => back))],
    ['Units on hand after', count(sum(books, ({ after }) => after.on_hand))],
    ['  committed to orders', count(sum(books, ({ after }) => after.committed))],
    ['  available', count(sum(books, ({ after }) => after.available))],
    ['Units ordered in this run', count(sum(books, ({ ordered }) => ordered))],
    ['Oversold', count(sum(books, (sku) => sku.oversold))],
    ['SKUs with a balanced audit', `${count(balanced)} of ${count(books.skus.length)}`],
  ])
}

export function afterSaleTable(
  turnover: Turnover,
  { parcels, delivered, returns, claims }: AfterSale['figures'],
): string {
  const { captured, refunded } = turnover
  return table([
    ['After the sale', CURRENCY],
    ['Orders paid', count(turnover.paid)],
    ['Parcels sent', count(parcels)],
    ['  delivered', count(delivered)],
    ['Returns asked for', count(returns)],
    ['Claims', count(claims)],
    ['Units returned', count(turnover.returned)],
    ['  restocked', count(turnover.restocked)],
    ['Refunds', count(turnover.refunds)],
    ['Captured', money(captured)],
    ['Refunded', money(refunded)],
    ['Kept', money(captured - refunded)],
  ])
}

/** Minor units of a currency with two decimals. */
export const money = (amount: number): string =>
  (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })

export function soldOut(books: Books): string {
  const codes = books.skus.filter(isSoldOut).map(({ sku }) => sku)
  const lines: string[] = []
  for (const code of codes) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + code.length < 96) lines.push(`${lines.pop()} ${code}`)
    else lines.push(`  ${code}`)
  }
  return [`Sold out: ${codes.length} of ${books.skus.length} SKUs`, ...lines].join('\n')
}

/** The smallest measured value that at least that share of them does not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function timingTable(timings: ReadonlyMap<string, readonly number[]>): string {
  const rows = [...timings].map(([kind, taken]) => {
    const sorted = taken.toSorted((a, b) => a - b)
    const figures = [0.5, 0.95].map((share) => percentile(sorted, share).toFixed(1))
    return [kind, count(sorted.length), ...figures]
  })
  return table([['Call', 'answers', 'p50 ms', 'p95 ms'], ...rows])
}
