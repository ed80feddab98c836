import { expect, it } from 'vitest'
import { renderOpenMetrics } from '../../api/http/open-metrics'

it('writes each type with its suffix, and ends the text', () => {
  const text = renderOpenMetrics([
    { name: 'shop_events', type: 'counter', help: 'Events.', value: 7 },
    { name: 'shop_age_seconds', type: 'gauge', unit: 'seconds', help: 'Age.', value: 0.5 },
    { name: 'shop_build', type: 'info', help: 'Build.', labels: { of: 'a', at: 'b' }, value: 1 },
  ])

  expect(text).toBe(`# TYPE shop_events counter
# HELP shop_events Events.
shop_events_total 7
# TYPE shop_age_seconds gauge
# UNIT shop_age_seconds seconds
# HELP shop_age_seconds Age.
shop_age_seconds 0.5
# TYPE shop_build info
# HELP shop_build Build.
shop_build_info{of="a",at="b"} 1
# EOF
`)
})

it('escapes what would end a label or a line', () => {
  const labels = { of: 'a"b\\c\nd' }
  const text = renderOpenMetrics([{ name: 'x', type: 'gauge', help: 'a\nb', labels, value: 0 }])

  expect(text).toContain('# HELP x a\\nb\n')
  expect(text).toContain('x{of="a\\"b\\\\c\\nd"} 0\n')
})

it('ends a text without metrics, too', () => {
  expect(renderOpenMetrics([])).toBe('# EOF\n')
})
