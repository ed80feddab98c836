import { expect, it, vi } from 'vitest'
import { createResendMailer } from '../../../api/adapters/mail/resend'

const mail = {
  id: 'ntf_1',
  from_name: 'Bücher "&" Mehr\r\nBcc: eve@example.com',
  to: 'ada@example.com',
  subject: 'We have your order',
  text: 'Hello',
  html: '<p>Hello</p>',
}

const answering = (status: number, body: unknown = {}) =>
  vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }))

it('hands a mail over under its id, from one line of a name', async () => {
  const http = answering(200, { id: 'of-resend' })
  const handed = await createResendMailer('re_key', 'orders@shop.example', http).send(mail)

  expect(handed).toEqual({ type: 'taken' })
  const [url, request] = http.mock.calls[0] ?? []
  expect(url).toBe('https://api.resend.com/emails')
  expect(request?.headers).toEqual({
    authorization: 'Bearer re_key',
    'content-type': 'application/json',
    'idempotency-key': 'ntf_1',
  })
  expect(JSON.parse(String(request?.body))).toEqual({
    from: '"Bücher \\"&\\" Mehr Bcc: eve@example.com" <orders@shop.example>',
    to: ['ada@example.com'],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
  })
})

it.each([
  [400, { name: 'invalid_idempotency_key' }, '400 invalid_idempotency_key'],
  [422, { name: 'validation_error' }, '422 validation_error'],
])('gives up a mail that is refused with %i', async (status, body, reason) => {
  const mailer = createResendMailer('re_key', 'orders@shop.example', answering(status, body))

  expect(await mailer.send(mail)).toEqual({ type: 'refused', reason })
})

it.each([401, 403, 409, 429, 500, 503])(
  'keeps a mail for later when it is answered %i',
  async (status) => {
    const mailer = createResendMailer('re_key', 'orders@shop.example', answering(status))

    await expect(mailer.send(mail)).rejects.toThrow(String(status))
  },
)
