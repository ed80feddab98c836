// Requests of an operation, well-formed and malformed, as the document says they may look.
import fc from 'fast-check'
import type { OpenApi, Operation } from '../contract/document.ts'
import { photo } from '../contract/preparations/returns.ts'
import { brokenText, harmed, strange } from './malformed.ts'
import { idOf, type Schema, valuesOf } from './well-formed.ts'

/** A request before its ids and keys are known. */
export interface Draft {
  operation: Operation
  /** Path and query, encoded; the ids in it are still placeholders. */
  target: string
  /** Whose key, or what instead of one. */
  key: 'own' | 'publishable' | 'none' | 'broken'
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | undefined
}

/** JSON cannot say all that a string can hold; a URL even less. */
const encode = (value: unknown) => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return encodeURIComponent(text.toWellFormed())
}
/** A dot, or two, would be another path. */
const segment = (text: unknown) => encode(text).replace(/^\.{0,2}$/, 'dots')

function pathOf(document: OpenApi, { path, parameters = [] }: Operation) {
  const values = parameters
    .filter((each) => each.in === 'path')
    .map(({ name, schema }) => {
      const good = name === 'id' ? idOf(path) : valuesOf(document, schema as Schema, name)
      const bad = fc.oneof(strange, fc.constantFrom('ord_', 'ORD_1', 'a/b', '‹?evt:0›'))
      const value = fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: bad })
      return value.map((each) => [name, segment(each)] as const)
    })
  return fc
    .tuple(...values)
    .map((pairs) =>
      pairs.reduce((so_far, [name, value]) => so_far.replace(`{${name}}`, value), path),
    )
}

function queryOf(document: OpenApi, { parameters = [] }: Operation) {
  const declared = parameters.filter((each) => each.in === 'query')
  const pairs = declared.map(({ name, schema, required }) => {
    const { type } = schema as Schema
    const good = valuesOf(document, schema as Schema, type === 'array' ? 'skus' : name)
    const text = fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: strange })
    const pair = text.map((value) => [value].flat().map((each) => `${name}=${encode(each)}`))
    return fc.oneof(
      { weight: required ? 20 : 3, arbitrary: pair },
      { weight: required ? 1 : 7, arbitrary: fc.constant<string[]>([]) },
    )
  })
  const surprise = fc.constantFrom('surprise=1', 'limit=0', 'limit=101', 'cursor=abc', '%zz=%', '=')
  const extra = fc.oneof(
    { weight: 15, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.array(surprise, { minLength: 1, maxLength: 2 }) },
  )
  return fc.tuple(...pairs, extra).map((lists) => lists.flat().join('&'))
}

/** An example's endpoint would look up a real name, and be sent every event of thousands of requests. */
const quiet = (base: Record<string, unknown>) => ({
  ...('url' in base && { url: 'http://127.0.0.1:9/hook' }),
  ...('events' in base && { events: ['webhook_endpoint.tested'] }),
})

/** The ids of an example are nobody’s: those of the caller stand in for them. */
const withOwnIds = (example: object, index: number) =>
  JSON.parse(
    JSON.stringify(example).replaceAll(/"([a-z]{3})_[0-9a-z]{26}"/g, `"‹$1:${index}›"`),
  ) as Record<string, unknown>

/** A tenth of the bodies is broken as text, a third of the rest as a value. */
function bodyOf(document: OpenApi, operation: Operation) {
  const { requestBody, body: example, upload } = operation
  if (upload) return contentOf(upload)
  const schema = requestBody?.content['application/json']?.schema as Schema | undefined
  if (!schema) return fc.constant(undefined)
  const examples = fc
    .tuple(fc.nat(9_999), valuesOf(document, schema), fc.array(fc.nat(), { maxLength: 2 }))
    .map(([index, other, picks]) => {
      const base = withOwnIds(example ?? {}, index)
      const names = Object.keys(other as object)
      const picked = picks
        .map((each) => names[each % names.length])
        .filter((each) => each !== undefined)
      const taken = picked.map((each) => [each, (other as Record<string, unknown>)[each]])
      return { ...base, ...quiet(base), ...Object.fromEntries(taken) } as unknown
    })
  const good = fc.oneof(examples, valuesOf(document, schema))
  const value = fc.oneof({ weight: 6, arbitrary: good }, { weight: 3, arbitrary: harmed(good) })
  const text = value.map((each) => JSON.stringify(each) ?? '')
  return fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: text.chain(brokenText) })
}

/** Of operations that take no JSON: lines of an import, or a photo. */
function contentOf(type: string): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => new Uint8Array(each))
  const cut = fc.nat(photo.bytes.length).map((end) => photo.bytes.slice(0, end))
  if (type.startsWith('image/')) return fc.oneof(fc.constant(photo.bytes), cut, bytes)
  const line = fc.constantFrom(
    '{"sku":"FUZZ-1","title":"Fuzz"}',
    '{"sku":1}',
    '',
    'null',
    '[',
    '{}',
  )
  const lines = fc.array(line, { maxLength: 20 }).map((each) => each.join('\n'))
  return fc.oneof({ weight: 3, arbitrary: lines }, { weight: 1, arbitrary: bytes })
}

function headersOf({ idempotent, requestBody, upload, parameters = [] }: Operation) {
  const usual = (value: fc.Arbitrary<string>, rare: readonly string[]) =>
    fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(...rare) })
  const long = 'x'.repeat(255)
  const key = usual(fc.uuid(), ['', 'fuzz-again', 'one, two', long, `${long}x`, '\u00e9'])
  const match = fc.constantFrom('"1"', '"2"', '*', 'W/"1"', '1', '"', '"999999999999999999999"')
  const type = usual(fc.constant(upload ?? 'application/json'), [
    ...['text/plain', 'application/json; charset=utf-8', 'application/merge-patch+json', ';'],
  ])
  const has_match = parameters.some(({ name }) => name === 'If-Match')
  return fc.record(
    {
      ...(idempotent && { 'idempotency-key': key }),
      ...(requestBody && { 'content-type': type }),
      ...(has_match && { 'if-match': match }),
    },
    {
      requiredKeys: [
        ...(idempotent ? ['idempotency-key'] : []),
        ...(requestBody ? ['content-type'] : []),
      ] as never[],
      noNullPrototype: true,
    },
  ) as fc.Arbitrary<Record<string, string>>
}

const keys = fc.oneof(
  { weight: 40, arbitrary: fc.constant('own' as const) },
  { weight: 1, arbitrary: fc.constantFrom('publishable' as const, 'none', 'broken') },
)

export function draftOf(document: OpenApi, operation: Operation): fc.Arbitrary<Draft> {
  return fc
    .tuple(
      pathOf(document, operation),
      queryOf(document, operation),
      headersOf(operation),
      bodyOf(document, operation),
      keys,
    )
    .map(([path, query, headers, body, key]) => {
      return { operation, target: query ? `${path}?${query}` : path, headers, body, key }
    })
}
