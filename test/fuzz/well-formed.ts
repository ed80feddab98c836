// Values that the schemas of the document allow, more often such as the shop knows.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { OpenApi } from '../contract/document.ts'
import { photo } from '../contract/preparations/returns.ts'

const PHOTO = Buffer.from(photo.bytes)
const PHOTO_DIGEST = createHash('sha256').update(PHOTO).digest('hex')

/** As far as the document's schemas go. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  example?: unknown
}

/** An id that is only known when the request is sent; `!` is one of the other merchant's. */
const placeholder = (prefix: string) =>
  fc
    .tuple(fc.constantFrom('', '', '', '', '', '!', '?'), fc.nat(9_999))
    .map(([whose, index]) => `‹${whose}${prefix}:${index}›`)

const often = (usual: readonly unknown[], rare: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: rare })

const code = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/)
/** What a schema cannot say: names the shop knows, so that a request gets past the first look-up. */
const known: Record<string, fc.Arbitrary<unknown>> = {
  sku: often(['TSHIRT-M', 'TSHIRT-M', 'TSHIRT-M', 'FUZZ-1', 'FUZZ-2'], code),
  location_id: often(['berlin', 'berlin', 'fuzz-1'], code),
  channel: often(['web', 'web', 'fuzz-1'], code),
  channel_id: often(['web', 'fuzz-1'], code),
  currency: often(['EUR', 'EUR', 'EUR', 'JPY'], fc.constantFrom('KWD', 'XTS', 'eur')),
  country: often(['DE', 'US'], fc.constantFrom('GB', 'XX')),
  country_of_origin: fc.constantFrom('DE', 'PT'),
  countries: fc.subarray(['DE', 'US', 'AT'], { minLength: 1 }),
  time_zone: often(['Europe/Berlin', 'UTC'], fc.constantFrom('Asia/Kathmandu', 'Nowhere/Here')),
  email: often(
    ['ada@example.com', ...Array.from({ length: 30 }, (_, n) => `fuzz-${n}@example.com`)],
    fc.emailAddress(),
  ),
  events: often([['webhook_endpoint.tested'], ['api_key.*']], fc.constant(['order.*.more'])),
  // Nobody listens there; names that could be looked up are none of a test's business.
  url: often(['http://127.0.0.1:9/hook'], fc.constantFrom('ftp://127.0.0.1/', 'https://', 'x')),
  slug: fc.stringMatching(/^[a-z0-9]{8,20}$/),
  quantity: often([1, 1, 2, 3], fc.integer({ min: 1, max: 2 ** 40 })),
  // Time goes on while an answer is streamed.
  seconds: fc.constant(1),
  order_id: placeholder('ord'),
  line_id: placeholder('lin'),
  hold_id: placeholder('hld'),
  reservation_id: placeholder('rsv'),
  payment_id: placeholder('pay'),
  event_id: placeholder('evt'),
  delivery_id: placeholder('dlv'),
  customer_id: placeholder('cus'),
  from: placeholder('cus'),
  actor_id: placeholder('key'),
  refund_id: placeholder('ref'),
  return_id: placeholder('ret'),
  fulfillment_id: placeholder('ful'),
  fulfillment_ids: placeholder('ful').map((id) => [id]),
  pick_list_id: placeholder('pkl'),
  number: placeholder('HF-'),
  merchant_id: placeholder('mer'),
  merchant_slug: often(['‹slg:0›', '‹slg:0›', '‹slg:0›', '‹!slg:0›'], code),
  tracking_number: often(['of-one-parcel-only', 'fuzz-1'], fc.string({ minLength: 1 })),
  carrier: often(['dhl', 'ups'], fc.string({ minLength: 1, maxLength: 20 })),
  gateway: often(
    ['test', 'test', 'manual', 'store_credit'],
    fc.constantFrom('stripe', 'gift_card'),
  ),
  token: often(['tok_ok', 'tok_ok', 'tok_declined', 'tok_3ds'], fc.string({ minLength: 1 })),
  market: often(['default', 'eu'], code),
  name: often(['quick-start', 'Ada', 'Ada Lovelace'], fc.string({ minLength: 1, maxLength: 40 })),
  reference: often(['tch_of_nothing', 'PO-1'], fc.string({ minLength: 1, maxLength: 40 })),
  photo_id: often([PHOTO_DIGEST], code),
  logo: often([PHOTO.toString('base64')], fc.base64String()),
  confirm: often([true], fc.constant(false)),
}

