/** Reads what a request brings: its body, its query, its Idempotency-Key. */
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Complaint, Problem } from './problem'
import type { HonoEnv, Upload } from './router'

export const MAX_BODY_BYTES = 1024 * 1024
/** A client that is answered while it still sends sees a broken connection: hear it out, up to here. */
const DRAIN_MAX_BYTES = 16 * MAX_BODY_BYTES
const ERRORS_MAX = 100

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/**
 * The body as JSON: at most 1 MiB, declared as JSON, and parsing. In this order.
 *
 * @param optional a request that neither declares nor has a body stands for `{}`
 */
export async function readJson(c: Context<HonoEnv>, optional = false): Promise<unknown> {
  const { raw } = c.req
  const bytes = await readWithin(raw, MAX_BODY_BYTES)
  if (optional && bytes.byteLength === 0 && !raw.headers.has('content-type')) return {}
  if (!isJson(raw.headers.get('content-type'))) throw new Problem('unsupported_media_type')
  return parse(bytes)
}

/** The body as bytes, of a media type that is taken. What they are is told by their content. */
export async function readUpload(
  c: Context<HonoEnv>,
  { types, max_bytes }: Upload,
): Promise<Uint8Array> {
  const { raw } = c.req
  const bytes = await readWithin(raw, max_bytes)
  const type = raw.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (types.includes(type)) return new Uint8Array(bytes)
  throw new Problem('unsupported_media_type', { detail: `Send one of ${types.join(', ')}.` })
}

async function readWithin(raw: Request, max_bytes: number): Promise<ArrayBuffer> {
  const declared = Number(raw.headers.get('content-length') ?? 0)
  if (declared > max_bytes) {
    if (declared <= DRAIN_MAX_BYTES) await raw.body?.pipeTo(new WritableStream())
    throw tooLarge(max_bytes)
  }
  return readBytes(raw, max_bytes)
}

const tooLarge = (max_bytes: number) =>
  new Problem('body_too_large', { detail: `Send at most ${max_bytes / 1024 / 1024} MiB.` })

/** The body as it was signed, to the byte: at most 1 MiB of UTF-8. */
export async function readText(c: Context<HonoEnv>): Promise<string> {
  const { raw } = c.req
  const bytes = await readWithin(raw, MAX_BODY_BYTES)
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Problem('malformed_json', { detail: 'The body is not UTF-8.' })
  }
}

/** A body that is not read yet, and how many bytes it has. */
export interface RawContent {
  length: number
  /** Of exactly that length, or it fails. To be read once. */
  stream: () => ReadableStream<Uint8Array>
}

/** What is sent as it is: declared as of that type, with its length, and not too much. */
export async function readRaw(
  c: Context<HonoEnv>,
  { type, max_bytes }: { type: string; max_bytes: number },
): Promise<RawContent> {
  const { raw } = c.req
  const declared = raw.headers.get('content-length')
  const length = Number(declared)
  const refusal = () => {
    const sent = raw.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (declared === null && raw.body) return new Problem('length_required')
    if (length > max_bytes) {
      return new Problem('body_too_large', { detail: `Send at most ${max_bytes} bytes.` })
    }
    if (sent === type) return undefined
    return new Problem('unsupported_media_type', { detail: `Send \`Content-Type: ${type}\`.` })
  }
  const refused = refusal()
  if (!refused) {
    return {
      length,
      stream: () => (raw.body as ReadableStream).pipeThrough(new FixedLengthStream(length)),
    }
  }
  if (length <= DRAIN_MAX_BYTES) await raw.body?.pipeTo(new WritableStream())
  throw refused
}

const isJson = (type: string | null) =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type ?? '')

/** A declared length can be trusted: the runtime cuts the body there. Without one, count. */
async function readBytes(request: Request, max_bytes: number): Promise<ArrayBuffer> {
  if (request.headers.has('content-length') || !request.body) return request.arrayBuffer()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength
    if (size > DRAIN_MAX_BYTES) throw tooLarge(max_bytes)
    if (size <= max_bytes) chunks.push(chunk)
  }
  if (size > max_bytes) throw tooLarge(max_bytes)
  return new Blob(chunks).arrayBuffer()
}

function parse(bytes: ArrayBuffer): unknown {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw new Problem('malformed_json', { detail: 'The body is not UTF-8.' })
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem('malformed_json', { detail: error instanceof Error ? error.message : '' })
  }
}

/** A header sent twice arrives joined by `, `: the space gives it away. */
export function readIdempotencyKey(c: Context<HonoEnv>): string {
  const key = c.req.raw.headers.get('idempotency-key')
  if (key === null) throw new Problem('idempotency_key_missing')
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Problem('idempotency_key_invalid')
  return key
}

/** The query; a parameter that is named more than once is a list, for schemas that expect one. */
export function readQuery(c: Context<HonoEnv>): Record<string, string | string[]> {
  const { url } = c.req
  const start = url.indexOf('?')
  const read = new Map<string, string | string[]>()
  if (start < 0) return {}
  for (const pair of url.slice(start + 1).split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1))
    const before = read.get(name)
    read.set(name, before === undefined ? value : [before, value].flat())
  }
  return Object.fromEntries(read)
}

/** Most text is not encoded. What cannot be decoded stays as it is. */
function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** The value as the schema reads it, or a 422 with a JSON pointer for every complaint. */
export function validate(
  schema: z.ZodType | undefined,
  value: unknown,
  where: 'body' | 'query' | 'path',
): unknown {
  return schema && parseAs(schema, value, where, where === 'body' ? '' : `#${where}`)
}

/** The same for a part of a request, `what`, whose pointers begin with `root`. */
export function parseAs<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
  root = '',
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) => complaints(issue, root))
  const many = errors.length === 1 ? 'a field' : `${errors.length} fields`
  throw new Problem('invalid_request', {
    detail: `The ${what} has ${many} to change; see errors.`,
    errors: errors.slice(0, ERRORS_MAX),
  })
}

function complaints(issue: z.core.$ZodIssue, root: string): Complaint[] {
  const at = (path: readonly PropertyKey[]) =>
    root + path.map((key) => `/${escapeSegment(key)}`).join('')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: at([...issue.path, key]),
      detail: 'Unknown field; remove it.',
    }))
  }
  return [{ pointer: at(issue.path), detail: issue.message }]
}

const escapeSegment = (key: PropertyKey) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')
