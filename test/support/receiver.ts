// Receivers of webhooks, good and bad, over real HTTP. The path says how one behaves, and in which
// box it keeps what it got: /status/500/box, /switch/box (told by PUT /control/box), /dns/box.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Where it listens, for tests that did not start it. */
declare module 'vitest' {
  interface ProvidedContext {
    receiver: string
  }
}

export interface Received {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

interface Box {
  received: Received[]
  behavior: string
  hanging: ServerResponse[]
}

const HUGE_BYTES = 64 * 1024 * 1024

export interface Receiver {
  url: string
  stop: () => Promise<void>
}

export async function startReceiver(port = 0): Promise<Receiver> {
  const boxes = new Map<string, Box>()
  const server = createServer((request, response) => void answer(boxes, request, response))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: bound } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${bound}`, stop: () => stop(server) }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

async function answer(
  boxes: Map<string, Box>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://receiver')
  const steps = url.pathname.split('/').filter(Boolean)
  const name = steps.at(-1) ?? ''
  const box = boxes.get(name) ?? { received: [], behavior: 'status/200', hanging: [] }
  boxes.set(name, box)
  const body = await bodyOf(request)
  const [kind = ''] = steps
  if (kind === 'log') return send(response, 200, JSON.stringify(box.received))
  if (kind === 'control') {
    box.behavior = body
    for (const waiting of box.hanging.splice(0)) waiting.destroy()
    return send(response, 204)
  }
  if (kind === 'dns') return lookUp(box, url, response)
  const headers = request.headers as Record<string, string>
  box.received.push({ method: request.method ?? '', path: url.pathname, headers, body })
  behave(box, kind === 'switch' ? box.behavior.split('/') : steps.slice(0, -1), response)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function behave(box: Box, [kind = '', detail = '', more = '']: string[], response: ServerResponse) {
  switch (kind) {
    case 'status':
      return send(response, Number(detail), 'said', more ? { 'retry-after': more } : {})
    case 'chat':
      return send(response, 200, 'Thank you for the canary-answer')
    case 'redirect':
      return send(response, Number(detail), '', { location: '/status/200/redirected' })
    case 'hang':
      box.hanging.push(response)
      return
    case 'endless':
      response.writeHead(Number(detail))
      response.write('and so on')
      box.hanging.push(response)
      return
    case 'huge':
      response.writeHead(Number(detail))
      return response.end(Buffer.alloc(HUGE_BYTES, 'x'))
    case 'break':
      return response.destroy()
    default:
      return send(response, 404)
  }
}

/** A resolver, whose box says `A addresses|AAAA addresses`, or a status that it fails with. */
function lookUp({ behavior }: Box, url: URL, response: ServerResponse) {
  if (behavior.startsWith('fail')) return send(response, 500)
  const type = url.searchParams.get('type')
  const [a = '', aaaa = ''] = behavior.split('|')
  const records = (type === 'A' ? a : aaaa).split(',').filter(Boolean)
  const Answer = [
    // A name often leads to another first.
    { name: 'alias', type: 5, data: 'alias.example.com.' },
    ...records.map((data) => ({ name: 'x', type: type === 'A' ? 1 : 28, data })),
  ]
  const Status = behavior.startsWith('nxdomain') ? 3 : 0
  return send(response, 200, JSON.stringify({ Status, Answer }))
}

function send(
  response: ServerResponse,
  status: number,
  body = '',
  headers: Record<string, string> = {},
) {
  response.writeHead(status, headers)
  response.end(body)
}
