/** The pages for people: start, documentation, and what each problem code means. */
import { eventCatalogue } from '../../domain/events/catalogue'
import { escapeHtml } from '../../http/escape-html'
import { Problem } from '../../http/problem'
import { type ProblemCode, problemCodes } from '../../http/problem-codes'
import { article, htmlPage, inlineCode } from './html'

export const homePage = () =>
  article(
    'Holdfast',
    `<h1>Holdfast</h1>
<p>An order management system that never sells the same unit twice.</p>
<ul>
<li><a href="/docs/guides">Guides</a></li>
<li><a href="/docs">Reference of the API</a></li>
<li><a href="/openapi.json">OpenAPI document</a></li>
<li><a href="/docs/events">Events and webhooks</a></li>
<li><a href="/problems">Problem codes</a></li>
<li><a href="/readyz">Whether everything is ready</a></li>
</ul>`,
  )

/** The viewer comes with the portal's files, under `/docs-assets`: nothing is loaded from elsewhere. */
export const docsPage = () =>
  htmlPage(
    'Holdfast: API documentation',
    `<noscript><p>The viewer needs JavaScript. Here is the <a href="/openapi.json">OpenAPI document</a>.</p></noscript>
<div id="viewer"></div>
<script src="/docs-assets/swagger-ui-bundle.js"></script>
<script src="/docs-assets/init.js"></script>`,
    '<link rel="stylesheet" href="/docs-assets/swagger-ui.css">\n',
    {
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
    },
  )

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemCodes, code)

export function problemPage(code: string): Response {
  if (!isProblemCode(code)) throw new Problem('not_found')
  const { status, title, remedy } = problemCodes[code]
  return article(
    `${title} (${code})`,
    `<h1>${inlineCode(title)}</h1>
<p>Status ${status}, code <code>${code}</code></p>
<p>${inlineCode(remedy)}</p>
<p><a href="/problems">All problem codes</a></p>`,
  )
}

export function problemsPage(): Response {
  const rows = Object.entries(problemCodes).map(
    ([code, { status, title }]) =>
      `<tr><td>${status}</td><td><a href="/problems/${code}"><code>${escapeHtml(code)}</code></a></td><td>${inlineCode(title)}</td></tr>`,
  )
  return article(
    'Problem codes',
    `<h1>Problem codes</h1>
<p>Every error is a document of type <code>application/problem+json</code> whose <code>code</code> is one of these.</p>
<table>
<thead><tr><th>Status</th><th>Code</th><th>Meaning</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`,
  )
}

/** Every type of event, from the table that the code emits them by. */
export function eventsPage(): Response {
  const sections = Object.entries(eventCatalogue).map(
    ([type, { object, description, data }]) =>
      `<section>
<h2 id="${type}"><code>${type}</code></h2>
<p>${inlineCode(description)} Object: <code>${object}</code>.</p>
<details><summary>Schema of <code>data</code></summary>
<pre>${escapeHtml(JSON.stringify(data, null, 2))}</pre></details>
</section>`,
  )
  return article(
    'Events',
    `<h1>Events</h1>
<p>Every change of state is an event in the log of its merchant, numbered without gaps: read it at
<code>/v1/events</code>, listen at <code>/v1/events/stream</code>, or have it sent to a webhook.
References lead into the <a href="/openapi.json">OpenAPI document</a>, whose <code>webhooks</code> describe whole bodies.</p>
${sections.join('\n')}`,
  )
}
