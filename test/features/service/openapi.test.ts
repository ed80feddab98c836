/** Grows by itself with every route. */
import { expect, it } from 'vitest'
import { app } from '../../../api/app'
import { anyone, request } from '../../support/worker/api'

interface Content {
  schema?: object
  example?: unknown
  examples?: object
}
interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  security?: object[]
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, Content> }
  responses: Record<string, { description: string; content: Record<string, Content> }>
}
interface Document {
  openapi: string
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { example?: unknown }>; securitySchemes: object }
}

const answer = await anyone.get('/openapi.json')
const openapi = JSON.parse(answer.text) as Document
const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
)

it('is an OpenAPI 3.1 document of this server', () => {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json'])
  expect(openapi.openapi).toBe('3.1.0')
  expect(openapi.servers).toEqual([{ url: 'https://holdfast.test' }])
  expect(Object.keys(openapi.components.securitySchemes)).toEqual([
    'secret',
    'publishable',
    'customer',
    'operator',
  ])
})

it('lists every operation that is served, and no other', async () => {
  // With a slash behind it, the address of a page only leads to the page.
  const isSlash = (path: string) => path !== '/' && path.endsWith('/')
  const paths = app.routes.map(({ path }) => path)
  const mounted = new Set(paths.filter((path) => !path.includes('*') && !isSlash(path)))
  const served = await Promise.all(
    [...mounted].map(async (path) => {
      const { headers } = await request('PROPFIND', path)
      const methods = (headers.get('allow') ?? '')
        .split(', ')
        .filter((method) => !/^(?:HEAD)?$/.test(method))
      return methods.map((method) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    }),
  )
  const listed = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)

  // An address that is also one with a parameter, such as a SKU’s, answers to the other’s methods.
  const isOther = (operation: string) =>
    !listed.includes(operation) &&
    listed.some((each) => new RegExp(`^${each.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(operation))
  const known = served.flat().filter((operation) => !isOther(operation))
  expect(known.sort()).toEqual(listed.sort())
  expect(listed.length).toBeGreaterThan(30)
})

it('gives every operation a name of its own', () => {
  const names = operations.map(({ operationId }) => operationId)

  expect(names).not.toContain(undefined)
  expect(new Set(names).size).toBe(names.length)
})

/** Whether a body has an example, or a schema it is made of has one. */
function hasExample({ schema, example, examples }: Content): boolean {
  if (example !== undefined || examples !== undefined) return true
  const followed = new Set<string>()
  const isIn = (part: unknown): boolean => {
    const text = JSON.stringify(part)
    if (text?.includes('"example":')) return true
    const names = [...(text?.matchAll(/#\/components\/schemas\/(\w+)/g) ?? [])]
    return names.some(([, name = '']) => {
      if (followed.has(name)) return false
      followed.add(name)
      return isIn(openapi.components.schemas[name])
    })
  }
  return isIn(schema)
}

it.each(operations)('describes $method $path', (operation) => {
  const { path, summary, tags, parameters = [], requestBody, responses, security } = operation
  expect(summary).toMatch(/^[A-Z].*[^.]$/)
  expect(tags).toHaveLength(1)
  expect(security).toBeDefined()

  const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
  expect(named.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())

  const json = requestBody?.content['application/json']
  if (json) expect(hasExample(json)).toBe(true)
  for (const [status, { description, content }] of Object.entries(responses)) {
    expect(description).not.toBe('')
    for (const [type, body] of Object.entries(content ?? {})) {
      if (status >= '400') expect(type).toBe('application/problem+json')
      // A file is described by its type.
      if (!/json$/.test(type) || type.endsWith('ndjson')) continue
      expect([status, hasExample(body)]).toEqual([status, true])
    }
  }
})
