// The OpenAPI document as a test reads it: operations, examples, and a judge of answers.

import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

interface Media {
  schema: object
}
interface RawOperation {
  operationId: string
  summary?: string
  tags?: string[]
  security?: Record<string, unknown>[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { content?: Record<string, Media> }>
}
export interface OpenApi {
  paths: Record<string, Record<string, RawOperation>>
  components: { schemas: Record<string, { example?: unknown }> }
}

export interface Operation extends RawOperation {
  name: string
  method: string
  path: string
  /** `secret`, `publishable`, `operator`, or none. */
  key: string | undefined
  idempotent: boolean
  /** The media type of bytes it takes in place of JSON. */
  upload: string | undefined
  /** An example of the body, for operations that take one. */
  body: Record<string, unknown> | undefined
}

export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      name: operation.operationId,
      method: method.toUpperCase(),
      path,
      key: Object.keys(operation.security?.[0] ?? {})[0],
      idempotent: (operation.parameters ?? []).some(({ name }) => name === 'Idempotency-Key'),
      upload: Object.keys(operation.requestBody?.content ?? {}).find(
        (type) => type !== 'application/json',
      ),
      body: exampleOf(document, operation.requestBody?.content['application/json']?.schema),
    })),
  )
}

function exampleOf(document: OpenApi, schema: object | undefined) {
  if (!schema) return undefined
  const reference = '$ref' in schema ? String(schema.$ref).split('/').at(-1) : undefined
  const example = reference
    ? document.components.schemas[reference]?.example
    : 'example' in schema && schema.example
  return example as Record<string, unknown> | undefined
}

/** Says what is wrong with an answer by the document, or nothing. */
export function createJudge(document: OpenApi) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document, 'openapi')
  return ({ path, method }: Operation, status: number, media_type: string, body: unknown) => {
    const type = media_type.split(';')[0] ?? ''
    const responses = document.paths[path]?.[method.toLowerCase()]?.responses ?? {}
    if (!responses[status]?.content?.[type]) return `${status} ${type} is not documented`
    const pointer = ['paths', path, method.toLowerCase(), 'responses', status, 'content', type]
    const fragment = [...pointer, 'schema'].map((step) =>
      encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1')),
    )
    const valid = ajv.validate({ $ref: `openapi#/${fragment.join('/')}` }, body)
    return valid ? undefined : ajv.errorsText()
  }
}
