// How a row of a CSV file becomes a request, and back: one entry per kind of thing.
import type { Client } from '../client/src/client.ts'
import type { Operations, Order, Sku } from '../client/src/operations.ts'
import { HoldfastError } from '../client/src/problem.ts'
import { explain, UsageError } from './explain.ts'

export type Row = Record<string, string>

/** A request that is ready to be sent; its key makes a repeated import of the same file act once. */
export interface Wanted {
  /** Rows of the file it comes from, the first data row being 2. */
  rows: readonly number[]
  send: (client: Client, idempotency_key: string) => Promise<unknown>
}

export interface Kind {
  columns: readonly string[]
  required: readonly string[]
  /** Several rows can be one request: the lines of an order. */
  read: (rows: readonly { number: number; row: Row }[]) => (Wanted | RowError)[]
  write: (client: Client) => AsyncGenerator<Row>
}

/** Why a row cannot become a request. */
export class RowError extends Error {
  readonly rows: readonly number[]
  constructor(rows: readonly number[], message: string) {
    super(message)
    this.rows = rows
  }
}

/** A whole number in a cell, absent when it is empty. */
export function integer(row: Row, column: string): number | undefined {
  const text = row[column]?.trim() ?? ''
  if (text === '') return undefined
  if (!/^-?\d{1,15}$/.test(text)) throw new Error(`${column}: ${text} is not a whole number.`)
  return Number(text)
}

export const text = (row: Row, column: string): string | undefined => {
  const value = row[column]?.trim() ?? ''
  return value === '' ? undefined : value
}

export function needed<T>(value: T | undefined, column: string): T {
  if (value === undefined) throw new Error(`${column} is missing.`)
  return value
}

/** Fields that are set; an absent one keeps the server's default. */
export const set = <T extends Record<string, unknown>>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>
  }

type PlaceOrder = Operations['placeOrder']['input']

const each =
  (make: (row: Row) => Wanted['send']): Kind['read'] =>
  (rows) =>
    rows.map(({ number, row }) => {
      try {
        return { rows: [number], send: make(row) }
      } catch (error) {
        return new RowError([number], explain(error))
      }
    })

const cells = (values: Record<string, string | number | null | undefined>): Row =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]))

const skus: Kind = {
  columns: [
    'sku',
    'title',
    'price',
    'cost',
    'currency',
    'barcode',
    'weight_grams',
    'hs_code',
    'country_of_origin',
  ],
  required: ['sku', 'title'],
  read: each((row) => {
    const body = {
      sku: needed(text(row, 'sku'), 'sku'),
      title: needed(text(row, 'title'), 'title'),
      ...set({
        price: integer(row, 'price'),
        cost: integer(row, 'cost'),
        currency: text(row, 'currency'),
        barcode: text(row, 'barcode'),
        weight_grams: integer(row, 'weight_grams'),
        hs_code: text(row, 'hs_code'),
        country_of_origin: text(row, 'country_of_origin'),
      }),
    }
    return (client) => putOver(client, body)
  }),
  async *write(client) {
    for await (const sku of client.iterate('listSkus', { limit: 100 })) {
      const { title, price, cost, currency, barcode, weight_grams, hs_code, country_of_origin } =
        sku
      yield cells({
        ...{ sku: sku.sku, title, price, cost, currency, barcode, weight_grams, hs_code },
        ...{ country_of_origin },
      })
    }
  },
}

type PutSku = Operations['putSku']['input']

/** A row says some of what is known of an SKU; the rest, a kit's parts and marks, stays. */
async function putOver(client: Client, row: PutSku): Promise<Sku> {
  const known = await client.getSku({ sku: row.sku }).catch((error: unknown) => {
    if (error instanceof HoldfastError && error.status === 404) return undefined
    throw error
  })
  if (!known) return client.putSku(row)
  const { version, created_at: _, updated_at: __, ...rest } = known
  return client.putSku({ ...rest, ...row, if_match: `"${version}"` })
}

