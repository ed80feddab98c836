/** One attempt: the request to the receiver, bounded in time and size, and what it came to. */
import type { Instant } from '../domain/shared/time'
import { MS_PER_SECOND } from '../domain/shared/time'
import type { Outcome } from '../domain/webhooks/machine'
import { readRetryAfter } from '../domain/webhooks/schedule'
import { judgeUrl, mayLeadTo, type UrlRefusal } from '../domain/webhooks/url-policy'
import { signWebhook } from './webhook-secret'

/** From the first byte sent to the last one read. */
const TIMEOUT_MS = 15 * MS_PER_SECOND
/** A look-up that takes longer has failed. */
const LOOKUP_TIMEOUT_MS = 5 * MS_PER_SECOND
/** Of the answer's body this much is read and kept; the rest is never received. */
export const RESPONSE_BYTES_MAX = 4_096

/** How this deployment treats addresses: see wrangler.toml. */
export interface AddressSettings {
  WEBHOOK_LOOPBACK: string
  WEBHOOK_DNS: string
}

export interface Sending {
  url: string
  event_id: string
  body: string
  /** The secrets that are valid now. */
  secrets: readonly string[]
}

export type AttemptError =
  | 'secret_unreadable'
  | 'timeout'
  | 'unreachable'
  | 'redirect'
  | 'status'
  | UrlRefusal

export interface Attempt {
  outcome: Outcome
  response_status: number | null
  error: AttemptError | null
  response_body: string | null
}

export async function sendWebhook(
  sending: Sending,
  settings: AddressSettings,
  now: Instant,
  timeout_ms = TIMEOUT_MS,
): Promise<Attempt> {
  // Unsigned, it could come from anybody.
  if (sending.secrets.length === 0) return failed('secret_unreadable')
  const refused = await refuseUrl(sending.url, settings)
  if (refused) return failed(refused)
  const signal = AbortSignal.timeout(timeout_ms)
  try {
    const response = await fetch(sending.url, {
      method: 'POST',
      // A redirect could lead past every check of the address, and tell another host the event.
      redirect: 'manual',
      signal,
      headers: headersOf(sending, now),
      body: sending.body,
    })
    return judge(response, await readStart(response), now)
  } catch {
    return failed(signal.aborted ? 'timeout' : 'unreachable')
  }
}

function headersOf({ event_id, body, secrets }: Sending, now: Instant): Record<string, string> {
  const timestamp = Math.floor(now / MS_PER_SECOND)
  return {
    'content-type': 'application/json',
    'user-agent': 'Holdfast-Webhooks/1.0',
    'webhook-id': event_id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook(secrets, { id: event_id, timestamp, body }),
  }
}

function judge({ status, ok, headers }: Response, response_body: string, now: Instant): Attempt {
  const answered = { response_status: status, response_body }
  if (ok) return { ...answered, outcome: { type: 'delivered' }, error: null }
  if (status === 410) return { ...answered, outcome: { type: 'gone' }, error: 'status' }
  const retry_after_ms = readRetryAfter(headers.get('retry-after'), now)
  return {
    ...answered,
    outcome: { type: 'failed', ...(retry_after_ms !== undefined && { retry_after_ms }) },
    error: status >= 300 && status < 400 ? 'redirect' : 'status',
  }
}

const failed = (error: AttemptError): Attempt => ({
  outcome: { type: 'failed' },
  response_status: null,
  error,
  response_body: null,
})

/**
 * The beginning of the body. The status has decided already: a body that breaks off, or goes on
 * for ever, changes nothing.
 */
async function readStart({ body }: Response): Promise<string> {
  if (!body) return ''
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  let left = RESPONSE_BYTES_MAX
  try {
    while (left > 0) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value.subarray(0, left), { stream: true })
      left -= value.byteLength
    }
  } catch {
    return text
  }
  void reader.cancel().catch(() => undefined)
  return text
}

/** Why nothing may be sent there, by the URL itself and by what its name leads to. */
export async function refuseUrl(
  url: string,
  { WEBHOOK_LOOPBACK, WEBHOOK_DNS }: AddressSettings,
): Promise<UrlRefusal | undefined> {
  const judged = judgeUrl(url, URL.parse(url), { loopback: WEBHOOK_LOOPBACK === 'on' })
  if (!judged.ok) return judged.error
  const { look_up, hostname } = judged.value
  if (!look_up || !WEBHOOK_DNS) return undefined
  const addresses = await lookUp(WEBHOOK_DNS, hostname).catch(() => [])
  if (addresses.length === 0) return 'unresolvable'
  return mayLeadTo(addresses) ? undefined : 'address_not_public'
}

const recordTypes = { A: 1, AAAA: 28 } as const

interface DnsAnswer {
  Status: number
  Answer?: { type: number; data: string }[]
}

/** Every address of a name, by DNS over HTTPS in JSON. Throws when one of the questions fails. */
async function lookUp(resolver: string, name: string): Promise<string[]> {
  const answers = await Promise.all(
    Object.entries(recordTypes).map(async ([type, number]) => {
      const response = await fetch(`${resolver}?name=${name}&type=${type}`, {
        headers: { accept: 'application/dns-json' },
        redirect: 'manual',
        signal: AbortSignal.timeout(LOOKUP_TIMEOUT_MS),
      })
      if (!response.ok) throw new Error(`The look-up answered ${response.status}.`)
      const { Status, Answer = [] } = (await response.json()) as DnsAnswer
      if (Status !== 0) throw new Error(`The look-up failed with ${Status}.`)
      return Answer.filter((record) => record.type === number).map(({ data }) => data)
    }),
  )
  return answers.flat()
}
