import { escapeHtml } from '../../http/escape-html'
import type { ComposedMail } from './compose-mail'

export type DisabledReason = 'gone' | 'exhausted'

interface Disabled {
  id: string
  url: string
  reason: DisabledReason
  /** Where the interface is. */
  api: string
}

const reasons: Readonly<Record<DisabledReason, string>> = {
  gone: 'Its receiver answered 410, which says that it is gone for good.',
  exhausted: 'Its receiver failed at every attempt for more than three days.',
}

/** Tells a merchant that nothing is sent to a webhook any more, and what to do about it. */
export function composeDisabledMail({ id, url, reason, api }: Disabled): ComposedMail {
  const paragraphs = [
    `Nothing is sent to ${url} any more. ${reasons[reason]}`,
    `No event is lost. Repair the receiver, then enable the webhook: PATCH ${api}/v1/webhook_endpoints/${id} with {"status": "enabled"}. It goes on where it stopped.`,
    `What was sent and answered: GET ${api}/v1/webhook_endpoints/${id}/deliveries. How deliveries work: ${api}/docs/guides/webhooks`,
  ]
  const html = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')
  return {
    subject: `Your webhook ${id} is disabled`,
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Webhook disabled</title></head>\n<body>\n${html}\n</body>\n</html>\n`,
  }
}