const inventory: Kind = {
  columns: ['sku', 'location_id', 'on_hand', 'expected', 'reason'],
  required: ['sku', 'location_id', 'on_hand'],
  read: each((row) => {
    const line = {
      sku: needed(text(row, 'sku'), 'sku'),
      location_id: needed(text(row, 'location_id'), 'location_id'),
      set: needed(integer(row, 'on_hand'), 'on_hand'),
      expected: integer(row, 'expected') ?? null,
    }
    const reason = text(row, 'reason') ?? 'imported'
    return async (client, idempotency_key) => {
      const { lines } = await client.adjustInventory({ reason, lines: [line], idempotency_key })
      const refused = lines.find(({ status }) => status === 'refused')
      if (refused) throw new Error(`${refused.code}: there are ${refused.current}.`)
    }
  }),
  async *write(client) {
    for await (const level of client.iterate('listInventory', { limit: 100 })) {
      const { sku, location_id, on_hand } = level
      yield cells({ sku, location_id, on_hand, expected: on_hand, reason: '' })
    }
  },
}

const orders: Kind = {
  columns: [
    ...['external_id', 'channel', 'currency', 'email', 'name', 'line1', 'line2', 'city', 'region'],
    ...['postal_code', 'country', 'sku', 'quantity', 'unit_price', 'discount', 'tax', 'shipping'],
  ],
  required: ['external_id', 'currency', 'email', 'name', 'sku', 'quantity', 'unit_price'],
  read(rows) {
    const by_order = Map.groupBy(rows, ({ row }) => `${row.channel ?? ''} ${row.external_id ?? ''}`)
    return [...by_order.values()].map((lines) => {
      const numbers = lines.map(({ number }) => number)
      try {
        const body = toOrder(lines.map(({ row }) => row))
        const send = (client: Client, idempotency_key: string) =>
          client.placeOrder({ ...body, idempotency_key })
        return { rows: numbers, send }
      } catch (error) {
        return new RowError(numbers, explain(error))
      }
    })
  },
  async *write(client) {
    for await (const order of client.iterate('listOrders', { limit: 100 })) yield* fromOrder(order)
  },
}

/** The head of an order is what its first row says. */
function toOrder(rows: readonly Row[]): PlaceOrder {
  const [head = {}] = rows
  const line1 = text(head, 'line1')
  const shipping = integer(head, 'shipping')
  return {
    external_id: needed(text(head, 'external_id'), 'external_id'),
    currency: needed(text(head, 'currency'), 'currency'),
    customer: {
      email: needed(text(head, 'email'), 'email'),
      name: needed(text(head, 'name'), 'name'),
    },
    ...set({ channel: text(head, 'channel') }),
    ...(line1 !== undefined && {
      shipping_address: {
        name: needed(text(head, 'name'), 'name'),
        line1,
        city: needed(text(head, 'city'), 'city'),
        postal_code: needed(text(head, 'postal_code'), 'postal_code'),
        country: needed(text(head, 'country'), 'country'),
        ...set({ line2: text(head, 'line2'), region: text(head, 'region') }),
      },
    }),
    ...(shipping !== undefined && { shipping: { amount: shipping } }),
    lines: rows.map((row) => ({
      sku: needed(text(row, 'sku'), 'sku'),
      quantity: needed(integer(row, 'quantity'), 'quantity'),
      unit_price: needed(integer(row, 'unit_price'), 'unit_price'),
      ...set({ discount: integer(row, 'discount'), tax: integer(row, 'tax') }),
    })),
  }
}

const fromOrder = (order: Order): Row[] =>
  order.lines.map((line, index) => {
    const { line1, line2, city, region, postal_code, country } = order.shipping_address ?? {}
    return cells({
      ...{ external_id: order.external_id ?? order.number, channel: order.channel },
      ...{ currency: order.currency, email: order.customer.email, name: order.customer.name },
      ...{ line1, line2, city, region, postal_code, country },
      ...{ sku: line.sku, quantity: line.quantity, unit_price: line.unit_price },
      ...{ discount: line.discount, tax: line.tax },
      shipping: index === 0 ? order.shipping.amount || '' : '',
    })
  })

export const kinds: Record<string, Kind> = { skus, inventory, orders }

export function kindOf(name: string): Kind {
  const kind = kinds[name]
  if (!kind) throw new UsageError(`${name} is none of ${Object.keys(kinds).join(', ')}.`)
  return kind
}
