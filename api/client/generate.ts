// Writes src/operations.ts from the OpenAPI document: `node api/client/generate.ts URL`.
// Published generators need an older TypeScript than the project's; what this has to know is little.
import { writeFileSync } from 'node:fs'

interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  maxItems?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  not?: object
  description?: string
}
interface Parameter {
  name: string
  in: string
  required?: boolean
  schema: Schema
}
interface Operation {
  operationId: string
  summary?: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const JSON_TYPE = 'application/json'

/** The whole file: a type per schema, what each operation takes and answers, and how it is sent. */
export function generate(document: Document): string {
  const served = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .filter(({ operation }) => answerOf(operation) !== undefined)
    .filter(({ operation }) => !operation.requestBody || bodyOf(operation) !== undefined)
    .sort((a, b) => (a.operation.operationId < b.operation.operationId ? -1 : 1))
  const schemas = Object.entries(document.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    '// Generated from the OpenAPI document by generate.ts: change the API instead.',
    ...schemas.map(([name, schema]) => `${comment(schema)}export type ${name} = ${typeOf(schema)}`),
    `export interface Operations {\n${served.map(({ operation }) => signature(operation)).join('\n')}\n}`,
    'export type OperationName = keyof Operations',
    `export const operations = {\n${served.map(wire).join('\n')}\n} as const`,
    '',
  ].join('\n\n')
}

const comment = ({ description }: Schema) =>
  description ? `/** ${description.replaceAll('*/', '').split('\n')[0]} */\n` : ''

const parametersIn = ({ parameters = [] }: Operation, place: string) =>
  parameters.filter((parameter) => parameter.in === place)

const bodyOf = ({ requestBody }: Operation) => requestBody?.content[JSON_TYPE]?.schema

function answerOf({ responses }: Operation): Schema | undefined {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))
  return good?.[1].content?.[JSON_TYPE]?.schema
}

function signature(operation: Operation): string {
  const places = [...parametersIn(operation, 'path'), ...parametersIn(operation, 'query')]
  const fields = places.map(({ name, required, schema }) => {
    return `${quoted(name)}${required ? '' : '?'}: ${typeOf(schema)}`
  })
  const body = bodyOf(operation)
  const parts = [
    ...(fields.length > 0 ? [`{ ${fields.join('; ')} }`] : []),
    ...(body ? [typeOf(body)] : []),
  ]
  const input = parts.length > 0 ? parts.join(' & ') : 'Record<never, never>'
  const summary = operation.summary ? `  /** ${operation.summary}. */\n` : ''
  const output = typeOf(answerOf(operation) ?? {})
  return `${summary}  ${operation.operationId}: { input: ${input}; output: ${output} }`
}

function wire({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const query = parametersIn(operation, 'query').map(({ name }) => name)
  const keyed = parametersIn(operation, 'header').some(({ name }) => name === 'Idempotency-Key')
  const how = {
    method: method.toUpperCase(),
    path,
    query,
    idempotent: keyed,
    body: bodyOf(operation) !== undefined,
  }
  return `  ${operation.operationId}: ${JSON.stringify(how)},`
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'unknown'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => grouped(typeOf(choice))).join(' | ')
  if (schema.allOf) return schema.allOf.map((part) => grouped(typeOf(part))).join(' & ')
  const types = [schema.type ?? []].flat()
  if (types.length > 1) {
    return types.map((type) => grouped(typeOf({ ...schema, type }))).join(' | ')
  }
  return single(schema, types[0])
}

function single(schema: Schema, type: string | undefined): string {
  switch (type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      if (schema.maxItems === 0) return '[]'
      return `${grouped(typeOf(schema.items ?? {}))}[]`
    case 'object':
      return objectOf(schema)
    default:
      return 'unknown'
  }
}

function objectOf({ properties, required = [], additionalProperties }: Schema): string {
  if (!properties) {
    const values =
      typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
    return `Record<string, ${values}>`
  }
  const fields = Object.entries(properties).map(([name, field]) => {
    return `${quoted(name)}${required.includes(name) ? '' : '?'}: ${typeOf(field)}`
  })
  return `{ ${fields.join('; ')} }`
}

const grouped = (type: string) => (/[|&]/.test(type) && !/^\{.*\}$/.test(type) ? `(${type})` : type)
const quoted = (name: string) => (/^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name))

if (process.argv[1] === import.meta.filename) {
  const url = new URL('/openapi.json', process.argv[2] ?? 'http://127.0.0.1:8787')
  const document = (await (await fetch(url)).json()) as Document
  writeFileSync(new URL('src/operations.ts', import.meta.url), generate(document))
}
