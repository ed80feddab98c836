/** OpenMetrics 1.0, as text: the format that Prometheus and others read. */

export interface Metric {
  /** Without the suffix of its type; ends with the unit, if it has one. */
  name: string
  type: 'counter' | 'gauge' | 'info'
  unit?: string
  help: string
  labels?: Readonly<Record<string, string>>
  value: number
}

export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

const suffixes = { counter: '_total', gauge: '', info: '_info' } as const

export const renderOpenMetrics = (metrics: readonly Metric[]): string =>
  [...metrics.flatMap(renderMetric), '# EOF', ''].join('\n')

function renderMetric({ name, type, unit, help, labels = {}, value }: Metric): string[] {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeText(text)}"`)
  const labeled = pairs.length > 0 ? `{${pairs.join(',')}}` : ''
  return [
    `# TYPE ${name} ${type}`,
    ...(unit ? [`# UNIT ${name} ${unit}`] : []),
    `# HELP ${name} ${escapeText(help)}`,
    `${name}${suffixes[type]}${labeled} ${value}`,
  ]
}

const escapeText = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
