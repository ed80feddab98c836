import type { MerchantId } from '../../domain/shared/ids'
import { MS_PER_SECOND } from '../../domain/shared/time'
import type { Services } from '../../services'
import { listEvents } from './repository'
import type { Event } from './schemas'

/** The log is looked at this often at most, and only while somebody listens. */
const LOOK_EVERY = MS_PER_SECOND
/** A comment says that the line is alive. */
const HEARTBEAT_EVERY = 15 * MS_PER_SECOND
const PAGE = 100
/** Clients are asked to wait this long before they connect again. */
const RETRY_MS = 1_000

interface Listening {
  after: number
  type?: string | undefined
  /** The connection ends then; the client goes on with the last id it has. */
  seconds: number
}

/** Events as they happen, as server-sent events; one page is not read before the last is taken. */
export function streamEvents(
  services: Services,
  merchant_id: MerchantId,
  { after, type, seconds }: Listening,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const end_at = services.now() + seconds * MS_PER_SECOND
  let cursor = after
  let gone = false
  let spoke_at = services.now()
  let stopWaiting = () => {}

  const wait = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY)
      stopWaiting = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    async pull(controller) {
      const send = (text: string) => {
        spoke_at = services.now()
        controller.enqueue(encoder.encode(text))
      }
      while (!gone) {
        const page = await listEvents(services, merchant_id, { after: cursor, type, limit: PAGE })
        if (gone) return
        cursor = page.through
        if (page.data.length > 0) return send(page.data.map(toMessage).join(''))
        if (services.now() >= end_at) return controller.close()
        if (services.now() - spoke_at >= HEARTBEAT_EVERY) return send(': still here\n\n')
        await wait()
      }
    },
    cancel() {
      gone = true
      stopWaiting()
    },
  })
}

const toMessage = (event: Event) =>
  `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
