import type { Server } from './server.ts'
import { type StreamOptions, streamEvents } from './stream.ts'

/** A line per event, until it is interrupted: time, sequence, type, object and what it says. */
export async function tailEvents(server: Server, options: StreamOptions): Promise<number> {
  for await (const event of streamEvents(server, options)) {
    const { created_at, sequence, type, object_id, data } = event
    process.stdout.write(`${created_at} ${sequence} ${type} ${object_id} ${JSON.stringify(data)}\n`)
  }
  return 0
}
