// A customer in the portal: asks for the mailed link, signs in with it, and acts on their own order.
import { setTimeout as sleep } from 'node:timers/promises'
import { Refused } from '../client.ts'
import type { Run } from '../import.ts'
import type { Sale } from '../storefront.ts'
import { get } from './desk.ts'

interface Mail {
  readonly id: string
  readonly template: string
  readonly order_id: string
  readonly text: string
}

export interface Customer {
  readonly get: <T>(kind: string, path: string) => Promise<T>
  readonly post: <T>(kind: string, path: string, body: object) => Promise<T>
}

const LINK = /https?:\S+#token=[\w-]+/
/** A link is mailed after the answer, and on a busy machine some time after. */
const MAIL_WITHIN_MS = 60_000
const POLL_MS = 150

export type Portal = ReturnType<typeof createPortal>

export function createPortal(run: Run, slug: string) {
  const base = `/portal/${slug}`
  const read = new Set<string>()
  const signs = { key: 'none', method: 'POST' } as const

  /** A fresh link, as it stands in the mail. */
  async function mailLink({ id, number, customer: { email } }: Sale): Promise<string> {
    const body = { number, email }
    await run.client.expect({ kind: 'link', ...signs, path: `${base}/api/links`, body })
    const give_up_at = Date.now() + MAIL_WITHIN_MS
    const query = new URLSearchParams({ to: email })
    while (Date.now() < give_up_at) {
      run.signal.throwIfAborted()
      const { data } = await get<{ data: Mail[] }>(run, 'mailbox', `/v1/notifications?${query}`)
      const mail = data.find(
        (each) => each.template === 'magic_link' && each.order_id === id && !read.has(each.id),
      )
      const link = LINK.exec(mail?.text ?? '')?.[0]
      if (mail && link) {
        read.add(mail.id)
        return link
      }
      await sleep(POLL_MS)
    }
    throw new Refused(
      `No link was mailed to ${email} within ${MAIL_WITHIN_MS / 1_000} s, or mails cannot be ` +
        'read at this server (GET /v1/notifications, MAILER=log).',
    )
  }

  async function signIn(sale: Sale): Promise<Customer> {
    const token = (await mailLink(sale)).split('#token=')[1]
    const session = { kind: 'sign in', ...signs, path: `${base}/api/sessions`, body: { token } }
    const { cookie } = await run.client.expectGranted(session)
    if (!cookie) throw new Refused(`Signing in to order ${sale.number} brought no cookie.`)
    const own = { key: 'none', cookie } as const
    return {
      get: (kind, path) =>
        run.client.expect({ kind, ...own, method: 'GET', path: `${base}/api/${path}` }),
      post: (kind, path, body) =>
        run.client.expect({
          ...{ kind, ...own, method: 'POST', path: `${base}/api/${path}`, body },
          idempotency_key: `${run.id}-${sale.id}-${path.replaceAll('/', '-')}`,
        }),
    }
  }

  return {
    mailLink,
    signIn,
    /** Where anybody finds their order; its number is filled in. */
    findOrder: (number?: string) => (number === undefined ? base : `${base}#number=${number}`),
  }
}
