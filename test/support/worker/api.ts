/** Calls the Worker over HTTP, inside workerd. */
import { env, exports } from 'cloudflare:workers'

export const ORIGIN = 'https://holdfast.test'

interface Options {
  key?: string | undefined
  headers?: Record<string, string> | undefined
}

/** Parsed JSON, of whatever shape: what it looks like is for the test to say. */
type Json = ReturnType<typeof JSON.parse>

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** Empty when the answer is no JSON. */
  body: Json
  /** The items of a list; empty when it is none. */
  data: readonly Json[]
  /** Of a problem document. */
  code: unknown
}

/** One request. A body that is not a string is sent as JSON. */
export async function request(
  method: string,
  path: string,
  body?: unknown,
  { key, headers = {} }: Options = {},
): Promise<Answer> {
  const init: RequestInit = {
    method,
    redirect: 'manual',
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  }
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
  return read(await exports.default.fetch(new Request(ORIGIN + path, init)))
}

export async function read(response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = new TextDecoder().decode(await response.arrayBuffer())
  const is_json = /[/+]json/.test(headers.get('content-type') ?? '') && text !== ''
  const body = is_json ? JSON.parse(text) : {}
  const data = Array.isArray(body.data) ? body.data : []
  return { status, headers, text, body, data, code: body.code }
}

/** A client that always sends the same key. */
export const client = (key?: string) => ({
  get: (path: string, headers?: Record<string, string>) =>
    request('GET', path, undefined, { key, headers }),
  put: (path: string, body: unknown, headers?: Record<string, string>) =>
    request('PUT', path, body, { key, headers }),
  patch: (path: string, body: unknown, headers?: Record<string, string>) =>
    request('PATCH', path, body, { key, headers }),
  post: (path: string, body: unknown, headers?: Record<string, string>) =>
    request('POST', path, body, { key, headers }),
  delete: (path: string, headers?: Record<string, string>) =>
    request('DELETE', path, undefined, { key, headers }),
})
export type Client = ReturnType<typeof client>

export const operator = client(env.ADMIN_TOKEN)
export const anyone = client()
