import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { marked } from 'marked'
import type { Plugin } from 'vite'

const folder = fileURLToPath(new URL('../api/guides/', import.meta.url))

/** Guides are read in this order; what is not named comes after, by name. */
const order = ['quick-start', 'idempotency', 'errors', 'webhooks', 'going-live', 'limits']
const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)

/** Lays out the guides as files of the documentation: each as it was written, and as a page's body. */
export function guides(): Plugin {
  return {
    name: 'guides',
    apply: 'build',
    async generateBundle() {
      const emit = (fileName: string, source: string) =>
        this.emitFile({ type: 'asset', fileName: `docs-assets/${fileName}`, source })
      const named = readdirSync(folder)
        .map((file) => file.replace(/\.md$/, ''))
        .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
        .map((name) => ({ name, text: readFileSync(`${folder}${name}.md`, 'utf8') }))
      for (const { name, text } of named) {
        emit(`guides/${name}.md`, text)
        emit(`guides/${name}.html`, await marked.parse(text))
      }
      const list = named.map(
        ({ name, text }) => `- [${titleOf(text)}](/docs/guides/${name}.md): ${summaryOf(text)}`,
      )
      emit('llms.txt', `${introduction}\n${list.join('\n')}\n${rest}`)
      const items = named.map(
        ({ name, text }) => `<li><a href="/docs/guides/${name}">${titleOf(text)}</a></li>`,
      )
      emit('guides/index.html', `<h1>Guides</h1>\n<ul>\n${items.join('\n')}\n</ul>\n`)
    },
  }
}

const titleOf = (text: string) => text.split('\n', 1)[0]?.replace(/^# /, '') ?? ''
/** What a guide begins with, whole. */
const summaryOf = (text: string) => {
  const [, opening = ''] = text.split('\n\n')
  return opening.replaceAll('\n', ' ').replace(/:$/, '.')
}

const introduction = `# Holdfast

> An order management system that runs at the edge and never sells the same unit twice: stock, reservations, orders, fulfillment, payments and returns over an OpenAPI 3.1 interface.

Money is in integer minor units, times are RFC 3339 UTC, errors are RFC 9457 problem documents whose \`code\` has a page at \`/problems/CODE\`.

## Guides
`
const rest = `
## Reference

- [OpenAPI document](/openapi.json): every operation, with schemas, examples and problems
- [Events](/docs/events): every type, with the schema of its data
- [Problem codes](/problems): what each refusal means and what to change
`