/** The same of objects: an order that is paid goes on. */
const knownObjects: Record<string, fc.Arbitrary<unknown>> = {
  payment: fc.constant({ gateway: 'test', token: 'tok_ok' }),
  shipping_address: fc.constant({
    name: 'Ada',
    line1: '1',
    city: 'B',
    postal_code: '1',
    country: 'DE',
  }),
}

/** Which kind of id an operation's `{id}` is. */
const byPath: readonly [RegExp, string][] = [
  [/^\/v1\/orders/, 'ord'],
  [/\/return_exceptions\//, 'rex'],
  [/\/returns\//, 'ret'],
  [/\/claims\//, 'clm'],
  [/\/withdrawals\//, 'wdr'],
  [/\/credit_notes\//, 'crn'],
  [/\/store_credit\//, 'crd'],
  [/\/gift_cards\//, 'gft'],
  [/\/fulfillments\//, 'ful'],
  [/\/pick_lists\//, 'pkl'],
  [/\/imports\//, 'imp'],
  [/\/exports\//, 'exp'],
  [/^\/v1\/reservations/, 'rsv'],
  [/^\/v1\/customers/, 'cus'],
  [/^\/v1\/api_keys/, 'key'],
  [/^\/v1\/merchants/, 'mer'],
  [/^\/v1\/webhook_endpoints/, 'whk'],
  [/^\/v1\/routing/, 'sim'],
]

export const idOf = (path: string) =>
  placeholder(byPath.find(([pattern]) => pattern.test(path))?.[1] ?? 'ord')

export const resolve = (document: OpenApi, schema: Schema): Schema =>
  schema.$ref
    ? ((document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) as Schema)
    : schema

/** Values of a schema; of a field whose name says more, such values. */
export function valuesOf(
  document: OpenApi,
  given: Schema,
  name = '',
  depth = 0,
): fc.Arbitrary<unknown> {
  const schema = resolve(document, given)
  const named = known[name]
  if (named && schema.type !== 'object') return named
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((each) => valuesOf(document, each, name, depth)))
  if (Array.isArray(schema.type)) {
    const { type, ...rest } = schema
    return fc.oneof(...type.map((each) => valuesOf(document, { ...rest, type: each }, name, depth)))
  }
  if (schema.type === 'object') {
    const any = objectOf(document, schema, depth)
    const usual = knownObjects[name]
    return usual ? fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: any }) : any
  }
  if (schema.type === 'array') {
    const { minItems = 0, maxItems = 3, items = {} } = schema
    const maxLength = Math.min(maxItems, Math.max(minItems, 3))
    return fc.array(valuesOf(document, items, name, depth + 1), { minLength: minItems, maxLength })
  }
  return scalarOf(schema)
}

function objectOf(document: OpenApi, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  if (typeof additionalProperties === 'object') {
    const key = fc.string({ minLength: 1, maxLength: 12 })
    return fc.dictionary(key, valuesOf(document, additionalProperties, '', depth + 1), {
      maxKeys: 3,
      noNullPrototype: true,
    })
  }
  // Far down only what has to be.
  const fields = Object.entries(properties).filter(([name]) => depth < 5 || required.includes(name))
  return fc.record(
    Object.fromEntries(
      fields.map(([name, each]) => [name, valuesOf(document, each, name, depth + 1)]),
    ),
    { requiredKeys: required, noNullPrototype: true },
  )
}

function scalarOf(schema: Schema): fc.Arbitrary<unknown> {
  const { minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 } = schema
  switch (schema.type) {
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer': {
      const [min, max] = [Math.ceil(minimum), Math.floor(maximum)]
      const small = fc.integer({ min: Math.max(min, -1_000), max: Math.min(max, 10_000) })
      return fc.oneof({ weight: 6, arbitrary: small }, fc.maxSafeInteger().map(clamp(min, max)))
    }
    case 'number':
      return fc.double({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9), noNaN: true })
    case 'string':
      return textOf(schema)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const clamp = (min: number, max: number) => (value: number) => Math.min(max, Math.max(min, value))

function textOf({ pattern, format, minLength = 0, maxLength = 60, example }: Schema) {
  const instant = fc.date({
    min: new Date('1970-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  const any = format?.startsWith('date')
    ? instant.map((date) => date.toISOString().slice(0, format === 'date' ? 10 : undefined))
    : pattern
      ? fc.stringMatching(new RegExp(pattern))
      : fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 60) })
  if (example === undefined) return any
  return fc.oneof({ weight: 2, arbitrary: fc.constant(String(example)) }, any)
}
