import { createHmac, randomBytes } from 'node:crypto'
import type { Server } from './server.ts'
import { newestSequence, type StreamedEvent, streamEvents } from './stream.ts'

interface ListenOptions {
  url: string
  type: string | undefined
  signal: AbortSignal
}

const PATIENCE_MS = 15_000

/**
 * Forwards events to a program on this machine as a webhook would deliver them, signed by Standard
 * Webhooks with a secret of this run. No public address is needed: it reads the event stream.
 */
export async function listen(
  server: Server,
  { url, type, signal }: ListenOptions,
): Promise<number> {
  const secret = randomBytes(24)
  // From here on nothing is missed: so say it only now.
  const after = String(await newestSequence(server))
  process.stdout.write(`Forwarding to ${url}\nSecret: whsec_${secret.toString('base64')}\n`)
  for await (const event of streamEvents(server, { type, after, signal })) {
    const outcome = await forward(url, secret, event)
    process.stdout.write(`${event.sequence} ${event.type} → ${outcome}\n`)
  }
  return 0
}

async function forward(url: string, secret: Buffer, event: StreamedEvent): Promise<string> {
  const { created_at, ...rest } = event
  const body = JSON.stringify({ ...rest, timestamp: created_at })
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const signature = createHmac('sha256', secret).update(`${event.id}.${timestamp}.${body}`)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': event.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature.digest('base64')}`,
  }
  try {
    const init = { method: 'POST', headers, body, redirect: 'manual' } as const
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
    await answer.body?.cancel()
    return String(answer.status)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
