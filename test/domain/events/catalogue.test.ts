import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, it } from 'vitest'
import { eventCatalogue, eventTypes, isEventType } from '../../../api/domain/events/catalogue'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const table = 'api/domain/events/catalogue.ts'
const sources = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'api/**/*.ts', 'db/*.ts'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file && file !== table)
  .map((file) => readFileSync(`${root}${file}`, 'utf8'))
  .join('\n')

it('every type has an object, a description and a schema that is one', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true })
  addFormats.default(ajv)
  for (const [type, { object, description, data }] of Object.entries(eventCatalogue)) {
    expect(type).toMatch(/^[a-z_]+(?:\.[a-z_]+)+$/)
    expect([type, object]).toEqual([type, expect.stringMatching(/^[a-z_]+$/)])
    expect([type, description]).toEqual([type, expect.stringMatching(/^[A-Z].*\.$/)])
    expect([type, ajv.validateSchema(data)]).toEqual([type, true])
  }
})

it('every type that is described is emitted', () => {
  expect(eventTypes.length).toBeGreaterThan(15)
  const isEmitted = (type: string) => {
    const [object, what] = type.split('.')
    const ways = [`'${type}'`, `\`${object}.\${`, `\${object_type}.${what}\``]
    return ways.some((way) => sources.includes(way))
  }
  expect(eventTypes.filter((type) => !isEmitted(type))).toEqual([])
})

it('every type that is emitted is described', () => {
  const emitted = [
    ...sources.matchAll(/\b(?:type: |[eE]vent(?:Of)?\((?:services, )?)'([a-z_]+\.[a-z_.]+)'/g),
  ].map(([, type]) => type)
  expect(emitted.length).toBeGreaterThan(5)
  expect(emitted.filter((type) => !isEventType(type ?? ''))).toEqual([])
})

it('knows its own types only', () => {
  expect(isEventType('order.placed')).toBe(true)
  expect(isEventType('order.eaten')).toBe(false)
  expect(isEventType('toString')).toBe(false)
})
