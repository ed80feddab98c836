// The OpenAPI document as a test reads it: operations, examples, and a judge of answers.

import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

interface Media {
  schema: object
}
interface RawOperation {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  security?: Record<string, unknown>[]
  parameters?: { name: string; in: string; required?: boolean; schema: object }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { content?: Record<string, Media> }>
}
export interface OpenApi {
  paths: Record<string, Record<string, RawOperation>>
  webhooks: Record<string, object>
  components: { schemas: Record<string, { example?: unknown }> }
}

/** As far as the document is asked about it. */
export interface LoggedEvent {
  type: string
  created_at: string
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

/** Says what is wrong with an answer, or with any JSON body of the document, or nothing. */
export function createJudges(document: OpenApi) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document, 'openapi')
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>()
  const check = (pointer: readonly (string | number)[], body: unknown) => {
    const fragment = pointer.map((step) =>
      encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1')),
    )
    const $ref = `openapi#/${fragment.join('/')}`
    const validate = compiled.get($ref) ?? ajv.compile({ $ref })
    compiled.set($ref, validate)
    return validate(body) ? undefined : ajv.errorsText(validate.errors)
  }
  return {
    judgeBody: (place: readonly string[], body: unknown) =>
      check([...place, 'content', 'application/json', 'schema'], body),
    judge: ({ path, method }: Operation, status: number, media_type: string, body: unknown) => {
      const type = media_type.split(';')[0] ?? ''
      const responses = document.paths[path]?.[method.toLowerCase()]?.responses ?? {}
      if (!responses[status]?.content?.[type]) return `${status} ${type} is not documented`
      const place = ['paths', path, method.toLowerCase(), 'responses', status, 'content', type]
      return check([...place, 'schema'], body)
    },
  }
}
