/** JSON Schema (draft 2020-12), as far as events need it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The object as the API answers it: a schema of the OpenAPI document, by its name. */
export const component = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

export const text: JsonSchema = { type: 'string' }
export const boolean: JsonSchema = { type: 'boolean' }
export const integer: JsonSchema = { type: 'integer' }
export const count: JsonSchema = { type: 'integer', minimum: 0 }
export const timestamp: JsonSchema = { type: 'string', format: 'date-time' }
export const oneOf = (...values: string[]): JsonSchema => ({ type: 'string', enum: values })
export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
export const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] })

/** Fields that are always there, and those that may be absent. Others may be added any time. */
export const shape = (
  always: Readonly<Record<string, JsonSchema>>,
  sometimes: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema => ({
  type: 'object',
  required: Object.keys(always),
  properties: { ...always, ...sometimes },
})
