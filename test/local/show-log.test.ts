import { expect, it } from 'vitest'
import { mailPrinter } from '../../api/local/show-log.ts'

function printer() {
  const printed: string[] = []
  let now = 0
  const show = mailPrinter(
    (text) => printed.push(text),
    () => now,
  )
  const mail = (subject: string, text = 'Thank you') => {
    const before = printed.length
    show({ to: 'ada@example.com', subject, text })
    return printed.slice(before).join('\n')
  }
  return { mail, wait: (ms: number) => (now += ms) }
}

it('prints mails whole, and of many at once the rest as a line each', () => {
  const { mail, wait } = printer()
  const first = ['1', '2', '3', '4', '5'].map((subject) => mail(subject))
  for (const each of first) expect(each).toContain('Thank you')
  expect(first[4]).toContain('GET /v1/notifications')

  expect(mail('6')).toBe('  Mail to ada@example.com: 6')
  wait(9_000)
  expect(mail('7')).toBe('  Mail to ada@example.com: 7')
  wait(10_000)
  expect(mail('8')).toContain('Thank you')
})

it('prints every link that signs in', () => {
  const { mail } = printer()
  for (let n = 0; n < 10; n++) mail('many')

  expect(mail('Your link', 'https://shop.example/portal/a/sign-in#token=x')).toContain('#token=x')
})

it('prints nothing that a terminal would obey', () => {
  const { mail } = printer()

  expect(mail('\u001b[2JGone')).toContain(': [2JGone')
})
