// What Cloudflare does to files on their way, and the local runtime does not: it compresses them.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

export interface Front {
  readonly origin: string
  readonly close: () => Promise<void>
}

/** Serves what `origin` answers to GET, compressed. */
export async function compressing(origin: string): Promise<Front> {
  const server = createServer(async (request, response) => {
    const { cookie = '', accept = '*/*' } = request.headers
    const answer = await fetch(new URL(request.url ?? '/', origin), { headers: { cookie, accept } })
    const body = gzipSync(Buffer.from(await answer.arrayBuffer()))
    const headers = Object.fromEntries(answer.headers)
    delete headers['transfer-encoding']
    response.writeHead(answer.status, {
      ...headers,
      'content-encoding': 'gzip',
      'content-length': body.length,
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { origin: `http://127.0.0.1:${port}`, close }
}
